namespace Pledge.Domain.Returns;

/// <summary>Something that held for a while, as the return asks about it.</summary>
/// <param name="To">First London day it no longer held; null while it does.</param>
/// <param name="Suitable">Of homes; null where not known.</param>
public readonly record struct Held(DateOnly From, DateOnly? To, string Code, bool? Suitable);

/// <summary>How far from a birthday something may lie and still say how things stood around it. A setting of the authority.</summary>
/// <param name="MonthsBefore">0 to 12.</param>
/// <param name="MonthsAfter">0 to 12.</param>
public readonly record struct BirthdayWindow(int MonthsBefore, int MonthsAfter)
{
    public static BirthdayWindow Default { get; } = new(3, 1);

    /// <summary>What held on <paramref name="day"/>; else the last that had held in the window before it; else the first that began in the window after it; else null.</summary>
    /// <param name="facts">Of one kind and one person, so no two hold on one day. Any order.</param>
    public Held? At(DateOnly day, IReadOnlyList<Held> facts)
    {
        var (first, last) = (day.AddMonths(-MonthsBefore), day.AddMonths(MonthsAfter));
        Held? before = null, after = null;
        foreach (var fact in facts)
        {
            if (fact.From <= day && (fact.To is null || fact.To > first) && !(before?.From > fact.From))
                before = fact;
            else if (fact.From > day && fact.From <= last && !(after?.From < fact.From))
                after = fact;
        }
        return before ?? after;
    }
}

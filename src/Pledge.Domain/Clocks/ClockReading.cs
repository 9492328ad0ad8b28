namespace Pledge.Domain.Clocks;

/// <summary>How a clock stands on a day.</summary>
public enum ClockState
{
    /// <summary>Nothing to count from, or no clock for this person.</summary>
    NotStarted,
    Fine,

    /// <summary>Due today or in the six days after.</summary>
    DueThisWeek,
    Overdue,
}

/// <summary>One step of the working. The sentence is looked up by the code.</summary>
/// <param name="Values">London dates and numbers, in the order of the sentence.</param>
public sealed record ClockStep(string Code, params IReadOnlyList<object> Values);

/// <summary>What a clock says for one person.</summary>
/// <param name="StartsOn">Day it counts from; null when it does not run.</param>
/// <param name="DueOn">The earlier of the two below; the last day on which it is in time.</param>
/// <param name="LawDueOn">Null where the law sets no time for this person.</param>
/// <param name="LocalDueOn">Null where there is no local standard.</param>
public sealed record ClockReading(ClockRule Rule, DateOnly? StartsOn, DateOnly? DueOn, DateOnly? LawDueOn, DateOnly? LocalDueOn, IReadOnlyList<ClockStep> Working)
{
    private const int DaysInWeek = 7;

    /// <summary>Whole days past <see cref="DueOn"/>; 0 while in time.</summary>
    public int DaysLate(DateOnly today) => DueOn is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0;

    public ClockState State(DateOnly today) => DueOn switch
    {
        null => ClockState.NotStarted,
        { } due when due < today => ClockState.Overdue,
        { } due when due.DayNumber - today.DayNumber < DaysInWeek => ClockState.DueThisWeek,
        _ => ClockState.Fine,
    };

    internal static ClockReading NotRunning(ClockRule rule, string code) => new(rule, null, null, null, null, [new(code)]);

    internal static ClockReading Running(Clock clock, ClockStep start, DateOnly startsOn, bool lawApplies, ClockInterval? local)
    {
        var lawDue = lawApplies ? clock.Law.After(startsOn) : (DateOnly?)null;
        var localDue = local?.After(startsOn);
        List<ClockStep> working = [start];
        if (lawDue is not null)
            working.Add(Step("clock-law-days", "clock-law-months", clock.Law, lawDue.Value));
        if (localDue is not null)
            working.Add(Step("clock-local-days", "clock-local-months", local!.Value, localDue.Value));
        var due = lawDue is null || localDue < lawDue ? localDue : lawDue;
        return new(clock.Rule, startsOn, due, lawDue, localDue, working);
    }

    private static ClockStep Step(string inDays, string inMonths, ClockInterval interval, DateOnly due) =>
        interval.Months == 0 ? new(inDays, interval.Days, due) : new(inMonths, interval.Months, due);
}

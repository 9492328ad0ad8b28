namespace Pledge.Domain.People;

/// <summary>How much a check by the Disclosure and Barring Service looks at.</summary>
public enum DbsLevel
{
    Basic,
    Standard,
    Enhanced,

    /// <summary>Enhanced, with the list of people barred from the work.</summary>
    EnhancedBarred,
}

/// <summary>How long a check is still good for.</summary>
public enum CheckState
{
    Good,

    /// <summary>It is to be done again within <see cref="DbsCheck.SoonDays"/>.</summary>
    RunsOut,

    /// <summary>The day by which it was to be done again has passed.</summary>
    RanOut,
}

/// <summary>That somebody's background check was seen: all three, or none when no check was seen. What the certificate says is never kept.</summary>
/// <param name="IssuedOn">London day on the certificate.</param>
/// <param name="AgainBy">Last London day on which it is good. No law sets it: an authority or a scheme does, often after three years.</param>
public sealed record DbsCheck(DbsLevel? Level, DateOnly? IssuedOn, DateOnly? AgainBy)
{
    public const int SoonDays = 60;
    public const int LongestYears = 5;

    public static DbsCheck None { get; } = new(null, null, null);

    public bool IsSeen => Level is not null;

    /// <summary>Good when none was seen: who needs one is not ours to say.</summary>
    public CheckState StateOn(DateOnly day) =>
        AgainBy is not { } until ? CheckState.Good : day > until ? CheckState.RanOut : until.DayNumber - day.DayNumber <= SoonDays ? CheckState.RunsOut : CheckState.Good;

    /// <returns><c>check-level-missing</c>, <c>check-issued-missing</c>, <c>check-issued-in-future</c>, <c>check-again-missing</c>, <c>check-again-too-early</c>
    /// or <c>check-again-too-late</c>; null when all is well.</returns>
    public Refusal? Check(DateOnly today)
    {
        if (this == None)
            return null;
        if (Level is not { } level || !Enum.IsDefined(level))
            return new("check-level-missing");
        if (IssuedOn is not { } issued)
            return new("check-issued-missing");
        if (issued > today)
            return new("check-issued-in-future");
        if (AgainBy is not { } again)
            return new("check-again-missing");
        if (again <= issued)
            return new("check-again-too-early");
        return again > issued.AddYears(LongestYears) ? new("check-again-too-late", LongestYears) : null;
    }
}

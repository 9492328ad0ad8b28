namespace Pledge.Domain.Clocks;

/// <summary>How a clock stands on a day.</summary>
public enum ClockState
{
    /// <summary>Nothing to count from, nothing left to do, or no clock for this person.</summary>
    NotStarted,
    Fine,

    /// <summary>Due today or in the six days after.</summary>
    DueThisWeek,
    Overdue,

    /// <summary>Only our own standard applies, and somebody paused it with a reason.</summary>
    Paused,
}

/// <summary>One step of the working. The sentence is looked up by the code.</summary>
/// <param name="Values">London dates and numbers, in the order of the sentence.</param>
public sealed record ClockStep(string Code, params IReadOnlyList<object> Values);

/// <summary>What a clock says for one person.</summary>
/// <param name="StartsOn">Day it counts from; null when it does not run.</param>
/// <param name="DueOn">The earlier of the two below; the last day on which it is in time.</param>
/// <param name="LawDueOn">Null where the law sets no time for this person. A pause never moves it.</param>
/// <param name="LocalDueOn">Null where there is no local standard. After a pause: not before the day after it.</param>
public sealed record ClockReading(ClockRule Rule, DateOnly? StartsOn, DateOnly? DueOn, DateOnly? LawDueOn, DateOnly? LocalDueOn, IReadOnlyList<ClockStep> Working)
{
    private const int DaysInWeek = 7;

    /// <summary>The latest pause of this clock for this person, over or not; null when it was never paused.</summary>
    public ClockPause? Pause { get; private init; }

    public bool IsRunning => DueOn is not null;

    /// <summary>Whole days past <see cref="DueOn"/>; 0 while in time.</summary>
    public int DaysLate(DateOnly today) => DueOn is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0;

    public ClockState State(DateOnly today) => DueOn switch
    {
        null => ClockState.NotStarted,
        { } due when due < today => ClockState.Overdue,
        _ when LawDueOn is null && Pause?.IsInForceOn(today) is true => ClockState.Paused,
        { } due when due.DayNumber - today.DayNumber < DaysInWeek => ClockState.DueThisWeek,
        _ => ClockState.Fine,
    };

    /// <summary>The same clock with a pause taken into account.</summary>
    /// <remarks>A pause is a record of why something waits. Our own standard waits with it: it is due no earlier than the day after the pause.
    /// The law knows no pause: its day stays, and after it the clock is late whatever the pause says.</remarks>
    internal ClockReading With(ClockPause? pause)
    {
        if (pause is null || !IsRunning)
            return this;

        var local = LocalDueOn is { } due && pause.LastDay >= pause.From && pause.LastDay >= due ? pause.LastDay.AddDays(1) : LocalDueOn;
        var step = new ClockStep(LawDueOn is null ? "clock-paused" : "clock-paused-not-law", pause.From, pause.LastDay, pause.Reason);
        var counts = pause.LastDay >= pause.From && pause.LastDay >= StartsOn;
        return this with
        {
            Pause = pause,
            LocalDueOn = local,
            DueOn = Earlier(LawDueOn, local),
            Working = counts ? [.. Working, step] : Working,
        };
    }

    internal static ClockReading NotRunning(ClockRule rule, ClockStep why) => new(rule, null, null, null, null, [why]);

    internal static ClockReading NotRunning(ClockRule rule, string code) => NotRunning(rule, new ClockStep(code));

    /// <param name="start">What started it, and any remark on it.</param>
    internal static ClockReading Running(Clock clock, IReadOnlyList<ClockStep> start, DateOnly startsOn, ClockInterval? local)
    {
        var lawDue = clock.Law?.After(startsOn);
        var localDue = local?.After(startsOn);
        List<ClockStep> working = [.. start];
        if (lawDue is not null)
            working.Add(clock.Law!.Value.Months == 0 ? new("clock-law-days", clock.Law.Value.Days, lawDue) : new("clock-law-months", clock.Law.Value.Months, lawDue));
        if (localDue is not null)
            working.Add(LocalStep(local!.Value, localDue.Value));
        if (local is { WorkingDays: > 0 } && localDue > BankHolidays.KnownUntil)
            working.Add(new("clock-bank-holidays-not-known", BankHolidays.KnownUntil));
        return Earlier(lawDue, localDue) is { } due ? new(clock.Rule, startsOn, due, lawDue, localDue, working) : NotRunning(clock.Rule, "clock-no-standard");
    }

    private static ClockStep LocalStep(ClockInterval local, DateOnly due) => local switch
    {
        { WorkingDays: > 0 } => new("clock-local-working-days", local.WorkingDays, due),
        { Months: > 0 } => new("clock-local-months", local.Months, due),
        _ => new("clock-local-days", local.Days, due),
    };

    private static DateOnly? Earlier(DateOnly? law, DateOnly? local) => law is null || local < law ? local : law;
}

namespace Pledge.Domain.Facts;

/// <summary>What a young person does: learning, working, or neither.</summary>
public sealed class Activity : Fact
{
    public const int ProviderMaxLength = 120;
    public const decimal MinHours = 0.5m;
    public const decimal MaxHours = 80;

    /// <summary>College, university, employer or other place; null when not said.</summary>
    public string? Provider { get; private set; }

    /// <summary>Key of a <see cref="LearningLevel"/>; null when not said.</summary>
    public string? Level { get; private set; }

    /// <summary>To one decimal; null when not said.</summary>
    public decimal? HoursPerWeek { get; private set; }

    private Activity()
    {
    }

    private Activity(FactSubject subject, DateOnly from, DateOnly? to, ActivityDetails details, FactOrigin origin)
        : base(subject, from, to, details.Code, origin) => (Provider, Level, HoursPerWeek) = (details.Provider, details.Level, details.HoursPerWeek);

    private Activity(Activity original, DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by)
        : base(original, from, to, at, by) => (Provider, Level, HoursPerWeek) = (original.Provider, original.Level, original.HoursPerWeek);

    /// <summary>An activity from a day, until a day or until we hear otherwise.</summary>
    /// <returns>Refused with <c>date-in-future</c>, <c>date-before-birth</c>, <c>end-not-after-start</c>, <c>end-in-future</c>,
    /// <c>activity-code-unknown</c>, <c>code-ended</c>, <c>code-not-yet-in-use</c>, <c>provider-too-long</c>, <c>learning-level-unknown</c> or <c>hours-out-of-range</c>.</returns>
    /// <remarks>Check 132 of the yearly return.</remarks>
    public static Outcome<Activity> Create(FactSubject subject, DateOnly from, DateOnly? to, ActivityDetails details, FactOrigin origin)
    {
        if (CheckPeriod(subject, from, to, origin) is { } refusal)
            return refusal;
        if (ActivityCode.Find(details.Code.Trim().ToUpperInvariant()) is not { } known)
            return new Refusal("activity-code-unknown");
        if (from >= known.ValidTo)
            return new Refusal("code-ended", known.Code, known.ValidTo.Value.AddDays(-1));
        if (from < known.ValidFrom)
            return new Refusal("code-not-yet-in-use", known.Code, known.ValidFrom);

        var provider = string.IsNullOrWhiteSpace(details.Provider) ? null : details.Provider.Trim();
        var level = string.IsNullOrWhiteSpace(details.Level) ? null : details.Level.Trim();
        if (provider?.Length > ProviderMaxLength)
            return new Refusal("provider-too-long", ProviderMaxLength);
        if (level is not null && LearningLevel.Find(level) is null)
            return new Refusal("learning-level-unknown");
        if (details.HoursPerWeek is { } hours && (hours is < MinHours or > MaxHours || hours * 10 % 1 != 0))
            return new Refusal("hours-out-of-range", MinHours, MaxHours);

        return new Activity(subject, from, to, new(known.Code, provider, level, details.HoursPerWeek), origin);
    }

    /// <summary>An activity of which only the code is known, as a file tells it.</summary>
    /// <returns>As above.</returns>
    public static Outcome<Activity> Create(FactSubject subject, DateOnly from, DateOnly? to, string code, FactOrigin origin) =>
        Create(subject, from, to, new ActivityDetails(code), origin);

    public override bool SaysTheSameAs(Fact other) =>
        base.SaysTheSameAs(other) && other is Activity activity && activity.Provider == Provider && activity.Level == Level && activity.HoursPerWeek == HoursPerWeek;

    internal override Fact CopyFor(DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by) => new Activity(this, from, to, at, by);
}

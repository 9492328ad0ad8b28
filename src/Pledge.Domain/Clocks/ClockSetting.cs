namespace Pledge.Domain.Clocks;

/// <summary>An authority's own standard for one clock and band. It can be stricter than the law; a slacker one changes nothing where the law applies.</summary>
public sealed class ClockSetting
{
    public const int MaxDays = 366;
    public const int MaxWorkingDays = 60;
    public const int MaxMonths = 12;

    public AuthorityId AuthorityId { get; private set; }
    public ClockRule Rule { get; private set; }
    public ClockBand Band { get; private set; }

    /// <summary>Whole days; 0 when counted otherwise.</summary>
    public int Days { get; private set; }

    /// <summary>Whole calendar months; 0 when counted otherwise.</summary>
    public int Months { get; private set; }

    /// <summary>Working days of England; 0 when counted otherwise.</summary>
    public int WorkingDays { get; private set; }

    private ClockSetting()
    {
    }

    public ClockInterval Interval => new(Days, Months, WorkingDays);

    /// <summary>Sets a standard.</summary>
    /// <returns>Refused with <c>clock-band-has-no-clock</c>, <c>clock-cannot-be-set</c>, <c>clock-window-in-working-days</c> or <c>clock-interval-out-of-range</c>.</returns>
    public static Outcome<ClockSetting> Create(AuthorityId authority, ClockRule rule, ClockBand band, ClockInterval interval)
    {
        if (!Clock.Bands.Contains(band))
            return new Refusal("clock-band-has-no-clock");
        if (!Enum.IsDefined(rule) || !Clock.Of(rule).CanBeSet)
            return new Refusal("clock-cannot-be-set");
        if (Check(rule, interval) is { } refusal)
            return refusal;

        return new ClockSetting
        {
            AuthorityId = authority,
            Rule = rule,
            Band = band,
            Days = interval.Days,
            Months = interval.Months,
            WorkingDays = interval.WorkingDays,
        };
    }

    /// <summary>Changes the length.</summary>
    /// <returns>Refused with <c>clock-window-in-working-days</c> or <c>clock-interval-out-of-range</c>.</returns>
    public Refusal? Change(ClockInterval interval)
    {
        if (Check(Rule, interval) is { } refusal)
            return refusal;
        (Days, Months, WorkingDays) = (interval.Days, interval.Months, interval.WorkingDays);
        return null;
    }

    // The figures around birthdays are counted in the database, which knows no bank holidays.
    private static Refusal? Check(ClockRule rule, ClockInterval interval) => interval is { WorkingDays: > 0 } && rule is ClockRule.ReturnWindowOpens or ClockRule.ReturnWindowCloses
        ? new Refusal("clock-window-in-working-days")
        : interval is
    { Months: 0, WorkingDays: 0, Days: >= 1 and <= MaxDays } or { Days: 0, WorkingDays: 0, Months: >= 1 and <= MaxMonths } or { Days: 0, Months: 0, WorkingDays: >= 1 and <= MaxWorkingDays }
        ? null
        : new Refusal("clock-interval-out-of-range", MaxDays, MaxMonths, MaxWorkingDays);
}

/// <summary>One change of a standard: who set what, when. Only added.</summary>
public sealed class ClockSettingChange
{
    public ClockSettingChangeId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public ClockRule Rule { get; private set; }
    public ClockBand Band { get; private set; }

    /// <summary>All three are 0 where the product's own standard was put back.</summary>
    public int Days { get; private set; }

    public int Months { get; private set; }
    public int WorkingDays { get; private set; }
    public DateTimeOffset SetAt { get; private set; }
    public AccountId SetBy { get; private set; }

    private ClockSettingChange()
    {
    }

    /// <param name="interval">Null where the product's own standard was put back.</param>
    public ClockSettingChange(AuthorityId authority, ClockRule rule, ClockBand band, ClockInterval? interval, DateTimeOffset now, AccountId by)
    {
        (Id, AuthorityId, Rule, Band) = (ClockSettingChangeId.New(), authority, rule, band);
        (Days, Months, WorkingDays) = (interval?.Days ?? 0, interval?.Months ?? 0, interval?.WorkingDays ?? 0);
        (SetAt, SetBy) = (now.ToUniversalTime(), by);
    }
}

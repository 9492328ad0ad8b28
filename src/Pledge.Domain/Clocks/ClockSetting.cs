namespace Pledge.Domain.Clocks;

/// <summary>An authority's own standard for one clock and band. It can be stricter than the law; a slacker one changes nothing where the law applies.</summary>
public sealed class ClockSetting
{
    public const int MaxDays = 366;
    public const int MaxMonths = 12;

    public AuthorityId AuthorityId { get; private set; }
    public ClockRule Rule { get; private set; }
    public ClockBand Band { get; private set; }

    /// <summary>Whole days; 0 when counted in months.</summary>
    public int Days { get; private set; }

    /// <summary>Whole calendar months; 0 when counted in days.</summary>
    public int Months { get; private set; }

    private ClockSetting()
    {
    }

    public ClockInterval Interval => new(Days, Months);

    /// <summary>Sets a standard.</summary>
    /// <returns>Refused with <c>clock-band-has-no-clock</c> or <c>clock-interval-out-of-range</c>.</returns>
    public static Outcome<ClockSetting> Create(AuthorityId authority, ClockRule rule, ClockBand band, ClockInterval interval)
    {
        if (band is ClockBand.None)
            return new Refusal("clock-band-has-no-clock");
        var inDays = interval is { Months: 0, Days: >= 1 and <= MaxDays };
        var inMonths = interval is { Days: 0, Months: >= 1 and <= MaxMonths };
        if (!inDays && !inMonths)
            return new Refusal("clock-interval-out-of-range", MaxDays, MaxMonths);

        return new ClockSetting { AuthorityId = authority, Rule = rule, Band = band, Days = interval.Days, Months = interval.Months };
    }
}

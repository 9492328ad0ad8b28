using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>A rule that counts days towards something that must be done.</summary>
public enum ClockRule
{
    ContactDue,
    PlanReviewDue,

    /// <summary>The young person asked to go through their plan.</summary>
    ReviewAskedFor,
}

/// <summary>The groups for which a local standard may differ.</summary>
public enum ClockBand
{
    /// <summary>No clock runs: no leaving-care rights now, or advice only.</summary>
    None,
    Eligible,
    Relevant,
    FormerRelevantUnder21,
    FormerRelevantFrom21,
}

/// <summary>How long a clock runs: whole days or whole calendar months.</summary>
/// <remarks>A month from the 31st ends on the last day of a shorter month.</remarks>
public readonly record struct ClockInterval(int Days, int Months)
{
    public static ClockInterval OfDays(int days) => new(days, 0);

    public static ClockInterval OfMonths(int months) => new(0, months);

    /// <summary>The day it ends when it starts on <paramref name="day"/>.</summary>
    public DateOnly After(DateOnly day) => day.AddMonths(Months).AddDays(Days);
}

/// <summary>One row of the table of clocks: what the law says, and what we do where the law is silent or slower.</summary>
/// <param name="Key">Stable kebab-case name, used for the text and the ledger.</param>
/// <param name="Law">Longest time the law allows.</param>
/// <param name="LawSource">Where the law says so.</param>
/// <param name="Local">Local standard by band, until the authority sets its own.</param>
/// <param name="LocalSource">Where the local standard comes from.</param>
public sealed record Clock(
    ClockRule Rule, string Key, ClockInterval Law, string LawSource, IReadOnlyDictionary<ClockBand, ClockInterval> Local, string LocalSource)
{
    private static readonly ClockInterval FourWeeks = ClockInterval.OfDays(28);
    private static readonly ClockInterval EightWeeks = ClockInterval.OfDays(56);
    private static readonly ClockInterval SixMonths = ClockInterval.OfMonths(6);

    /// <summary>Every clock.</summary>
    public static IReadOnlyList<Clock> All { get; } =
    [
        new(ClockRule.ContactDue, "contact-due",
            ClockInterval.OfMonths(2),
            "Care Leavers (England) Regulations 2010 (SI 2010/2571), regulation 8(2): a visit at least every 2 months where the council provides the home",
            new Dictionary<ClockBand, ClockInterval>
            {
                [ClockBand.Eligible] = EightWeeks,
                [ClockBand.Relevant] = EightWeeks,
                [ClockBand.FormerRelevantUnder21] = EightWeeks,
                [ClockBand.FormerRelevantFrom21] = ClockInterval.OfMonths(12),
            },
            "Local standard: every 8 weeks until 21 and once a year from 21, as several English councils publish"),
        new(ClockRule.PlanReviewDue, "plan-review-due",
            SixMonths,
            "Care Leavers (England) Regulations 2010 (SI 2010/2571), regulation 7: the pathway plan is reviewed at least every 6 months",
            new Dictionary<ClockBand, ClockInterval>
            {
                [ClockBand.Eligible] = SixMonths,
                [ClockBand.Relevant] = SixMonths,
                [ClockBand.FormerRelevantUnder21] = SixMonths,
                [ClockBand.FormerRelevantFrom21] = SixMonths,
            },
            "Local standard: the same 6 months for everyone who has a plan"),
        new(ClockRule.ReviewAskedFor, "review-asked-for",
            SixMonths,
            "Care Leavers (England) Regulations 2010 (SI 2010/2571), regulation 7: a young person may ask for a review; no number of days is set",
            new Dictionary<ClockBand, ClockInterval>
            {
                [ClockBand.Eligible] = FourWeeks,
                [ClockBand.Relevant] = FourWeeks,
                [ClockBand.FormerRelevantUnder21] = FourWeeks,
                [ClockBand.FormerRelevantFrom21] = FourWeeks,
            },
            "Local standard: within 4 weeks of being asked, as long as it takes to prepare one"),
    ];

    /// <summary>The row of a rule.</summary>
    public static Clock Of(ClockRule rule) => All.Single(clock => clock.Rule == rule);

    /// <summary>The band of a person with this status and age.</summary>
    public static ClockBand BandOf(LegalStatus status, int age) => status switch
    {
        LegalStatus.Eligible => ClockBand.Eligible,
        LegalStatus.Relevant => ClockBand.Relevant,
        LegalStatus.FormerRelevant => age < 21 ? ClockBand.FormerRelevantUnder21 : ClockBand.FormerRelevantFrom21,
        _ => ClockBand.None,
    };

    /// <summary>The local standard of a band: the authority's own, or the default; null where no clock runs.</summary>
    public ClockInterval? LocalFor(ClockBand band, IEnumerable<ClockSetting> settings) =>
        settings.FirstOrDefault(setting => setting.Rule == Rule && setting.Band == band)?.Interval
        ?? (Local.TryGetValue(band, out var standard) ? standard : null);
}

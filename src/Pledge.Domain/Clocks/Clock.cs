using System.Text.RegularExpressions;
using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>A rule that counts days towards something that must be done, or towards a day that matters. In the order in which a page lists them.</summary>
public enum ClockRule
{
    NeedsAssessmentDue,
    FirstVisitDue,
    VisitDue,
    ContactDue,
    EarlyReviewDue,
    PlanReviewDue,
    ReviewAskedFor,
    YearlyOfferDue,
    ReturnWindowOpens,
    ReturnWindowCloses,
    Turns18,
    Turns21,
    Turns25,
}

/// <summary>Whether somebody can be late.</summary>
public enum ClockKind
{
    /// <summary>Something must be done by a day; late until it is.</summary>
    Duty,

    /// <summary>A day on which something changes. It comes by itself and is never late.</summary>
    Day,
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

/// <summary>How long a clock runs: whole days, whole calendar months, or working days of England. One of them; the others are 0.</summary>
/// <remarks>A month from the 31st ends on the last day of a shorter month. For working days see <see cref="BankHolidays"/>, also for what happens after the last year it knows.</remarks>
public readonly record struct ClockInterval(int Days, int Months, int WorkingDays = 0)
{
    public static ClockInterval OfDays(int days) => new(days, 0);

    public static ClockInterval OfMonths(int months) => new(0, months);

    public static ClockInterval OfWorkingDays(int days) => new(0, 0, days);

    /// <summary>The day it ends when it starts on <paramref name="day"/>.</summary>
    public DateOnly After(DateOnly day) => day.AddMonths(Months).AddDays(Days).AddWorkingDays(WorkingDays);

    /// <summary>The day on which it must start to end on <paramref name="day"/>.</summary>
    public DateOnly Before(DateOnly day) => day.AddMonths(-Months).AddDays(-Days).AddWorkingDays(-WorkingDays);
}

/// <summary>One row of the table of clocks: what the law says, and what we do where the law is silent or slower.
/// What starts it and what stops it are the sentences <c>ClockStarts_…</c> and <c>ClockStops_…</c> with its key.</summary>
/// <param name="Key">Stable kebab-case name, used for the text and the ledger.</param>
/// <param name="Law">Longest time the law allows; null where the law sets none, or sets a day and not a time.</param>
/// <param name="LawSource">Where the law says so; null where it does not.</param>
/// <param name="Local">Standard by band, until the authority sets its own; a band that is missing has none.</param>
/// <param name="LocalSource">Where the standard comes from; null where there is none of our own.</param>
/// <param name="SourceSeen">False where the text of the source was not at hand when the row was written: to be checked before anyone relies on it.</param>
public sealed partial record Clock(
    ClockRule Rule, ClockKind Kind, ClockInterval? Law, string? LawSource, IReadOnlyDictionary<ClockBand, ClockInterval> Local, string? LocalSource, bool SourceSeen = true)
{
    private const string LeavingCare = "Care Leavers (England) Regulations 2010 (SI 2010/2571)";

    private static readonly ClockInterval EightWeeks = ClockInterval.OfDays(56);
    private static readonly ClockInterval FourWeeks = ClockInterval.OfDays(28);
    private static readonly ClockInterval SixMonths = ClockInterval.OfMonths(6);
    private static readonly ClockInterval OneYear = ClockInterval.OfMonths(12);

    /// <summary>The bands in which a clock can run.</summary>
    public static IReadOnlyList<ClockBand> Bands { get; } = [ClockBand.Eligible, ClockBand.Relevant, ClockBand.FormerRelevantUnder21, ClockBand.FormerRelevantFrom21];

    /// <summary>Every clock, in the order of <see cref="ClockRule"/>.</summary>
    public static IReadOnlyList<Clock> All { get; } =
    [
        new(ClockRule.NeedsAssessmentDue, ClockKind.Duty, ClockInterval.OfMonths(3),
            "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 42(1): within 3 months of turning 16, or of becoming eligible after that",
            None, null),
        new(ClockRule.FirstVisitDue, ClockKind.Duty, ClockInterval.OfDays(7),
            $"{LeavingCare}, regulation 8(2): a visit within 7 days of moving into a home that the council provides (sections 23B and 24B of the Children Act 1989)",
            None, null),
        new(ClockRule.VisitDue, ClockKind.Duty, ClockInterval.OfMonths(2),
            $"{LeavingCare}, regulation 8(2): after that, a visit at least every 2 months while the council provides the home",
            None, null),
        new(ClockRule.ContactDue, ClockKind.Duty, null, null,
            new Dictionary<ClockBand, ClockInterval>
            {
                [ClockBand.Eligible] = EightWeeks,
                [ClockBand.Relevant] = EightWeeks,
                [ClockBand.FormerRelevantUnder21] = EightWeeks,
                [ClockBand.FormerRelevantFrom21] = OneYear,
            },
            "Every 8 weeks until 21 and once a year from 21, as several English councils publish"),
        new(ClockRule.EarlyReviewDue, ClockKind.Duty, FourWeeks,
            $"{LeavingCare}, regulation 7(3) and (4): the plan is reviewed within 28 days of moving into a home that the council provides",
            None, null, SourceSeen: false),
        new(ClockRule.PlanReviewDue, ClockKind.Duty, SixMonths,
            $"{LeavingCare}, regulation 7: the pathway plan is reviewed at least every 6 months",
            Same(SixMonths), "The same 6 months for everyone who has a plan"),
        new(ClockRule.ReviewAskedFor, ClockKind.Duty, null,
            $"{LeavingCare}, regulation 7: a review is held when the young person or the adviser asks for one. It sets no time",
            Same(FourWeeks), "4 weeks, the time it takes to prepare one"),
        new(ClockRule.YearlyOfferDue, ClockKind.Duty, null, null,
            new Dictionary<ClockBand, ClockInterval> { [ClockBand.FormerRelevantFrom21] = OneYear },
            "Statutory guidance of 2018 on support from personal advisers up to 25: support is offered again at least once a year", SourceSeen: false),
        new(ClockRule.ReturnWindowOpens, ClockKind.Day, null, null, Same(ClockInterval.OfMonths(3)), WindowSource, SourceSeen: false),
        new(ClockRule.ReturnWindowCloses, ClockKind.Day, null, null, Same(ClockInterval.OfMonths(1)), WindowSource, SourceSeen: false),
        new(ClockRule.Turns18, ClockKind.Day, null, "Children Act 1989, section 23C: no longer looked after, and former relevant from here on", None, null),
        new(ClockRule.Turns21, ClockKind.Day, null,
            "Children Act 1989, sections 23C, 23CZA and 23CZB: Staying Put ends, and support goes on when the young person asks for it", None, null),
        new(ClockRule.Turns25, ClockKind.Day, null, "Children Act 1989, section 23CZB, and Children and Social Work Act 2017, section 3: the leaving-care duties end", None, null),
    ];

    private const string WindowSource = "Position on or around the birthday for the SSDA903 return: from 3 months before it to 1 month after";

    private static Dictionary<ClockBand, ClockInterval> None => [];

    /// <summary>Stable kebab-case name.</summary>
    public string Key { get; } = Hump().Replace(Rule.ToString(), "-$0").ToLowerInvariant();

    /// <summary>True where an authority may set its own length.</summary>
    public bool CanBeSet => Rule is not (ClockRule.Turns18 or ClockRule.Turns21 or ClockRule.Turns25);

    /// <summary>The row of a rule.</summary>
    public static Clock Of(ClockRule rule) => All[(int)rule];

    /// <summary>The band of a person with this status and age.</summary>
    public static ClockBand BandOf(LegalStatus status, int age) => status switch
    {
        LegalStatus.Eligible => ClockBand.Eligible,
        LegalStatus.Relevant => ClockBand.Relevant,
        LegalStatus.FormerRelevant => age < 21 ? ClockBand.FormerRelevantUnder21 : ClockBand.FormerRelevantFrom21,
        _ => ClockBand.None,
    };

    /// <summary>The local standard of a band: the authority's own, or the default; null where none is set.</summary>
    public ClockInterval? LocalFor(ClockBand band, IEnumerable<ClockSetting> settings) =>
        settings.FirstOrDefault(setting => setting.Rule == Rule && setting.Band == band)?.Interval
        ?? (Local.TryGetValue(band, out var standard) ? standard : null);

    private static Dictionary<ClockBand, ClockInterval> Same(ClockInterval interval) => Bands.ToDictionary(band => band, _ => interval);

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Hump();
}

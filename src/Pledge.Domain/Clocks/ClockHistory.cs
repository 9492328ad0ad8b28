using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>A clock that ran out on a day, and when it was put right.</summary>
/// <param name="DueOn">The last London day on which it was in time.</param>
/// <param name="MetOn">London day of the contact, visit, plan or review that came next; null while there is none.</param>
public sealed record Slip(ClockRule Rule, DateOnly DueOn, DateOnly? MetOn)
{
    /// <summary>Whole days late when it was met, or as it stands on <paramref name="today"/>.</summary>
    public int DaysLate(DateOnly today) => (MetOn ?? today).DayNumber - DueOn.DayNumber;
}

/// <summary>A review that was asked for.</summary>
/// <param name="AskedOn">London day.</param>
/// <param name="HeldOn">London day of the first review held after it; null while there is none.</param>
public sealed record AskedReview(DateOnly AskedOn, DateOnly? HeldOn);

/// <summary>What the clocks of one young person counted from over time, to ask on which day one ran out. Status and home as today: near enough for some weeks.</summary>
/// <param name="Contacts">London days of contacts made, earliest first.</param>
/// <param name="Reviews">London days of reviews, earliest first.</param>
public sealed record ClockHistory(
    DateOnly Born, LegalStatus Status, DateOnly? FirstAssignedOn, string? HomeCode, IReadOnlyList<DateOnly> Contacts, DateOnly? PlanStartedOn, IReadOnlyList<DateOnly> Reviews)
{
    private static readonly IReadOnlyList<ClockRule> Duties = [.. Clock.All.Where(clock => clock.Kind is ClockKind.Duty).Select(clock => clock.Rule)];

    /// <summary>London days of contacts made face to face, earliest first.</summary>
    public IReadOnlyList<DateOnly> Visits { get; init; } = [];

    /// <summary>As <see cref="ClockFacts.MovedInOn"/>.</summary>
    public DateOnly? MovedInOn { get; init; }

    /// <summary>As <see cref="ClockFacts.CouncilProvided"/>.</summary>
    public bool? CouncilProvided { get; init; }

    /// <summary>As <see cref="ClockFacts.EligibleSince"/>.</summary>
    public DateOnly? EligibleSince { get; init; }

    /// <summary>Requests for a review that were not taken back.</summary>
    public IReadOnlyList<AskedReview> Asked { get; init; } = [];

    /// <summary>As <see cref="ClockFacts.Pauses"/>.</summary>
    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    /// <summary>Clocks that became late on one of the days. Of two that wait for the same thing since the same day, the first in the table.</summary>
    /// <param name="last">Counted in; must not be later than today, or what has not happened yet is called late.</param>
    public IEnumerable<Slip> Slips(DateOnly first, DateOnly last, IReadOnlyCollection<ClockSetting> settings)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var facts = InTheMorningOf(day);
            foreach (var slip in Duties.Where(rule => facts.Read(rule, day, settings).DueOn?.AddDays(1) == day).Select(rule => (Rule: rule, Ends: EndsOf(rule))).DistinctBy(slip => slip.Ends))
                yield return new(slip.Rule, day.AddDays(-1), MetOn(slip.Ends, day));
        }
    }

    private enum Ending
    {
        Plan,
        Visit,
        Contact,
        Review,
        AskedReview,
    }

    private static Ending EndsOf(ClockRule rule) => rule switch
    {
        ClockRule.NeedsAssessmentDue => Ending.Plan,
        ClockRule.FirstVisitDue or ClockRule.VisitDue => Ending.Visit,
        ClockRule.EarlyReviewDue or ClockRule.PlanReviewDue => Ending.Review,
        ClockRule.ReviewAskedFor => Ending.AskedReview,
        _ => Ending.Contact,
    };

    // As it stood in the morning: what was done on the day itself was late by one day.
    private ClockFacts InTheMorningOf(DateOnly day) => new(
        Born, Status, FirstAssignedOn, HomeCode, Before(Contacts, day), PlanStartedOn < day ? PlanStartedOn : null, Before(Reviews, day), StillAsked(day).Select(asked => (DateOnly?)asked.AskedOn).Min())
    {
        MovedInOn = MovedInOn,
        CouncilProvided = CouncilProvided,
        LastVisitOn = Before(Visits, day),
        EligibleSince = EligibleSince,
        Pauses = Pauses.Where(pause => pause.From <= day),
    };

    private IEnumerable<AskedReview> StillAsked(DateOnly day) => Asked.Where(asked => asked.AskedOn < day && (asked.HeldOn is null || asked.HeldOn >= day));

    private DateOnly? MetOn(Ending ending, DateOnly day) => ending switch
    {
        Ending.Plan => PlanStartedOn,
        Ending.Visit => From(Visits, day),
        Ending.Review => From(Reviews, day),
        Ending.AskedReview => StillAsked(day).MinBy(asked => asked.AskedOn)?.HeldOn,
        _ => From(Contacts, day),
    };

    private static DateOnly? Before(IReadOnlyList<DateOnly> days, DateOnly day) => days.Where(each => each < day).Select(each => (DateOnly?)each).LastOrDefault();

    private static DateOnly? From(IReadOnlyList<DateOnly> days, DateOnly day) => days.Where(each => each >= day).Select(each => (DateOnly?)each).FirstOrDefault();
}

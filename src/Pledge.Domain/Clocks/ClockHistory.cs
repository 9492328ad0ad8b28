using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>A clock that ran out on a day, and when it was put right.</summary>
/// <param name="DueOn">The last London day on which it was in time.</param>
/// <param name="MetOn">London day of the contact or review that came next; null while there is none.</param>
public sealed record Slip(ClockRule Rule, DateOnly DueOn, DateOnly? MetOn)
{
    /// <summary>Whole days late when it was met, or as it stands on <paramref name="today"/>.</summary>
    public int DaysLate(DateOnly today) => (MetOn ?? today).DayNumber - DueOn.DayNumber;
}

/// <summary>What the clocks of one young person counted from over time, to ask on which day one ran out. Status and home as today: near enough for some weeks.</summary>
/// <param name="Contacts">London days of contacts made, earliest first.</param>
/// <param name="Reviews">London days of reviews, earliest first.</param>
public sealed record ClockHistory(
    DateOnly Born, LegalStatus Status, DateOnly? FirstAssignedOn, string? HomeCode, IReadOnlyList<DateOnly> Contacts, DateOnly? PlanStartedOn, IReadOnlyList<DateOnly> Reviews)
{
    /// <summary>Clocks that became late on one of the days.</summary>
    /// <param name="last">Counted in; must not be later than today, or what has not happened yet is called late.</param>
    public IEnumerable<Slip> Slips(DateOnly first, DateOnly last, IReadOnlyCollection<ClockSetting> settings)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            // As it stood in the morning: what was done on the day itself was late by one day.
            var facts = new ClockFacts(Born, Status, FirstAssignedOn, HomeCode, Before(Contacts, day), PlanStartedOn < day ? PlanStartedOn : null, Before(Reviews, day));
            if (facts.Contact(day, settings) is { DueOn: { } contact } and var touched && contact.AddDays(1) == day)
                yield return new(touched.Rule, contact, From(Contacts, day));
            if (facts.PlanReview(day, settings) is { DueOn: { } review } and var reviewed && review.AddDays(1) == day)
                yield return new(reviewed.Rule, review, From(Reviews, day));
        }
    }

    private static DateOnly? Before(IReadOnlyList<DateOnly> days, DateOnly day) => days.Where(each => each < day).Select(each => (DateOnly?)each).LastOrDefault();

    private static DateOnly? From(IReadOnlyList<DateOnly> days, DateOnly day) => days.Where(each => each >= day).Select(each => (DateOnly?)each).FirstOrDefault();
}

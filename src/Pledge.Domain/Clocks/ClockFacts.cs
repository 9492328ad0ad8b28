using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>Everything the clocks of one young person are read from. The caseload, their own pages and the reminders all read them through this.</summary>
/// <param name="Status">On the day asked about; none when not known.</param>
/// <param name="FirstAssignedOn">London day they first had a worker here: a change of worker does not start the count again.</param>
/// <param name="HomeCode">Code of the home on the day asked about, or null.</param>
/// <param name="LastMadeOn">London day of the last contact made, or null.</param>
/// <param name="PlanStartedOn">London day, or null without a plan.</param>
/// <param name="LastReviewOn">London day of the last review, or null.</param>
/// <param name="ReviewAskedOn">London day on which the young person asked for a review that was not held yet, or null.</param>
public sealed record ClockFacts(
    DateOnly Born, LegalStatus Status, DateOnly? FirstAssignedOn, string? HomeCode, DateOnly? LastMadeOn, DateOnly? PlanStartedOn, DateOnly? LastReviewOn,
    DateOnly? ReviewAskedOn = null)
{
    private static readonly string[] HomesCouncilsProvide = ["C", "D", "E"];

    /// <summary>True for a relevant child in residential care, semi-independent housing or supported lodgings.</summary>
    /// <remarks>Nobody records who provides a home. These are the kinds an authority itself provides under section 23B(8) of the Children Act 1989,
    /// so for them we keep the law's time; for every other home the local standard alone runs.</remarks>
    public bool CouncilProvidesHome => Status is LegalStatus.Relevant && HomesCouncilsProvide.Contains(HomeCode);

    public ClockReading Contact(DateOnly today, IReadOnlyCollection<ClockSetting> settings) =>
        ContactDue.Read(Status, LondonTime.AgeOn(Born, today), LastMadeOn, FirstAssignedOn, CouncilProvidesHome, settings);

    public ClockReading PlanReview(DateOnly today, IReadOnlyCollection<ClockSetting> settings) =>
        PlanReviewDue.Read(Status, LondonTime.AgeOn(Born, today), PlanStartedOn, LastReviewOn, settings);

    public ClockReading AskedReview(DateOnly today, IReadOnlyCollection<ClockSetting> settings) =>
        ReviewAskedFor.Read(Status, LondonTime.AgeOn(Born, today), ReviewAskedOn, settings);
}

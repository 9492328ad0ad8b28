using Pledge.Domain.Clocks;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>How things stand for one young person today.</summary>
/// <param name="Working">Why the status is what it is; empty when it was taken over from files that say no more.</param>
public sealed record PersonNow(
    PersonHead Person, PersonDays Known, Home? Home, Activity? Activity, InTouch? InTouch, LegalStatus Status, IReadOnlyList<StatusReason> Working,
    IReadOnlyList<ClockReading> Clocks, DateOnly Today)
{
    /// <summary>What must be done by a day, as the rules stand for this person.</summary>
    public IEnumerable<ClockReading> Duties => Clocks.Where(reading => Clock.Of(reading.Rule).Kind is ClockKind.Duty && reading.IsRunning);

    /// <summary>Days that matter, soonest first.</summary>
    public IEnumerable<ClockReading> Days => Clocks.Where(reading => Clock.Of(reading.Rule).Kind is ClockKind.Day && reading.IsRunning).OrderBy(reading => reading.DueOn);

    /// <summary>What does not run, with why.</summary>
    public IEnumerable<ClockReading> Idle => Clocks.Where(reading => Clock.Of(reading.Rule).Kind is ClockKind.Duty && !reading.IsRunning);

    /// <summary>Puts together what was read.</summary>
    /// <param name="derived">The status worked out anew; its working is shown only where it agrees with the status on record.</param>
    public static PersonNow Of(
        PersonHead person, PersonDays days, IReadOnlyList<Fact> facts, LegalStatusPeriod? derived, IReadOnlyCollection<ClockSetting> settings,
        IEnumerable<ClockPause> pauses, DateOnly today)
    {
        var home = facts.OfType<Home>().AsAt(today);
        var status = days.Status is { } word ? Kebab.Read<LegalStatus>(word) : derived?.Status ?? LegalStatus.None;
        var clocks = new ClockFacts(person.Born, status, days.FirstAssignedOn, home?.Code, days.LastMadeOn, days.PlanStartedOn, days.LastReviewOn, days.ReviewAskedOn)
        {
            MovedInOn = home?.MovedIn,
            CouncilProvided = home?.CouncilProvided,
            LastVisitOn = days.LastVisitOn,
            EligibleSince = days.EligibleSince,
            Pauses = pauses,
        };
        return new(person, days, home, facts.OfType<Activity>().AsAt(today), facts.OfType<InTouch>().AsAt(today), status,
            derived?.Status == status ? derived.Working : [], clocks.All(today, settings), today);
    }
}

using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>When a pathway plan must next be reviewed.</summary>
public static class PlanReviewDue
{
    /// <param name="status">On the day asked about.</param>
    /// <param name="age">Whole years on the day asked about.</param>
    /// <param name="planStartedOn">London day, or null when there is no plan.</param>
    /// <param name="lastReviewOn">London day, or null. One before the plan started belongs to an older plan and does not count.</param>
    /// <param name="settings">The authority's own standards.</param>
    public static ClockReading Read(LegalStatus status, int age, DateOnly? planStartedOn, DateOnly? lastReviewOn, IReadOnlyCollection<ClockSetting> settings)
    {
        var clock = Clock.Of(ClockRule.PlanReviewDue);
        var band = Clock.BandOf(status, age);
        if (band is ClockBand.None)
            return ClockReading.NotRunning(clock.Rule, "clock-not-for-status");
        if (planStartedOn is not { } planStart)
            return ClockReading.NotRunning(clock.Rule, "clock-no-plan");

        var step = lastReviewOn > planStart ? new ClockStep("clock-from-last-review", lastReviewOn) : new ClockStep("clock-from-plan-start", planStart);
        return ClockReading.Running(clock, step, lastReviewOn > planStart ? lastReviewOn.Value : planStart, lawApplies: true, clock.LocalFor(band, settings));
    }
}

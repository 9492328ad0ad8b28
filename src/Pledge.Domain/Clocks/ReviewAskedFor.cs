using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>When a review that the young person asked for must be held. It stops with a review on that day or later, or when they take their wish back.</summary>
public static class ReviewAskedFor
{
    /// <param name="status">On the day asked about.</param>
    /// <param name="age">Whole years on the day asked about.</param>
    /// <param name="askedOn">London day of the oldest wish that stands, or null.</param>
    /// <param name="settings">The authority's own standards.</param>
    public static ClockReading Read(LegalStatus status, int age, DateOnly? askedOn, IReadOnlyCollection<ClockSetting> settings)
    {
        var clock = Clock.Of(ClockRule.ReviewAskedFor);
        var band = Clock.BandOf(status, age);
        if (band is ClockBand.None)
            return ClockReading.NotRunning(clock.Rule, "clock-not-for-status");
        return askedOn is { } asked
            ? ClockReading.Running(clock, new ClockStep("clock-from-review-asked", asked), asked, lawApplies: false, clock.LocalFor(band, settings))
            : ClockReading.NotRunning(clock.Rule, "clock-not-asked");
    }
}

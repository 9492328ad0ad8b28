using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>When a young person must next be in contact with their worker. Only a contact that was made counts; attempts do not.</summary>
public static class ContactDue
{
    /// <param name="status">On the day asked about.</param>
    /// <param name="age">Whole years on the day asked about.</param>
    /// <param name="lastMadeOn">London day of the last contact made, or null.</param>
    /// <param name="startedOn">Start of the assignment or of the status, to count from when no contact was ever made; null when neither is known.</param>
    /// <param name="councilProvidesHome">True where the council provides the home, so that the law sets a time.</param>
    /// <param name="settings">The authority's own standards.</param>
    public static ClockReading Read(
        LegalStatus status, int age, DateOnly? lastMadeOn, DateOnly? startedOn, bool councilProvidesHome, IReadOnlyCollection<ClockSetting> settings)
    {
        var clock = Clock.Of(ClockRule.ContactDue);
        var band = Clock.BandOf(status, age);
        if (band is ClockBand.None)
            return ClockReading.NotRunning(clock.Rule, "clock-not-for-status");
        if ((lastMadeOn ?? startedOn) is not { } start)
            return ClockReading.NotRunning(clock.Rule, "clock-nothing-to-count-from");

        var step = new ClockStep(lastMadeOn is null ? "clock-from-start" : "clock-from-last-contact", start);
        return ClockReading.Running(clock, step, start, councilProvidesHome, clock.LocalFor(band, settings));
    }
}

using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>The legal status of someone whose care episodes are not on record, but whom the return counts as a care leaver: it counts nobody else.</summary>
public static class ReturnedStatus
{
    /// <param name="born">Date of birth.</param>
    /// <param name="firstCountedOn">The earliest birthday for which a return counted them.</param>
    /// <param name="diedOn">London day, or null.</param>
    public static IReadOnlyList<LegalStatusPeriod> Of(DateOnly born, DateOnly firstCountedOn, DateOnly? diedOn)
    {
        var (at18, at25) = (LondonTime.Birthday(born, 18), LondonTime.Birthday(born, 25));
        var end = diedOn < at25 ? diedOn.Value : at25;
        StatusReason[] counted = [new("status-in-return", firstCountedOn)];
        List<LegalStatusPeriod> periods = [];
        if (firstCountedOn < at18 && firstCountedOn < end)
            periods.Add(new(LegalStatus.Relevant, firstCountedOn, at18 < end ? at18 : end, counted));
        if (at18 < end)
            periods.Add(new(LegalStatus.FormerRelevant, at18, end, counted));
        periods.Add(new(LegalStatus.None, end, null, [diedOn is not null ? new("status-died", end) : new("status-reached-25", at25)]));
        return periods;
    }
}

using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>What the case system's list of care leavers called somebody on the day it was extracted.</summary>
public readonly record struct ToldStatus(DateOnly On, LegalStatus Status);

/// <summary>The legal status of someone whose care episodes are not on record, from what files say: a return counts care leavers only, and a list of care leavers names the status.</summary>
public static class ReturnedStatus
{
    /// <param name="born">Date of birth.</param>
    /// <param name="firstCountedOn">The earliest birthday for which a return counted them; null when none did.</param>
    /// <param name="diedOn">London day, or null.</param>
    /// <param name="told">By day. From its day on each stands against what came before it.</param>
    public static IReadOnlyList<LegalStatusPeriod> Of(DateOnly born, DateOnly? firstCountedOn, DateOnly? diedOn, params IReadOnlyList<ToldStatus> told)
    {
        var (at18, at25) = (LondonTime.Birthday(born, 18), LondonTime.Birthday(born, 25));
        List<LegalStatusPeriod> steps = firstCountedOn is { } first ? [.. Counted(first, at18)] : [];
        foreach (var said in told)
        {
            steps.RemoveAll(step => step.From >= said.On);
            steps.AddRange(Following(said, born));
        }
        var end = diedOn < at25 ? diedOn.Value : at25;
        steps.RemoveAll(step => step.From >= end);
        steps.Add(new(LegalStatus.None, end, null, [diedOn is not null ? new("status-died", end) : new("status-reached-25", at25)]));

        List<LegalStatusPeriod> periods = [];
        foreach (var step in steps)
        {
            if (periods.Count > 0 && periods[^1].Status == step.Status)
                continue;
            if (periods.Count > 0)
                periods[^1] = periods[^1] with { To = step.From };
            periods.Add(step);
        }
        return periods;
    }

    private static IEnumerable<LegalStatusPeriod> Counted(DateOnly first, DateOnly at18)
    {
        StatusReason[] counted = [new("status-in-return", first)];
        if (first < at18)
            yield return new(LegalStatus.Relevant, first, null, counted);
        yield return new(LegalStatus.FormerRelevant, at18, null, counted);
    }

    /// <summary>The status told, and what the law makes of it on later birthdays.</summary>
    private static IEnumerable<LegalStatusPeriod> Following(ToldStatus told, DateOnly born)
    {
        var (at18, at21) = (LondonTime.Birthday(born, 18), LondonTime.Birthday(born, 21));
        var why = new StatusReason("status-in-data-set", told.On);
        yield return new(told.Status, told.On, null, [why]);
        if (told.Status is LegalStatus.Eligible or LegalStatus.Relevant)
            yield return new(LegalStatus.FormerRelevant, at18, null, [new(told.Status is LegalStatus.Eligible ? "status-eligible-until-18" : "status-relevant-until-18", at18), why]);
        if (told.Status is LegalStatus.Qualifying && told.On < at21)
            yield return new(LegalStatus.None, at21, null, [new("status-reached-21", at21)]);
    }
}

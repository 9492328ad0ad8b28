using Pledge.Domain.Facts;

namespace Pledge.Domain.People;

/// <summary>The rules of leaving-care law, for one person. Calendar days; a care day is one on which an episode begins or goes on.</summary>
internal sealed class LegalStatusRules
{
    private const int DaysNeeded = 91; // 13 weeks

    private readonly LegalStatusFacts _facts;
    private readonly CareDays _care;
    private readonly DateOnly _at14, _at16, _at18, _at21, _at25;
    private readonly DateOnly? _firstEligible;

    internal LegalStatusRules(LegalStatusFacts facts)
    {
        _facts = facts;
        DateOnly At(int age) => LondonTime.Birthday(facts.Born, age);
        (_at14, _at16, _at18, _at21, _at25) = (At(14), At(16), At(18), At(21), At(25));
        _care = new CareDays(facts.Episodes.Where(episode => !episode.IsShortBreak), _at14, _at18);
        _firstEligible = _care.DayOf(DaysNeeded) is { } reached ? _care.FirstFrom(reached > _at16 ? reached : _at16) : null;
    }

    internal IReadOnlyList<LegalStatusPeriod> Periods()
    {
        List<LegalStatusPeriod> periods = [];
        foreach (var day in DaysOnWhichItMayChange())
        {
            var (status, working) = On(day);
            if (periods.Count > 0 && periods[^1].Status == status)
                continue;
            if (periods.Count > 0)
                periods[^1] = periods[^1] with { To = day };
            periods.Add(new(status, day, null, working));
        }

        return periods;
    }

    private IEnumerable<DateOnly> DaysOnWhichItMayChange()
    {
        var starts = _facts.Episodes.Select(episode => (DateOnly?)episode.Decom);
        var ends = _facts.Episodes.Select(episode => episode.Dec);
        var inTouch = _facts.InTouch.SelectMany(fact => new[] { fact.From, fact.To });
        return new DateOnly?[] { _at16, _at18, _at21, _at25, _firstEligible }.Concat(starts).Concat(ends).Concat(inTouch)
            .OfType<DateOnly>().Where(day => day >= _at16).Distinct().Order();
    }

    private (LegalStatus Status, IReadOnlyList<StatusReason> Working) On(DateOnly day)
    {
        if (_facts.InTouch.FirstOrDefault(fact => fact.Code == InTouchCode.Died && fact.From <= day) is { } died)
            return (LegalStatus.None, [new("status-died", died.From)]);
        if (EndedForGood(day) is { } ended)
            return (LegalStatus.None, [ended]);
        if (day >= _at25)
            return (LegalStatus.None, [new("status-reached-25", _at25)]);
        return day < _at18 ? AsChild(day) : AsAdult(day);
    }

    /// <summary>Death, adoption and transfer end this authority's duties, unless the person came into its care again.</summary>
    private StatusReason? EndedForGood(DateOnly day)
    {
        var last = _facts.Episodes.Where(episode => !episode.IsShortBreak && episode.Decom <= day)
            .OrderBy(episode => episode.Decom).ThenBy(episode => episode.Dec ?? DateOnly.MaxValue).LastOrDefault();
        if (last?.Dec is not { } on || on > day)
            return null;
        return last switch
        {
            { EndedInDeath: true } => new("status-died", on),
            // Nobody is adopted out of care at 18: what they had reached by then stays.
            { EndedInAdoption: true } when on < _at18 => new("status-adopted", on),
            { EndedInTransfer: true } => new("status-transferred", on),
            _ => null,
        };
    }

    private (LegalStatus, IReadOnlyList<StatusReason>) AsChild(DateOnly day)
    {
        var days = _care.CountTo(day);
        var counted = new StatusReason("status-days-since-14", days, _at14, day);
        if (_care.Includes(day))
        {
            return days >= DaysNeeded
                ? (LegalStatus.Eligible, [new("status-looked-after", day), counted])
                : (LegalStatus.None, [new("status-looked-after", day), new("status-too-few-days", days, DaysNeeded, _at14)]);
        }

        var wasEligible = _firstEligible < day;
        var wasDetained = _facts.InCustodyOrHospitalAt16 && _care.CountTo(_at16) >= DaysNeeded;
        if (wasEligible || wasDetained)
        {
            var why = wasEligible ? new StatusReason("status-was-eligible", _firstEligible!) : new("status-custody-or-hospital-at-16", _at16);
            return _facts.InTouch.FirstOrDefault(fact => fact.Code == InTouchCode.ReturnedHome && fact.HoldsOn(day)) is { } home
                ? (LegalStatus.Qualifying, [why, new("status-home-six-months", home.From)])
                : (LegalStatus.Relevant, [why, counted]);
        }

        if (_care.FirstFrom(_at16) is { } at16OrLater && at16OrLater < day)
            return (LegalStatus.Qualifying, [new("status-looked-after-at-16-or-later", at16OrLater), new("status-too-few-days", days, DaysNeeded, _at14)]);
        return LeftForSpecialGuardian(day) is { } left
            ? (LegalStatus.Qualifying, [new("status-special-guardian", left)])
            : (LegalStatus.None, [new("status-not-looked-after-since-16", _at16)]);
    }

    private (LegalStatus, IReadOnlyList<StatusReason>) AsAdult(DateOnly day)
    {
        var lastDay = _at18.AddDays(-1);
        var (status, working) = AsChild(lastDay);
        if (status is LegalStatus.Eligible or LegalStatus.Relevant)
            return (LegalStatus.FormerRelevant, [new(status is LegalStatus.Eligible ? "status-eligible-until-18" : "status-relevant-until-18", _at18), .. working]);

        var qualifies = status is LegalStatus.Qualifying || _care.Includes(lastDay);
        if (!qualifies)
            return (LegalStatus.None, working);
        return day < _at21 ? (LegalStatus.Qualifying, working) : (LegalStatus.None, [new("status-reached-21", _at21)]);
    }

    private DateOnly? LeftForSpecialGuardian(DateOnly day) =>
        _facts.Episodes.Where(episode => episode.EndedInSpecialGuardianship && episode.Dec <= day).Max(episode => episode.Dec);
}

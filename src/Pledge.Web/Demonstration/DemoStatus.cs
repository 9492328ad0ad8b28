using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>Derives legal status with the rules of the product, again each time something new was learned, as the product would have done.</summary>
internal static class DemoStatus
{
    public static void Derive(Dice dice, DemoCity city, DemoPerson person)
    {
        var learned = person.Episodes.SelectMany(e => new[] { (DateOnly?)e.Decom, e.Dec }).Append(person.HomeForGoodOn).Append(person.DiedOn)
            .OfType<DateOnly>().Where(day => day > person.AddedOn && day < city.AsOf).Append(person.AddedOn).Distinct().Order();
        List<(IReadOnlyList<LegalStatusPeriod> Periods, DateTimeOffset At)> derivations = [];
        foreach (var day in learned)
        {
            var periods = new LegalStatusFacts(person.Born, Episodes(city, person, day), InTouch(city, person, day)).Derive();
            if (derivations.Count == 0 || !Same(derivations[^1].Periods, periods))
                derivations.Add((periods, city.Learned(dice, day)));
        }
        for (var i = 0; i < derivations.Count; i++)
            foreach (var period in derivations[i].Periods)
                city.Rows.Add(DemoTables.LegalStatus, dice.Id(derivations[i].At), city.Authority, person.Id, Kebab.Of(period.Status), period.From, period.To,
                    derivations[i].At, i + 1 < derivations.Count ? derivations[i + 1].At : null);
    }

    private static List<CareEpisode> Episodes(DemoCity city, DemoPerson person, DateOnly known) =>
    [
        .. person.Episodes.Where(e => e.Decom <= known).Select(e => CareEpisode.Create(new(city.Authority), new(person.Id), person.Born, e.Decom,
            e.Dec <= known ? e.Dec : null, e.LegalStatus, e.Rne, e.Dec <= known ? e.Rec : null, e.Place).Value!),
    ];

    private static List<InTouch> InTouch(DemoCity city, DemoPerson person, DateOnly known)
    {
        var subject = new FactSubject(new(city.Authority), new(person.Id), person.Born);
        var origin = new FactOrigin(FactSource.Demonstration, null, null, new(city.AsOf.AddDays(2000).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        List<InTouch> facts = [];
        // What ended before records began was never recorded here (DemoFacts), so nothing follows from it.
        if (person.HomeForGoodOn <= known && person.Birthday(18) > city.StartsOn)
            facts.Add(Domain.Facts.InTouch.Create(subject, person.HomeForGoodOn.Value, person.Birthday(18), InTouchCode.ReturnedHome, origin).Value!);
        if (person.DiedOn <= known)
            facts.Add(Domain.Facts.InTouch.Create(subject, person.DiedOn.Value, null, InTouchCode.Died, origin).Value!);
        return facts;
    }

    private static bool Same(IReadOnlyList<LegalStatusPeriod> one, IReadOnlyList<LegalStatusPeriod> other) =>
        one.Select(p => (p.Status, p.From, p.To)).SequenceEqual(other.Select(p => (p.Status, p.From, p.To)));
}

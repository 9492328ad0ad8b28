using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;

namespace Pledge.Web.Demonstration;

/// <summary>A stretch of the invented life that later parts build on.</summary>
internal sealed record DemoPerson(
    int Number, Guid Id, DateOnly Born, string GivenName, string? KnownAs, string FamilyName, bool Uasc, DateOnly AddedOn, DateOnly CareFrom, DateOnly? LeftCare,
    IReadOnlyList<DemoEpisode> Episodes)
{
    public DateOnly? DiedOn { get; init; }

    /// <summary>Back with family for six months from this day until 18.</summary>
    public DateOnly? HomeForGoodOn { get; init; }

    public DateOnly Birthday(int age) => LondonTime.Birthday(Born, age);

    public int AgeOn(DateOnly day) => LondonTime.AgeOn(Born, day);
}

/// <summary>One care episode as the return tells it.</summary>
internal sealed record DemoEpisode(DateOnly Decom, string Rne, string LegalStatus, string Place, DateOnly? Dec, string? Rec);

/// <summary>Invents young people: who they are, the care they had and the legal status that follows.</summary>
internal static class DemoPeople
{
    private static readonly (int Low, int High, double Weight)[] CareStarts = [(300, 3200, 40), (3200, 5400, 45), (5400, 6000, 15)];

    public static DemoPerson Make(DemoCity city, int number)
    {
        var dice = Dice.For(city.Seed, "person", number);
        var aged25 = number > DemoCity.SignInPeople && dice.Chance(0.02);
        var days = number == 0 ? 19 * 365 + 140 : aged25 ? dice.Between(9132, 9220) : dice.Between(17 * 365 + 5, 25 * 365 + 5);
        var born = city.AsOf.AddDays(-days);
        var uasc = number != 0 && dice.Chance(0.09);
        var female = number == 0 || dice.Chance(uasc ? 0.08 : 0.46);
        var ethnicity = number == 0 ? DemoWords.Ethnicities.Single(e => e.Code == "MWBC") : dice.Weighted([.. DemoWords.Ethnicities.Select(e => (e, uasc ? e.Alone : e.Weight))]);
        var given = number == 0 ? "Jasmine" : DemoWords.Given(dice, ethnicity.Given, female);
        var family = DemoWords.Family(dice, ethnicity.Family);
        var known = number == 0 ? "Jas" : dice.Chance(0.06) ? DemoWords.Given(dice, ethnicity.Given, dice.Chance(0.1) != female) : null;

        var (from, left) = Care(dice, city, born, uasc, number == 0);
        var addedOn = new[] { city.StartsOn, LondonTime.Birthday(born, 16).AddDays(-90), from.AddDays(3) }.Max();
        if (addedOn > city.AsOf)
            addedOn = city.AsOf;
        var addedAt = city.Learned(dice, addedOn);
        var id = dice.Id(addedAt);
        var person = new DemoPerson(number, id, born, given, known, family, uasc, addedOn, from, left, Split(dice, from, left, uasc));
        person = Turns(dice, city, person);

        bool disabled;
        city.Rows.Add(DemoTables.YoungPerson, id, city.Authority, $"{city.Short[..2].ToUpperInvariant()}{number + 1:000000}", given, family, known, born,
            female ? "F" : dice.Chance(0.004) ? "U" : "M", ethnicity.Code, dice.Chance(0.8) ? $"A{dice.Between(100_000, 999_999)}{dice.Between(100_000, 999_999)}" : null,
            female ? dice.Chance(0.12) : null, uasc, (disabled = dice.Chance(0.13)), dice.One(DemoWords.Localities), addedAt, Ehcp(city, number, disabled));
        foreach (var e in person.Episodes)
        {
            var at = city.Learned(dice, Latest(addedOn, (e.Dec ?? e.Decom).AddDays(3), city.AsOf));
            city.Rows.Add(DemoTables.CareEpisode, dice.Id(at), city.Authority, id, e.Decom, e.Rne, e.LegalStatus, uasc ? "N8" : "N1", e.Place,
                e.Place is "K2" ? "PR4" : "PR1", e.Dec, e.Rec, e.Rne is "P" ? "PLANN" : null, at);
        }
        DemoStatus.Derive(dice, city, person);
        return person;
    }

    // About three in ten young people in care have a plan, most of the disabled do, and of some nobody has said. Its own sequence, so that what was there before stays as it was.
    private static bool? Ehcp(DemoCity city, int number, bool disabled)
    {
        var dice = Dice.For(city.Seed, "person-more", number);
        return dice.Chance(0.05) ? null : dice.Chance(disabled ? 0.7 : 0.24);
    }

    private static (DateOnly From, DateOnly? Left) Care(Dice dice, DemoCity city, DateOnly born, bool uasc, bool plain)
    {
        var (at16, at18) = (LondonTime.Birthday(born, 16), LondonTime.Birthday(born, 18));
        var band = dice.Weighted([.. CareStarts.Select(start => (start, start.Weight))]);
        var from = born.AddDays(uasc ? dice.Between(5300, 6100) : dice.Between(band.Low, band.High));
        var kind = plain ? 1 : dice.Unit();
        if (kind < 0.05 && !uasc) // in care after 16 and for less than 13 weeks
        {
            from = dice.Day(at16.AddDays(20), at16.AddDays(330));
            return (from, from.AddDays(dice.Between(20, 80)));
        }
        var left = kind < 0.2 ? dice.Day(at16.AddDays(60), at18.AddDays(-40)) : at18;
        if (left.DayNumber - from.DayNumber < 150)
            from = left.AddDays(-dice.Between(150, 500));
        return (from, left <= city.AsOf ? left : null);
    }

    private static List<DemoEpisode> Split(Dice dice, DateOnly from, DateOnly? left, bool uasc)
    {
        var status = uasc || dice.Chance(0.25) ? "V2" : dice.Chance(0.5) ? "C2" : "E1";
        var last = left ?? from.AddDays(150);
        var starts = Enumerable.Range(0, dice.Between(0, 3)).Select(_ => dice.Day(from.AddDays(5), last.AddDays(-5))).Where(day => day > from && day < last)
            .Append(from).Distinct().Order().ToList();
        return [.. starts.Select((start, i) => new DemoEpisode(start, i == 0 ? "S" : "P", status, dice.Chance(0.65) ? "U4" : dice.Chance(0.5) ? "K2" : "P2",
            i + 1 < starts.Count ? starts[i + 1] : left, i + 1 < starts.Count ? "X1" : left is null ? null : dice.Chance(0.5) ? "E8" : "E6"))];
    }

    private static DemoPerson Turns(Dice dice, DemoCity city, DemoPerson person)
    {
        var home = person.LeftCare is { } left && left < person.Birthday(17) ? left.AddDays(183) : (DateOnly?)null;
        if (home < city.AsOf && home < person.Birthday(18).AddDays(-30) && dice.Chance(0.15))
            person = person with { HomeForGoodOn = home };
        var died = person.Number > DemoCity.SignInPeople && person.AgeOn(city.AsOf) >= 20 && dice.Chance(0.004) ? dice.Day(person.Birthday(19), city.AsOf) : (DateOnly?)null;
        return person with { DiedOn = died };
    }

    private static DateOnly Latest(DateOnly one, DateOnly other, DateOnly limit) => (one > other ? one : other) is var later && later < limit ? later : limit;
}

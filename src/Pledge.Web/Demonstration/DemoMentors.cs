using Pledge.Domain.Mentors;
using Pledge.Domain.Organisations;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>Coordinators, partner organisations and mentors with a year of steps; some checks and courses run out soon, or have.</summary>
internal static class DemoMentors
{
    /// <summary>A mentor whom young people can have.</summary>
    /// <param name="From">London day since which.</param>
    /// <param name="Account">With which they sign in, or null.</param>
    public sealed record Free(Guid Id, string Called, int Places, DateOnly From, Guid? Account);

    private static readonly string[] Places = ["Harbour", "Mill Lane", "Northgate", "Willow", "Copper", "Beacon", "Riverside", "Old Quay"];
    private static readonly string[] Trades = ["Bakery", "Builders", "Care", "Garages", "Foods"];
    private static readonly string[] Offers = ["Two apprenticeships a year and a named contact.", "Work experience for anybody who asks.", "A guaranteed interview for those who meet the minimum.", "Staff who mentor in work time."];
    private static readonly string[] Pauses = ["A new baby", "Long shifts until spring", "Recovering from an operation"];
    private static readonly string[] Leavings = ["Moved away", "Found that it takes too much time", "Did not answer any more", "Took a job abroad"];
    private static readonly string[] Said = ["I grew up in care myself.", "I like long walks and talking in the car.", "I can help with the theory test."];

    private static readonly (MentorState State, double Weight)[] States =
    [
        (MentorState.Applied, 8), (MentorState.References, 8), (MentorState.Checks, 9), (MentorState.Trained, 5), (MentorState.Approved, 5),
        (MentorState.Available, 50), (MentorState.Paused, 6), (MentorState.Left, 9),
    ];

    /// <returns>Those who are available, and the coordinators.</returns>
    public static (IReadOnlyList<Free> Mentors, IReadOnlyList<Guid> Coordinators) Make(DemoCity city, DemoAccounts accounts)
    {
        List<Free> free = [];
        Guid[] coordinators = [.. Enumerable.Range(0, 2).Select(i => accounts.Staff(Dice.For(city.Seed, "coordinator", i), Roles.Coordinator, team: null, leftOn: null, listed: true).Id)];
        Guid[] organisations = [.. Enumerable.Range(0, city.InFull ? Places.Length * Trades.Length : 8).Select(number => Organisation(city, coordinators, number))];
        var first = DemoPartners.Make(city, accounts, coordinators, organisations);
        for (var number = 0; number < (city.InFull ? 200 : 24); number++)
            Mentor(city, accounts, coordinators, organisations, number, free, first);
        return (free, coordinators);
    }

    private static Guid Organisation(DemoCity city, Guid[] coordinators, int number)
    {
        var dice = Dice.For(city.Seed, "organisation", number);
        var at = city.Recorded(dice, dice.Day(city.AsOf.AddDays(-365), city.AsOf.AddDays(-30)));
        var id = dice.Id(at);
        city.Rows.Add(DemoTables.Organisation, id, city.Authority, $"{Places[number % Places.Length]} {Trades[number / Places.Length % Trades.Length]}",
            Kebab.Of(dice.One(Enum.GetValues<OrganisationKind>())), dice.One(Offers), number % 20 == 19 ? city.AsOf.AddDays(-12) : null, at, dice.One(coordinators));
        return id;
    }

    private static void Mentor(DemoCity city, DemoAccounts accounts, Guid[] coordinators, Guid[] organisations, int number, List<Free> free, (Guid Id, string Name) first)
    {
        var dice = Dice.For(city.Seed, "mentor", number);
        // The first eight stand in each place once, so that every page has somebody to show.
        var state = number < States.Length ? States[number].State : dice.Weighted(States);
        List<MentorState> way = [.. Enum.GetValues<MentorState>().TakeWhile(step => step <= state && step < MentorState.Paused)];
        if (state == MentorState.Left)
            way = [.. way.Take(dice.Between(1, way.Count))];
        if (state >= MentorState.Paused)
            way.Add(state);

        List<DateOnly> days = [dice.Day(city.AsOf.AddDays(-365), city.AsOf.AddDays(-25 * way.Count))];
        while (days.Count < way.Count)
            days.Add(days[^1].AddDays(dice.Between(4, 24)));
        DateTimeOffset[] at = [.. days.Select(day => city.Recorded(dice, day))];
        var id = dice.Id(at[0]);
        var by = dice.One(coordinators);
        var ethnicity = dice.Weighted([.. DemoWords.Ethnicities.Select(e => (e, e.Weight))]);
        var isWoman = dice.Chance(0.55);
        var name = $"{DemoWords.Given(dice, ethnicity.Given, isWoman)} {DemoWords.Family(dice, ethnicity.Family)}";
        var places = dice.Between(1, 3);
        // The first who is available is the first of the partners; the next sign in too, and are printed; of the others most do. One more has applied and fills in the form.
        Guid? account = null;
        if (state == MentorState.Available && free.Count == 0)
            (account, name, places) = (first.Id, first.Name, 3);
        else if (state == MentorState.Available ? free.Count < 2 || dice.Chance(0.7) : number == 0)
            account = accounts.Partner(dice, name, days[0], listed: free.Count < 2 || number == 0, number == 0 ? "applied as a mentor" : "mentor");
        if (state == MentorState.Available)
            free.Add(new(id, name.Split(' ')[0], places, days[^1], account));
        city.Rows.Add(DemoTables.Mentor, id, city.Authority, dice.Chance(0.7) ? dice.One(organisations) : null, name, accounts.Email(name, $"mentors.{city.MailDomain}"),
            dice.Chance(0.6) ? $"01632 960{dice.Between(0, 999):000}" : null, places, $"OH{dice.Between(1, 9)}", dice.Between(2, 30),
            dice.Some(MentorChoices.Times, 3), (string[])["english", .. dice.Some(MentorChoices.Languages, 1).Where(language => language != "english")], dice.Some(MentorChoices.Interests, 4), dice.Some(MentorChoices.Helps, 4),
            dice.Chance(0.3) ? dice.One(Said) : null, Kebab.Of(state), at[0], at[^1], by,
            dice.Some(MentorChoices.Kinds, 3), dice.Chance(0.9) ? isWoman ? "woman" : "man" : null, city.AsOf.Year - dice.Between(24, 68), dice.Chance(0.5) ? dice.Some(MentorChoices.Backgrounds, 2) : [],
            state >= MentorState.Approved && dice.Chance(0.95), dice.Chance(0.1) ? dice.Some(MentorChoices.Items, 1) : [], dice.Chance(0.15) ? (string[])["background"] : [], account);
        for (var i = 0; i < way.Count; i++)
            city.Rows.Add(DemoTables.MentorStep, dice.Id(at[i]), city.Authority, id, i + 1, Kebab.Of(way[i]), way[i] switch { MentorState.Paused => dice.One(Pauses), MentorState.Left => dice.One(Leavings), _ => null }, at[i], by);
        if (way.IndexOf(MentorState.Trained) is var trained and > 0)
            Records(city, dice, id, by, number, days[trained], at[trained]);
    }

    private static void Records(DemoCity city, Dice dice, Guid mentor, Guid by, int number, DateOnly day, DateTimeOffset at)
    {
        // A check brought from elsewhere runs out sooner.
        var recheck = number % 20 == 6 ? city.AsOf.AddDays(dice.Between(1, 59)) : day.AddYears(3).AddDays(-dice.Between(5, 40));
        city.Rows.Add(DemoTables.MentorClearance, dice.Id(at), city.Authority, mentor, "accepted", dice.Chance(0.8) ? "enhanced" : "enhanced-barred", $"00{dice.Between(10000, 99999)}{dice.Between(10000, 99999)}",
            recheck.AddYears(-3), recheck, at, by);
        foreach (var course in Enum.GetValues<MentorCourse>())
        {
            var until = course != MentorCourse.Safeguarding ? day.AddYears(2)
                : number % 20 == 13 ? city.AsOf.AddDays(-dice.Between(1, 20)) : number % 20 == 5 ? city.AsOf.AddDays(dice.Between(2, 55)) : day.AddYears(2);
            city.Rows.Add(DemoTables.MentorTraining, dice.Id(at), city.Authority, mentor, Kebab.Of(course), until.AddYears(-2), until, at, by);
        }
    }
}

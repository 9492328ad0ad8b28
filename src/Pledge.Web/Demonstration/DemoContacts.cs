namespace Pledge.Web.Demonstration;

/// <summary>Contacts over the years: mostly in time, some late, with attempts in between.</summary>
internal static class DemoContacts
{
    private static readonly (string, double)[] MadeBy =
        [("face-to-face", 46), ("phone", 24), ("text", 17), ("video", 6), ("social", 4), ("email", 2.5), ("letter", 0.5)];
    private static readonly (string, double)[] TriedBy = [("phone", 45), ("text", 28), ("face-to-face", 18), ("email", 5), ("letter", 4)];

    private static readonly (string, double)[] Places =
        [("home", 48), ("out", 24), ("our-office", 14), ("learning-or-work", 9), ("hospital", 2), ("custody", 2), ("elsewhere", 1)];

    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "contact", person.Number);
        var end = assignments[^1].To ?? city.AsOf;
        var adult = person.AgeOn(end) >= 21;
        var gap = person.Number == 0 ? 5 : assignments[^1].To is not null ? 10 : DaysSinceLast(dice, adult);
        var day = end.AddDays(-gap);
        if (gap > 35)
            for (var tries = dice.Between(0, adult ? 1 : 3); tries > 0; tries--)
                Add(city, dice, person, assignments, dice.Day(day.AddDays(8), end.AddDays(-1)), made: false);

        for (var made = true; day >= assignments[0].From; made = dice.Chance(0.78))
        {
            Add(city, dice, person, assignments, day, made);
            var step = person.AgeOn(day) >= 21 ? dice.Between(18, 62) : dice.Between(13, 36);
            day = day.AddDays(-(int)(step * city.ContactSpacing * (made ? 1 : 0.6)));
        }
    }

    private static int DaysSinceLast(Dice dice, bool adult) => dice.Weighted([("late", adult ? 7.0 : 14), ("soon", 11), ("fine", 75)]) switch
    {
        "late" => adult ? dice.Between(367, 460) : dice.Between(58, 125),
        "soon" => adult ? dice.Between(355, 364) : dice.Between(50, 56),
        _ => adult ? dice.Between(3, 200) : dice.Between(1, 49),
    };

    private static void Add(DemoCity city, Dice dice, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, DateOnly day, bool made)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && dice.Chance(0.85))
            day = day.AddDays(day.DayOfWeek is DayOfWeek.Saturday ? -1 : -2);
        if (day < assignments[0].From || day > city.AsOf)
            return;
        var outcome = made ? "made" : "attempted";
        var at = city.Recorded(dice, day.AddDays(dice.Weighted([(0, 70.0), (1, 20), (3, 10)])));
        var id = dice.Id(at);
        var channel = dice.Weighted(made ? MadeBy : TriedBy);
        city.Rows.Add(DemoTables.Contact, id, city.Authority, person.Id, id, outcome, channel,
            made ? dice.Weighted([("worker", 74.0), ("young-person", 23), ("someone-else", 3)]) : "worker",
            day, dice.Chance(0.7) ? dice.One(DemoWords.NotesOf(outcome)) : null, at, assignments.On(day),
            channel == "face-to-face" && Dice.For(city.Seed, "place", day.DayNumber + person.Number).Chance(0.8) ? Dice.For(city.Seed, "where", day.DayNumber + person.Number).Weighted(Places) : null);
    }
}

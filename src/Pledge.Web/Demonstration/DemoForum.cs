namespace Pledge.Web.Demonstration;

/// <summary>What young people raised with the forum: one that waits, one that is talked about soon, and what came of those before.</summary>
internal static class DemoForum
{
    private static readonly (int Days, string Words, bool MayBeShown, string? Kind, string? Told, string? Did, string? CouldNot, string? Shown)[] Matters =
    [
        (140, "I got my bursary three weeks late and could not pay for the bus to college.", true, "answered", null, "The bursary is paid on the first day of each term since September. If it is late you can call and get a bus pass the same day.", null, "The college bursary comes late."),
        (90, "Why can we not have a room where we can cook together? My flat is too small for friends.", true, "answered", null, "You can use the kitchen at the youth centre on Sundays.", "A kitchen of our own costs more than we have this year. We ask again in April.", "We want somewhere to cook together."),
        (60, "My neighbour is loud every night and the housing office does not call back.", false, "elsewhere", "Thank you for telling us. Your worker and the housing officer meet you this week about it.", null, null, null),
        (16, "Let us see the new flats before we say yes to one. Photos are not enough.", true, "listed", null, null, null, "Show us flats before we choose."),
        (4, "More mentors who were in care themselves, please.", true, null, null, null, null, null),
    ];

    public static void Make(DemoCity city, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices)
    {
        var dice = Dice.For(city.Seed, "forum", 0);
        var people = city.Rows.Of(DemoTables.YoungPerson).ToDictionary(row => (Guid)row[0]!);
        for (var number = 0; number < Matters.Length && number < voices.Count; number++)
        {
            var (days, words, mayBeShown, kind, told, did, couldNot, shown) = Matters[number];
            // The first young person has one that was answered and one that waits.
            var person = people[voices[number == Matters.Length - 1 ? 0 : number].Person.Id];
            var raised = city.Recorded(dice, city.AsOf.AddDays(-days));
            var id = dice.Id(raised);
            city.Rows.Add(DemoTables.ForumMatter, id, city.Authority, person[0], person[5] ?? person[3] ?? person[2], words, mayBeShown, raised, null);
            if (kind is null)
                continue;
            var (first, met) = (raised.AddDays(3), kind == "listed" ? city.AsOf.AddDays(9) : city.AsOf.AddDays(20 - days));
            if (kind != "elsewhere")
                Step(1, "listed", first, met, null, null, null);
            if (kind != "listed")
                Step(kind == "elsewhere" ? 1 : 2, kind, kind == "elsewhere" ? first : city.Recorded(dice, met.AddDays(2)), null, told, did, couldNot);

            void Step(int at, string what, DateTimeOffset on, DateOnly? forum, string? toThem, string? done, string? not) =>
                city.Rows.Add(DemoTables.ForumStep, dice.Id(on), city.Authority, person[0], id, at, what, forum, toThem, done, not, shown, on, city.Managers[0]);
        }
    }
}

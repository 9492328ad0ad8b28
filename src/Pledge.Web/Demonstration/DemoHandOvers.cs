namespace Pledge.Web.Demonstration;

/// <summary>How changes of worker were agreed, those under way, and who stands in for whom just now.</summary>
internal static class DemoHandOvers
{
    private const int DaysAhead = 10;

    /// <summary>The day for which another worker is agreed already; null for most.</summary>
    public static DateOnly? AgreedFor(DemoCity city, DemoPerson person) =>
        person.Number % 97 == 4 && city.Advisers.Count > 1 && person.DiedOn is null && person.Birthday(25) > city.AsOf.AddDays(DaysAhead) ? city.AsOf.AddDays(DaysAhead) : null;

    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "hand-over", person.Number);
        for (var i = 1; i < assignments.Count; i++)
            if (assignments[i].Worker.Id != assignments[i - 1].Worker.Id && (city.InFull || person.Number % 20 == 0))
                Add(city, dice, person, assignments[i - 1].Worker.Id, assignments[i].Worker.Id, "accepted", assignments[i].From);

        var now = assignments[^1];
        var other = city.Advisers[(person.Number + 1) % city.Advisers.Count];
        if (other == now.Worker)
            return;
        if (AgreedFor(city, person) is { } day && now.To == day)
        {
            Add(city, dice, person, now.Worker.Id, other.Id, "accepted", day);
            var at = city.Recorded(dice, city.AsOf.AddDays(-2));
            city.Rows.Add(DemoTables.Assignment, dice.Id(at), city.Authority, person.Id, other.Id, day, null, at, other.Id);
        }
        else if (now.To is null && person.Number % 97 is 5 or 6 or 40)
            Add(city, dice, person, now.Worker.Id, other.Id, (person.Number % 97) switch { 5 => "proposed", 6 => "asked-back", _ => "draft" }, city.AsOf.AddDays(dice.Between(3, 25)));
        else if (now.To is null && now.Worker == city.Advisers[^1] && person.Number < city.Advisers.Count * 6)
            Cover(city, dice, person, now.Worker.Id, city.Advisers[0].Id);
    }

    private static void Add(DemoCity city, Dice dice, DemoPerson person, Guid from, Guid to, string state, DateOnly day)
    {
        var agreed = state == "accepted";
        var started = city.Recorded(dice, (day < city.AsOf ? day : city.AsOf).AddDays(-dice.Between(8, 20)));
        var changed = city.Recorded(dice, (day < city.AsOf ? day : city.AsOf).AddDays(-dice.Between(1, 6)));
        string? Words(string kind, double chance = 1) => dice.Chance(chance) ? dice.One(DemoWords.HandOversOf(kind)) : null;
        var known = person.Number < DemoCity.SignInPeople ? 1 : 0.5;
        city.Rows.Add(DemoTables.HandOver, dice.Id(started), city.Authority, person.Id, dice.Id(started), from, to, day, state, Words("matters"), Words("promised", 0.8),
            Words("due", 0.8), Words("goodbye", known), agreed ? Words("hello", known) : null, state == "asked-back" ? Words("question") : null,
            started, from, changed, agreed ? to : state == "asked-back" ? to : from, agreed ? day : null, agreed && day <= city.AsOf ? city.Recorded(dice, day) : null);
    }

    private static void Cover(DemoCity city, Dice dice, DemoPerson person, Guid away, Guid covering)
    {
        var at = city.Recorded(dice, city.AsOf.AddDays(-12));
        city.Rows.Add(DemoTables.LeaveCover, dice.Id(at), city.Authority, person.Id, Dice.For(city.Seed, "cover", 0).Id(city.Now), away, covering,
            city.AsOf.AddDays(-4), city.AsOf.AddDays(9), dice.One(DemoWords.HandOversOf("cover")), at, away);
    }
}

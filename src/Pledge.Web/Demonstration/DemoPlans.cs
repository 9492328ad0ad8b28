namespace Pledge.Web.Demonstration;

/// <summary>Pathway plans with their reviews and actions, most in date, some late.</summary>
internal static class DemoPlans
{
    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "plan", person.Number);
        var end = assignments[^1].To;
        var last = end ?? city.AsOf;
        if (person.Number > 0 && !dice.Chance(person.AgeOn(last) < 21 ? 0.96 : 0.6))
            return;
        var started = dice.Day(assignments[0].From.AddDays(20), assignments[0].From.AddDays(110));
        if (started >= last)
            return;
        var at = city.Recorded(dice, started);
        var plan = dice.Id(at);
        city.Rows.Add(DemoTables.Plan, plan, city.Authority, person.Id, started, end, at, assignments.On(started));
        var reviewed = Reviews(dice, city, person, assignments, plan, started, last);
        var actions = Actions(dice, city, person, assignments, plan, started, last);
        if (end is null)
            DemoVersions.Make(city, person, assignments, new(plan, started, reviewed, actions));
    }

    /// <returns>The day of the last review, or null.</returns>
    private static DateOnly? Reviews(Dice dice, DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, Guid plan, DateOnly started, DateOnly last)
    {
        var gap = person.Number == 0 ? 60 : dice.Weighted([("late", 12.0), ("soon", 8), ("fine", 80)]) switch
        {
            "late" => dice.Between(186, 270),
            "soon" => dice.Between(175, 181),
            _ => dice.Between(2, 172),
        };
        var newest = last.AddDays(-gap);
        var from = city.InFull || started > city.StartsOn ? started : city.StartsOn;
        for (var day = newest; day > from.AddDays(30); day = day.AddDays(-dice.Between(140, 184)))
        {
            var at = city.Recorded(dice, day);
            city.Rows.Add(DemoTables.PlanReview, dice.Id(at), city.Authority, person.Id, plan, day, at, assignments.On(day));
        }
        return newest > from.AddDays(30) ? newest : null;
    }

    private static List<object?[]> Actions(Dice dice, DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, Guid plan, DateOnly started, DateOnly last)
    {
        List<object?[]> made = [];
        var taken = new HashSet<DemoAction>();
        for (var left = person.Number == 0 ? 9 : dice.Between(2, city.InFull ? 8 : 3); left > 0; left--)
        {
            var action = dice.One(DemoWords.Actions);
            if (!taken.Add(action))
                continue;
            var agreed = dice.Day(started > last.AddDays(-400) ? started : last.AddDays(-400), last);
            var due = agreed.AddDays(dice.Between(14, 150));
            var worker = assignments.On(agreed);
            var done = dice.Chance(due < city.AsOf ? 0.8 : 0.15) ? dice.Day(agreed.AddDays(3), due.AddDays(12)) : (DateOnly?)null;
            var doneAt = done <= city.AsOf ? city.Recorded(dice, done.Value) : (DateTimeOffset?)null;
            var at = city.Recorded(dice, agreed);
            var id = dice.Id(at);
            city.Rows.Add(DemoTables.PlanAction, id, city.Authority, person.Id, plan, action.Matter, action.What, action.Owner,
                action.OwnerName, action.Owner == "worker" ? worker : null, due, at, worker, doneAt, doneAt is null ? null : worker);
            made.Add([id, action.Matter, action.What, action.Owner, action.OwnerName, action.Owner == "worker" ? worker : null, due, at, doneAt]);
        }
        return made;
    }
}

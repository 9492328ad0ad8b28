namespace Pledge.Web.Demonstration;

/// <summary>Who was a young person's worker when.</summary>
internal sealed record DemoAssignment(DemoWorker Worker, DateOnly From, DateOnly? To);

/// <summary>Gives every young person workers over time; the last one is theirs today.</summary>
internal static class DemoAssignments
{
    public static IReadOnlyList<DemoAssignment> Make(DemoCity city, DemoPerson person)
    {
        var dice = Dice.For(city.Seed, "assignment", person.Number);
        var now = city.Advisers[person.Number % city.Advisers.Count];
        var at25 = person.Birthday(25);
        var end = person.DiedOn ?? (at25 <= city.AsOf ? at25 : (DateOnly?)null);
        var last = end ?? city.AsOf;
        var first = person.Birthday(16).AddDays(dice.Between(20, 120));
        first = new[] { first, city.StartsOn, person.AddedOn }.Max();
        if (first >= last)
            first = last.AddDays(-1);

        var cuts = Enumerable.Range(0, dice.Weighted([(0, 50.0), (1, 33), (2, 17)]))
            .Select(_ => dice.Day(first.AddDays(90), last.AddDays(-30))).Where(day => day > first && day < last).Distinct().Order().ToList();
        // Two of those who sign in, and a few others, have just changed or are about to.
        if (end is null && person.Number % 97 == 2 && first < city.AsOf.AddDays(-30))
            cuts = [.. cuts.Where(day => day < city.AsOf.AddDays(-30)), city.AsOf.AddDays(-9)];
        List<DateOnly> starts = [first, .. cuts];
        List<DemoAssignment> assignments = [];
        for (var i = 0; i < starts.Count; i++)
        {
            var (from, to) = (starts[i], i + 1 < starts.Count ? starts[i + 1] : end ?? DemoHandOvers.AgreedFor(city, person));
            var worker = i == starts.Count - 1 ? now : Earlier(dice, city, now, to!.Value);
            assignments.Add(new(worker, from, to));
            var at = city.Recorded(dice, from);
            city.Rows.Add(DemoTables.Assignment, dice.Id(at), city.Authority, person.Id, worker.Id, from, to, at, null);
        }
        return assignments;
    }

    // Whoever has left cannot have been a worker after that day.
    private static DemoWorker Earlier(Dice dice, DemoCity city, DemoWorker now, DateOnly until)
    {
        var candidates = city.FormerAdvisers.Where(worker => worker.LeftOn >= until).Concat(city.Advisers.Where(worker => worker != now).Take(6)).ToList();
        return candidates.Count > 0 ? dice.One(candidates) : now;
    }

    /// <summary>The worker on a day; the first one for days before records began.</summary>
    public static Guid On(this IReadOnlyList<DemoAssignment> assignments, DateOnly day) => (assignments.LastOrDefault(a => a.From <= day) ?? assignments[0]).Worker.Id;
}

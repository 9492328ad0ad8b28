namespace Pledge.Web.Demonstration;

/// <summary>The plan versions are written for.</summary>
/// <param name="ReviewedOn">Day of the last review, or null.</param>
/// <param name="Actions">Id, matter, what, owner kind, owner name, owner account, due, recorded at, done at.</param>
internal sealed record DemoPlan(Guid Id, DateOnly StartedOn, DateOnly? ReviewedOn, IReadOnlyList<object?[]> Actions);

/// <summary>What plans say: most are shared and agreed, some are being written, wait for a manager, or are not agreed; some were made on paper only.</summary>
internal static class DemoVersions
{
    // The first people can be signed in as, and the first adviser too: between them their plans show every state.
    private static readonly string[] FirstPeople = ["agreed", "rewriting", "waiting", "unanswered", "disagreed", "approved", "asked", "sent-back", "agreed", "agreed", "paper", "agreed"];

    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, DemoPlan plan)
    {
        var dice = Dice.For(city.Seed, "version", person.Number);
        var place = person.Number % city.Advisers.Count == 0 ? person.Number / city.Advisers.Count : person.Number;
        var story = place < FirstPeople.Length ? FirstPeople[place]
            : !dice.Chance(city.WrittenPlans) ? "paper"
            : dice.Weighted([("agreed", 56.0), ("unanswered", 14), ("disagreed", 8), ("not-seen", 7), ("rewriting", 6), ("waiting", 4), ("sent-back", 2), ("approved", 3)]);
        if (story == "paper" || person.DiedOn is not null)
            return;

        var writer = new DemoVersion(dice, city, person, assignments, plan);
        var first = writer.Shared(1, plan.StartedOn, null);
        var latest = plan.ReviewedOn is { } reviewed && city.WrittenPlans > 0.5 ? writer.Shared(2, reviewed, first) : first;
        if (story is "rewriting" or "waiting" or "sent-back" or "approved")
            writer.InWork(story, latest);
        else if (story is not "unanswered")
            writer.Answered(story, latest);
        writer.Aside(story == "asked" || dice.Chance(0.04));
    }
}

/// <summary>Writes the versions of one plan.</summary>
internal sealed class DemoVersion(Dice dice, DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, DemoPlan plan)
{
    private static readonly string[] None = [];

    private readonly Guid _manager = city.Managers[person.Number % city.Advisers.Count % city.Managers.Count];

    internal sealed record Written(Guid Id, int Number, DateTimeOffset At, IReadOnlyDictionary<int, string[]> Goals);

    public Written Shared(int number, DateOnly day, Written? before)
    {
        var (begun, worker) = (city.Recorded(dice, day), assignments.On(day));
        var (submitted, approved, shared) = (Later(begun, 3), Later(begun, 6), Later(begun, 9));
        var id = Version(number, "shared", before, begun, worker, submitted, approved, shared);
        var goals = Parts(id, begun, worker, before, 10);
        foreach (var action in plan.Actions.Where(action => (DateTimeOffset)action[7]! <= approved && (action[8] is not DateTimeOffset done || done > (before?.At ?? begun.AddDays(-1)))))
            city.Rows.Add(DemoTables.PlanVersionAction, id, city.Authority, person.Id, action[0], action[1], action[2], action[3], action[4], action[5], action[6],
                action[8] is DateTimeOffset at && at <= approved ? at : null);
        Steps(id, worker, begun, submitted, approved, shared);
        return new(id, number, approved, goals);
    }

    public void InWork(string story, Written before)
    {
        var day = city.AsOf.AddDays(-dice.Between(4, 20));
        var (begun, worker) = (city.Recorded(dice, day), assignments.On(day));
        var isOut = story is "waiting" or "approved";
        DateTimeOffset? submitted = isOut ? Later(begun, 2) : null, approved = story == "approved" ? Later(begun, 3) : null;
        var id = Version(before.Number + 1, story switch { "waiting" => "submitted", "approved" => "approved", _ => "draft" }, before, begun, worker, submitted, approved, null);
        Parts(id, begun, worker, before, isOut ? 10 : dice.Between(3, 8));
        Steps(id, worker, begun, story == "sent-back" ? Later(begun, 1) : submitted, approved, null);
        if (story == "sent-back")
            Step(id, "sent-back", dice.One(DemoWords.PlansOf("back", 0, "words")), Later(begun, 2), _manager);
        else if (story == "rewriting")
            Voice(id, null, null, dice.One(DemoWords.PlansOf("voice", 0, "wish")), Later(begun, 1), worker);
    }

    public void Answered(string story, Written version)
    {
        var (at, worker) = (Later(version.At, 8), assignments[^1].Worker.Id);
        var answer = story switch { "disagreed" => "disagree", "not-seen" => "not-seen", _ => "agree" };
        Voice(version.Id, null, answer, answer != "not-seen" && dice.Chance(0.4) ? dice.One(DemoWords.PlansOf("voice", 0, answer)) : null, at, worker);
        if (answer != "not-seen" && (person.Number == 0 || dice.Chance(0.3)))
            Voice(version.Id, dice.Between(5, 9), dice.Chance(0.7) ? "agree" : "disagree", null, at.AddMinutes(4) < city.Now ? at.AddMinutes(4) : at, worker);
    }

    public void Aside(bool asked)
    {
        var worker = assignments[^1].Worker.Id;
        for (var left = person.Number == 0 ? 2 : dice.Weighted([(0, 65.0), (1, 25), (2, 10)]); left > 0; left--)
        {
            var at = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(1, 60)));
            city.Rows.Add(DemoTables.PlanDate, dice.Id(at), city.Authority, person.Id, dice.One(DemoWords.PlansOf("date", 0, "what")), city.AsOf.AddDays(dice.Between(5, 340)), at, worker);
        }
        if (!asked)
            return;
        var on = city.AsOf.AddDays(-dice.Between(1, 40));
        var asking = city.Recorded(dice, on);
        city.Rows.Add(DemoTables.ReviewRequest, dice.Id(asking), city.Authority, person.Id, on, dice.Chance(0.6) ? dice.One(DemoWords.PlansOf("voice", 0, "wish")) : null, asking, person.Id);
    }

    private Guid Version(int number, string state, Written? before, DateTimeOffset begun, Guid worker, DateTimeOffset? submitted, DateTimeOffset? approved, DateTimeOffset? shared)
    {
        var id = dice.Id(begun);
        city.Rows.Add(DemoTables.PlanVersion, id, city.Authority, person.Id, plan.Id, number, state, before?.Id, begun, worker,
            submitted, submitted is null ? null : worker, approved, approved is null ? null : _manager, shared, shared is null ? null : worker);
        return id;
    }

    /// <returns>The goals of each matter.</returns>
    private Dictionary<int, string[]> Parts(Guid version, DateTimeOffset at, Guid worker, Written? before, int matters)
    {
        Dictionary<int, string[]> all = [];
        for (var matter = 1; matter <= matters; matter++)
        {
            var notNow = DemoWords.PlansOf("matter", matter, "not-now");
            var later = notNow.Count > 0 && dice.Chance(0.25);
            var had = before?.Goals.GetValueOrDefault(matter) ?? None;
            var reached = had.Where(_ => dice.Chance(0.5)).ToArray();
            var wanted = DemoWords.PlansOf("matter", matter, "goal").Where(_ => dice.Chance(0.6)).Except(reached);
            var goals = all[matter] = later ? None : [.. had.Except(reached).Union(wanted)];
            var ifNot = DemoWords.PlansOf("matter", matter, "if-not");
            city.Rows.Add(DemoTables.PlanPart, version, city.Authority, person.Id, "matter", matter, later, dice.One(later ? notNow : DemoWords.PlansOf("matter", matter, "words")),
                !later && ifNot.Count > 0 && dice.Chance(0.6) ? dice.One(ifNot) : null, goals, reached, at, worker);
        }
        for (var need = 1; need <= 8; need++)
        {
            if (dice.Chance(0.6))
                city.Rows.Add(DemoTables.PlanPart, version, city.Authority, person.Id, "need", need, false, dice.One(DemoWords.PlansOf("need", need, "words")), null, None, None, at, worker);
        }
        return all;
    }

    private void Steps(Guid version, Guid worker, DateTimeOffset begun, DateTimeOffset? submitted, DateTimeOffset? approved, DateTimeOffset? shared)
    {
        foreach (var (step, at, by) in new[] { ("begun", (DateTimeOffset?)begun, worker), ("submitted", submitted, worker), ("approved", approved, _manager), ("shared", shared, worker) })
            if (at is { } when)
                Step(version, step, null, when, by);
    }

    private void Step(Guid version, string step, string? words, DateTimeOffset at, Guid by) =>
        city.Rows.Add(DemoTables.PlanStep, dice.Id(at), city.Authority, person.Id, version, step, words, at, by);

    // Some say it themselves, for others their worker noted it. Nobody but a worker can know that a plan was not seen.
    private void Voice(Guid version, int? matter, string? answer, string? words, DateTimeOffset at, Guid worker)
    {
        var own = answer != "not-seen" && (answer is null || person.Number == 0 || dice.Chance(0.6));
        city.Rows.Add(DemoTables.PlanVoice, dice.Id(at), city.Authority, person.Id, version, matter, answer, words, own ? "young-person" : "worker", at, own ? person.Id : worker);
    }

    private DateTimeOffset Later(DateTimeOffset at, int days) => at.AddDays(days) < city.Now ? at.AddDays(days) : city.Now.AddMinutes(-1);
}

using Pledge.Domain;
using Pledge.Domain.Plans;

namespace Pledge.Tests.Domain.Plans;

public sealed class PlanComparisonTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), September = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Worker = AccountId.New();
    private static readonly PlanVersion Version = PlanVersion.Begin(AuthorityId.New(), YoungPersonId.New(), null, null, March, Worker).Value!;
    private static readonly HashSet<(int, string)> Nothing = [];

    [Fact]
    public void A_version_differs_in_nothing_from_itself()
    {
        var version = new PlanSnapshot(March, [Part(5, "You stay.", goals: ["A key"]), Part(3, "Later.", notNow: true)], [Action("Paint")]);
        Assert.Empty(PlanComparison.Between(version, version, Nothing));
    }

    [Fact]
    public void Words_are_new_changed_or_taken_out()
    {
        var changes = PlanComparison.Between(
            new(March, [Part(5, "You stay."), Part(6, "Sundays."), Part(3, "Work.")], []),
            new(September, [Part(5, "You move.", ifNot: "We look again."), Part(7, "Cooking."), Part(3, "Work.", notNow: true)], []), Nothing);

        Assert.Equal(
            [
                (3, PlanChangeAbout.Words, PlanChangeKind.Changed, "Work.", "Work.", true), (5, PlanChangeAbout.Words, PlanChangeKind.Changed, "You stay.", "You move.", false),
                (5, PlanChangeAbout.IfNot, PlanChangeKind.Added, null, "We look again.", false), (6, PlanChangeAbout.Words, PlanChangeKind.TakenOut, "Sundays.", null, false),
                (7, PlanChangeAbout.Words, PlanChangeKind.Added, null, "Cooking.", false),
            ],
            changes.Select(change => (change.Number, change.About, change.Kind, change.Before, change.After, change.IsNotNow)));
    }

    [Fact]
    public void A_goal_that_was_reached_is_done_and_not_taken_out()
    {
        var changes = PlanComparison.Between(
            new(March, [Part(5, "x", goals: ["A key", "A table", "A chair"])], []), new(September, [Part(5, "x", goals: ["A chair", "A lamp"])], []), new HashSet<(int, string)> { (5, "A key") });

        Assert.Equal([("A key", PlanChangeKind.Done), ("A table", PlanChangeKind.TakenOut), ("A lamp", PlanChangeKind.Added)], changes.Select(change => (change.After ?? change.Before!, change.Kind)));
    }

    [Fact]
    public void Actions_are_new_changed_taken_out_or_done_by_the_time_of_each_version()
    {
        var (paint, ring, write, later) = (Action("Paint"), Action("Ring"), Action("Write"), Action("Later"));
        var older = new PlanSnapshot(March, [], [paint with { DoneAt = March.AddDays(9) }, ring, write, later with { DoneAt = September.AddDays(3) }]);
        var newer = new PlanSnapshot(September, [], [paint with { DoneAt = March.AddDays(9) }, Action("Ring twice") with { Replaces = ring.Id }, later with { DoneAt = September.AddDays(3) }, Action("Swim")]);

        Assert.Equal(
            ["Done Paint", "Changed Ring twice (Ash, 1 October 2026)", "TakenOut Write", "Added Swim (Ash, 1 October 2026)"],
            PlanComparison.Between(older, newer, Nothing).Select(change => $"{change.Kind} {change.After ?? change.Before}"));
    }

    [Fact]
    public void What_was_done_before_the_older_version_is_no_news()
    {
        var paint = Action("Paint") with { DoneAt = March.AddDays(-1) };
        Assert.Empty(PlanComparison.Between(new(March, [], [paint]), new(September, [], []), Nothing));
    }

    private static KeptAction Action(string what) => new(PlanActionId.New(), null, 5, what, "Ash", new(2026, 10, 1), null);

    private static PlanPart Part(int matter, string words, bool notNow = false, string? ifNot = null, string[]? goals = null)
    {
        var part = PlanPart.Of(Version, PlanPartKind.Matter, matter, March, Worker);
        Assert.Null(part.Write(PlanState.Draft, new(notNow, words, ifNot, goals ?? []), March, Worker));
        return part;
    }
}

namespace Pledge.Domain.Plans;

/// <summary>What happened to something between two versions.</summary>
public enum PlanChangeKind
{
    Added,
    Changed,
    TakenOut,

    /// <summary>A goal that was reached, or an action that was done.</summary>
    Done,
}

/// <summary>What changed.</summary>
public enum PlanChangeAbout
{
    Words,
    IfNot,
    Goal,
    Action,
}

/// <summary>One difference between two versions.</summary>
/// <param name="Part">Matter or need.</param>
/// <param name="Number">Of the matter or need.</param>
/// <param name="Before">How it was; null when it was not there.</param>
/// <param name="After">How it is; null when it is gone. For what is done, what was done.</param>
/// <param name="WasNotNow">True when the words before said why not now.</param>
/// <param name="IsNotNow">True when the words after say why not now.</param>
public sealed record PlanChange(
    PlanPartKind Part, int Number, PlanChangeAbout About, PlanChangeKind Kind, string? Before, string? After, bool WasNotNow = false, bool IsNotNow = false);

/// <summary>An action as a version keeps it.</summary>
/// <param name="Replaces">The action it was put in place of, or null.</param>
/// <param name="Owner">Who does it, as a name or a word for them.</param>
/// <param name="DueOn">London day.</param>
/// <param name="DoneAt">When it was done, be it after this version was kept; null while it is not.</param>
public sealed record KeptAction(PlanActionId Id, PlanActionId? Replaces, int Matter, string What, string Owner, DateOnly DueOn, DateTimeOffset? DoneAt);

/// <summary>A version as far as it can be compared.</summary>
/// <param name="At">When its actions were kept: the moment of approval, or now.</param>
public sealed record PlanSnapshot(DateTimeOffset At, IReadOnlyList<PlanPart> Parts, IReadOnlyList<KeptAction> Actions);

/// <summary>Tells two versions of a plan apart.</summary>
public static class PlanComparison
{
    /// <summary>Everything that differs: the ten matters in order, then what the assessment weighs; within each the words, what happens if not, goals, actions.</summary>
    /// <param name="reached">Goals reached after the older version, up to and with the newer, by matter.</param>
    public static IReadOnlyList<PlanChange> Between(PlanSnapshot older, PlanSnapshot newer, IReadOnlySet<(int Matter, string Goal)> reached) =>
    [
        .. PlanMatter.All.SelectMany(matter => Part(PlanPartKind.Matter, matter.Number, older, newer)
            .Concat(Goals(matter.Number, older, newer, reached)).Concat(Actions(matter.Number, older, newer))),
        .. PlanNeed.All.SelectMany(need => Part(PlanPartKind.Need, need.Number, older, newer)),
    ];

    private static IEnumerable<PlanChange> Part(PlanPartKind kind, int number, PlanSnapshot older, PlanSnapshot newer)
    {
        var (was, now) = (Find(older, kind, number), Find(newer, kind, number));
        var (wasNotNow, isNotNow) = (was is { NotNow: true }, now is { NotNow: true });
        if (Change(kind, number, PlanChangeAbout.Words, was?.Words, now?.Words, wasNotNow != isNotNow) is { } words)
            yield return words with { WasNotNow = wasNotNow, IsNotNow = isNotNow };
        if (Change(kind, number, PlanChangeAbout.IfNot, was?.IfNot, now?.IfNot, false) is { } ifNot)
            yield return ifNot;
    }

    private static IEnumerable<PlanChange> Goals(int matter, PlanSnapshot older, PlanSnapshot newer, IReadOnlySet<(int Matter, string Goal)> reached)
    {
        var was = Find(older, PlanPartKind.Matter, matter)?.Goals ?? [];
        var now = Find(newer, PlanPartKind.Matter, matter)?.Goals ?? [];
        foreach (var goal in was.Except(now))
        {
            yield return reached.Contains((matter, goal))
                ? new(PlanPartKind.Matter, matter, PlanChangeAbout.Goal, PlanChangeKind.Done, goal, goal)
                : new(PlanPartKind.Matter, matter, PlanChangeAbout.Goal, PlanChangeKind.TakenOut, goal, null);
        }
        foreach (var goal in now.Except(was))
            yield return new(PlanPartKind.Matter, matter, PlanChangeAbout.Goal, PlanChangeKind.Added, null, goal);
    }

    private static IEnumerable<PlanChange> Actions(int matter, PlanSnapshot older, PlanSnapshot newer)
    {
        var replaced = newer.Actions.Where(action => action.Replaces is not null).ToLookup(action => action.Replaces!.Value);
        var was = older.Actions.Where(action => action.Matter == matter && !DoneBy(action, older)).ToList();
        foreach (var action in was)
        {
            if (DoneBy(action, newer))
                yield return Of(PlanChangeKind.Done, action.What, action.What);
            else if (replaced[action.Id].FirstOrDefault() is { } other)
                yield return Of(PlanChangeKind.Changed, Says(action), Says(other));
            else if (!newer.Actions.Any(other => other.Id == action.Id))
                yield return Of(PlanChangeKind.TakenOut, action.What, null);
        }
        var known = older.Actions.Select(action => action.Id).ToHashSet();
        foreach (var action in newer.Actions.Where(action => action.Matter == matter && !known.Contains(action.Id) && !(action.Replaces is { } old && known.Contains(old))))
            yield return DoneBy(action, newer) ? Of(PlanChangeKind.Done, null, action.What) : Of(PlanChangeKind.Added, null, Says(action));

        PlanChange Of(PlanChangeKind kind, string? before, string? after) => new(PlanPartKind.Matter, matter, PlanChangeAbout.Action, kind, before, after);
        static bool DoneBy(KeptAction action, PlanSnapshot version) => action.DoneAt <= version.At;
        static string Says(KeptAction action) => $"{action.What} ({action.Owner}, {action.DueOn.ToString("d MMMM yyyy", System.Globalization.CultureInfo.CurrentCulture)})";
    }

    private static PlanChange? Change(PlanPartKind kind, int number, PlanChangeAbout about, string? before, string? after, bool otherwise) => (before, after) switch
    {
        (null, null) => null,
        (null, _) => new(kind, number, about, PlanChangeKind.Added, null, after),
        (_, null) => new(kind, number, about, PlanChangeKind.TakenOut, before, null),
        _ => before == after && !otherwise ? null : new(kind, number, about, PlanChangeKind.Changed, before, after),
    };

    private static PlanPart? Find(PlanSnapshot version, PlanPartKind kind, int number) => version.Parts.FirstOrDefault(part => part.Kind == kind && part.Number == number);
}

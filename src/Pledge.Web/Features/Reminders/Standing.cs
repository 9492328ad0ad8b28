using Pledge.Domain;
using Pledge.Domain.Reminders;

namespace Pledge.Web.Features.Reminders;

/// <summary>One step of the path of a matter.</summary>
/// <param name="Names">Who heard, or is to hear; empty when there is nobody for it.</param>
/// <param name="As">What they are.</param>
/// <param name="On">London day on which they heard, or will.</param>
public sealed record PathStep(ReminderMoment Moment, IReadOnlyList<string> Names, ReminderStep As, PathState State, DateOnly On);

/// <summary>Whether somebody heard.</summary>
public enum PathState
{
    Heard,

    /// <summary>The message is in the ledger and waits for its time.</summary>
    Waits,

    /// <summary>They hear when nothing changes until then.</summary>
    Will,
}

/// <summary>Where something that is not done stands on its path.</summary>
/// <param name="Pause">The pause that keeps it from rising today, or null.</param>
/// <param name="PausedBy">Name of who paused it, or null when they left.</param>
public sealed record Standing(OpenMatter Matter, IReadOnlyList<PathStep> Path, RisePause? Pause, string? PausedBy)
{
    /// <summary>Puts together what was heard of a matter and what comes.</summary>
    /// <param name="told">Messages about it, whatever became of them.</param>
    public static Standing Of(OpenMatter open, IEnumerable<ToldRow> told, RisePath path, RiseHolds holds, string? pausedBy, DateOnly today)
    {
        var (rule, matter) = (open.Rule, open.Matter);
        var heard = told.Where(row => row.Moment is not null && row.State is "sent" or "in-doubt" or "queued").GroupBy(row => row.Moment!)
            .ToDictionary(of => of.Key, of => of.OrderBy(row => row.At).ToList());
        var coming = rule.MomentsAfter(matter.Due, matter.About, today, holds).ToDictionary(next => next.Moment.Key, next => next.On);
        var steps = new List<PathStep>();
        foreach (var moment in rule.Moments)
        {
            if (heard.TryGetValue(moment.Key, out var rows))
                steps.Add(new(moment, [.. rows.Select(row => row.Name).Distinct()], rows[0].As, rows.TrueForAll(row => row.State == "queued") ? PathState.Waits : PathState.Heard, LondonTime.DayOf(rows[0].At)));
            else if (coming.TryGetValue(moment.Key, out var on) && path.At(moment.Tells, open.Owner) is var (names, role))
                steps.Add(new(moment, names, role, PathState.Will, on));
        }
        return new(open, steps, holds.InForce(rule.Key, matter, today), pausedBy);
    }
}

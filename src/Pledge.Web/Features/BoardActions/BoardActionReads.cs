using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Web.Data;

namespace Pledge.Web.Features.BoardActions;

/// <summary>An action as it stood at an instant.</summary>
/// <param name="Indicator">Code of the figure it comes from, <paramref name="PromiseKey"/> the promise, <paramref name="MeetingOn"/> the day of the meeting that decided it; each may be null.</param>
/// <param name="OwnerId">Whose it is now.</param>
/// <param name="OwnerName">Whose it was then.</param>
/// <param name="Words">What was said last of it; null before anybody did.</param>
/// <param name="StandsSince">UTC instant of that.</param>
public sealed record ActionLine(
    BoardActionId Id, string What, string? Indicator, string? PromiseKey, BoardMeetingLineId? DecisionId, DateOnly? MeetingOn, BoardMeetingId? MeetingId, AccountId OwnerId, string OwnerName, DateOnly DueOn, BoardActionState State, string? Words, DateTimeOffset StandsSince)
{
    /// <summary>Whole days over its day on <paramref name="day"/>; 0 for what is in time or ended.</summary>
    public int DaysLate(DateOnly day) => State is BoardActionState.Open ? Math.Max(0, day.DayNumber - DueOn.DayNumber) : 0;
}

/// <summary>What was said of an action.</summary>
public sealed record ActionSaid(Guid Id, string State, string OwnerName, DateOnly DueOn, string? Words, DateTimeOffset SaidAt, string? By);

/// <summary>The actions of the board. Row policies keep whoever is neither the board nor runs it to their own.</summary>
public static class BoardActionReads
{
    /// <summary>The actions that were open at an instant, and those that ended before it and after another: overdue ones first, what ended last.</summary>
    /// <param name="at">Now, or when a meeting was closed.</param>
    /// <param name="endedSince">Null for those that were open only.</param>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<ActionLine>> ListActionsAsync(this PledgeDb db, DateTimeOffset at, DateTimeOffset? endedSince, CancellationToken ct)
    {
        var (until, since) = (at.ToUniversalTime(), (endedSince ?? at).ToUniversalTime());
        return [.. (await db.Database.SqlQuery<Row>(
            $"""
            select a.id, a.what, a.indicator, a.promise_key, a.decision_id, m.held_on as meeting_on, m.id as meeting_id, a.owner_id, u.owner_name, u.due_on, u.state, u.words, u.said_at as stands_since
            from pledge.board_action a
            join lateral (select * from pledge.board_action_update x where x.action_id = a.id and x.said_at <= {until} order by x.said_at desc, x.id desc limit 1) u on true
            left join pledge.board_meeting_line l on l.id = a.decision_id left join pledge.board_meeting m on m.id = l.meeting_id
            where u.state = 'open' or u.said_at > {since}
            order by u.state <> 'open', u.due_on, a.id
            """).ToListAsync(ct)).Select(row => row.Line)];
    }

    /// <summary>How one stands now; null when there is none, or none that the caller may see.</summary>
    public static async Task<ActionLine?> FindActionLineAsync(this PledgeDb db, BoardActionId id, DateTimeOffset now, CancellationToken ct) =>
        (await db.ListActionsAsync(now, DateTimeOffset.UnixEpoch, ct)).SingleOrDefault(line => line.Id == id);

    /// <summary>What was said of one, the newest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ActionSaid>> ListActionSaidAsync(this PledgeDb db, BoardActionId id, CancellationToken ct) =>
        db.Database.SqlQuery<ActionSaid>(
            $"""
            select u.id, u.state, u.owner_name, u.due_on, u.words, u.said_at, pledge.board_name(u.said_by) as by
            from pledge.board_action_update u where u.action_id = {id.Value} order by u.said_at desc, u.id desc
            """).ToListAsync(ct);

    private sealed record Row(
        Guid Id, string What, string? Indicator, string? PromiseKey, Guid? DecisionId, DateOnly? MeetingOn, Guid? MeetingId, Guid OwnerId, string OwnerName, DateOnly DueOn, string State, string? Words, DateTimeOffset StandsSince)
    {
        public ActionLine Line => new(
            new(Id), What, Indicator, PromiseKey, DecisionId is { } decision ? new(decision) : null, MeetingOn, MeetingId is { } meeting ? new(meeting) : null, new(OwnerId), OwnerName, DueOn, Kebab.Read<BoardActionState>(State), Words, StandsSince);
    }
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.BoardActions;
using Pledge.Web.Features.Commitments;

namespace Pledge.Web.Features.Meetings;

/// <summary>A meeting as it is listed.</summary>
public sealed record MeetingLine(Guid Id, DateOnly HeldOn, DateTimeOffset? ClosedAt, int Decisions);

/// <summary>A decision or a correction.</summary>
/// <param name="Kind">Kebab-case.</param>
public sealed record MeetingWords(Guid Id, string Kind, string Words, DateTimeOffset RecordedAt, string? By);

/// <summary>A meeting with everything its page shows: as it was when it was closed, or as it is now.</summary>
/// <param name="FiguresOf">The quarter end whose published figures are before it; null when there are none.</param>
public sealed record MeetingPage(BoardMeeting Meeting, IReadOnlyList<MeetingWords> Lines, ActionTable Actions, string? ClosedBy, DateOnly? FiguresOf)
{
    public IEnumerable<MeetingWords> Decisions => Lines.Where(line => line.Kind == "decision");
    public IEnumerable<MeetingWords> Corrections => Lines.Where(line => line.Kind == "correction");
}

/// <summary>What a closed meeting had before it: figures and actions as they were known when it was closed.</summary>
/// <param name="FiguresOf">The quarter end whose published figures were before it.</param>
public sealed record MeetingRead(BoardMeetingId Id, DateOnly HeldOn, DateTimeOffset ClosedAt, DateOnly FiguresOf);

/// <summary>The meetings of the board.</summary>
public static class MeetingReads
{
    /// <summary>The most meetings that the page lists.</summary>
    private const int Most = 100;

    /// <returns>One statement; the latest first.</returns>
    public static Task<List<MeetingLine>> ListMeetingsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<MeetingLine>(
            $"""
            select m.id, m.held_on, m.closed_at, (select count(*)::integer from pledge.board_meeting_line l where l.meeting_id = m.id and l.kind = 'decision' and l.superseded_at is null) as decisions
            from pledge.board_meeting m order by m.held_on desc limit {Most}
            """).ToListAsync(ct);

    /// <summary>What a meeting shows. Its actions are those that were open, and those that ended since the meeting before.</summary>
    public static async Task<MeetingPage> ReadMeetingAsync(this PledgeDb db, BoardMeeting meeting, DateTimeOffset now, CancellationToken ct)
    {
        var at = meeting.ClosedAt ?? now;
        var from = meeting.ClosedAt is null ? await db.LastClosedAsync(ct) : meeting.CarriedFrom;
        var lines = await db.Database.SqlQuery<MeetingWords>(
            $"""
            select l.id, l.kind, l.words, l.recorded_at, pledge.board_name(l.recorded_by) as by from pledge.board_meeting_line l
            where l.meeting_id = {meeting.Id.Value} and l.superseded_at is null order by l.recorded_at, l.id
            """).ToListAsync(ct);
        var closedBy = meeting.ClosedBy is { } closer ? await db.Database.SqlQuery<string?>($"select pledge.board_name({closer.Value}) as \"Value\"").SingleAsync(ct) : null;
        // What it was called on the day on which it was closed.
        var day = LondonTime.DayOf(at);
        return new(meeting, lines, new(await db.ListActionsAsync(at, from, ct), await db.ListPromisesAsync(day, ct), day), closedBy, await db.FiguresOfAsync(meeting, ct));
    }

    /// <returns>Two statements; null for a meeting that is open, that had no figures, or that the caller may not see.</returns>
    public static async Task<MeetingRead?> FindReadAsync(this PledgeDb db, BoardMeetingId id, CancellationToken ct) =>
        await db.BoardMeetings.FindAsync([id], ct) is { ClosedAt: { } closed } meeting && await db.FiguresOfAsync(meeting, ct) is { } on ? new(id, meeting.HeldOn, closed, on) : null;

    private static async Task<DateOnly?> FiguresOfAsync(this PledgeDb db, BoardMeeting meeting, CancellationToken ct) =>
        (meeting.ClosedAt is null ? meeting.PublicationId ?? await db.NewestPublicationAsync(meeting.HeldOn, ct) : meeting.PublicationId) is { } id
            ? await db.Publications.Where(row => row.Id == new PublicationId(id)).Select(row => (DateOnly?)row.OnDay).SingleOrDefaultAsync(ct)
            : null;

    /// <summary>What a meeting held on <paramref name="heldOn"/> could have before it: the publication of the newest quarter end, the last of its day, of those published by then; null when there is none.</summary>
    public static async Task<Guid?> NewestPublicationAsync(this PledgeDb db, DateOnly heldOn, CancellationToken ct)
    {
        var after = LondonTime.At(heldOn.AddDays(1), TimeOnly.MinValue);
        return (await db.Publications.Where(row => row.PublishedAt < after).OrderByDescending(row => row.OnDay).ThenByDescending(row => row.Number).Select(row => (PublicationId?)row.Id).FirstOrDefaultAsync(ct))?.Value;
    }

    /// <summary>When the newest closed meeting was closed, or null.</summary>
    public static Task<DateTimeOffset?> LastClosedAsync(this PledgeDb db, CancellationToken ct) => db.BoardMeetings.MaxAsync(meeting => meeting.ClosedAt, ct);
}

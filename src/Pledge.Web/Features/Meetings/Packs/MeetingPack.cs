using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.Board;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Publications;

namespace Pledge.Web.Features.Meetings.Packs;

/// <summary>All that the pack of a meeting says: the board page of its publication, every commitment, the actions and the meeting itself.</summary>
/// <param name="GroupsOf">The 31 March whose groups are in it; null where none was published by then.</param>
/// <param name="Groups">Every figure of that day, of everybody and of groups.</param>
public sealed record MeetingPack(MeetingPage Meeting, BoardPage Board, IReadOnlyList<CommitmentLine> Commitments, PublicationLine? GroupsOf, IReadOnlyList<PublishedFigure> Groups)
{
    /// <summary>When its files say that they were made: when the meeting was closed or, before that, when the figures were published.</summary>
    public DateTimeOffset Dated => Meeting.Meeting.ClosedAt ?? Board.Published.Publication.PublishedAt;

    /// <summary>Each figure that is in it, once.</summary>
    public IEnumerable<Indicator> Indicators => Board.Published.Indicators.Select(shown => shown.Indicator).Distinct();
}

/// <summary>One making of a pack, without its files.</summary>
/// <param name="PdfBytes">Null unless it is ready; so for <paramref name="TablesBytes"/>.</param>
public sealed record PackLine(BoardPackId Id, BoardPackState State, int StepsDone, DateTimeOffset? ReadyAt, string? Fault, byte[]? Fingerprint, int? PdfBytes, int? TablesBytes)
{
    public bool IsUnderWay => State is BoardPackState.Asked or BoardPackState.Making;
}

/// <summary>Reads packs and what is in them.</summary>
public static class PackReads
{
    /// <summary>What the pack of a meeting says: as it was when the meeting was closed, or as it is now.</summary>
    /// <returns>As many statements whatever is in it; null when no figures were published before the meeting.</returns>
    public static async Task<MeetingPack?> ReadPackAsync(this PledgeDb db, BoardMeeting meeting, DateTimeOffset now, CancellationToken ct)
    {
        var at = meeting.ClosedAt ?? now;
        var page = await db.ReadMeetingAsync(meeting, now, ct);
        if (page.FiguresOf is not { } on || await db.ReadBoardAsync(on, at, ct) is not { } board)
            return null;
        var groups = await db.ReadBreakdownsAsync(null, on, at, ct);
        return new(page, board, await db.ListCommitmentsAsync(exact: false, at, ct), groups?.Publication, groups?.Figures ?? []);
    }

    /// <summary>The newest making of a meeting's pack whose files are not gone; of a closed one none from before.</summary>
    /// <returns>One statement.</returns>
    public static Task<PackLine?> FindPackAsync(this PledgeDb db, BoardMeeting meeting, CancellationToken ct) =>
        db.BoardPacks.Where(pack => pack.MeetingId == meeting.Id && pack.State != BoardPackState.Gone && (meeting.ClosedAt == null || pack.AskedAt >= meeting.ClosedAt)).OrderByDescending(pack => pack.AskedAt)
            .Select(pack => new PackLine(pack.Id, pack.State, pack.StepsDone, pack.ReadyAt, pack.Fault, pack.Fingerprint, (int?)pack.Pdf!.Length, (int?)pack.Tables!.Length)).FirstOrDefaultAsync(ct);
}

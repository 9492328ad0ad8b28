using System.Globalization;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Meetings.Packs;
using Pledge.Web.Features.Publications;

namespace Pledge.Web.Features.Meetings;

/// <summary>The pack of a meeting: how far its making is, and its files. A closed meeting keeps the one that was made for it.</summary>
[Authorize(Policy = Policies.ReadBoard)]
public sealed class PackModel(PledgeDb db, PackFiles files, IBackgroundJobClient jobs, TimeProvider clock) : PageModel
{
    public BoardMeeting Meeting { get; private set; } = null!;

    /// <summary>The figures in it; null where none were published before the meeting.</summary>
    public PublicationLine? Figures { get; private set; }

    /// <summary>Null while there is none.</summary>
    public PackLine? Pack { get; private set; }
    public bool IsReady => Pack?.State is BoardPackState.Ready;

    /// <summary>Whether the pack says what a new one would.</summary>
    public bool IsCurrent { get; private set; }

    public async Task<IActionResult> OnGetAsync(BoardMeetingId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(BoardMeetingId id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({id.ToString()}, 918))", ct);
        if (!await FoundAsync(id, ct))
            return NotFound();
        // Whoever asks while one is being made, or for one that is there, gets that one.
        if (Figures is not null && Pack is not { IsUnderWay: true } && !IsCurrent)
            await AskAsync(db, jobs, Response, Meeting, clock.GetUtcNow(), User.AccountId(), ct);
        return LocalRedirect($"/board/meetings/{id}/pack");
    }

    public Task<IActionResult> OnGetPdfAsync(BoardMeetingId id, CancellationToken ct) => TakeAsync(id, pack => pack.Pdf, "application/pdf", "pdf", ct);

    public Task<IActionResult> OnGetTablesAsync(BoardMeetingId id, CancellationToken ct) => TakeAsync(id, pack => pack.Tables, "application/zip", "zip", ct);

    /// <summary>Asks for a pack, once the row is committed; should this process die in between, the sweep asks again.</summary>
    internal static async Task AskAsync(PledgeDb db, IBackgroundJobClient jobs, HttpResponse response, BoardMeeting meeting, DateTimeOffset now, AccountId by, CancellationToken ct)
    {
        var pack = new BoardPack(meeting, now, by);
        db.BoardPacks.Add(pack);
        await db.SaveChangesAsync(ct);
        response.OnCompleted(() =>
        {
            jobs.Enqueue<MakePacks>(job => job.RunAsync(pack.Id.Value, CancellationToken.None));
            return Task.CompletedTask;
        });
    }

    private async Task<IActionResult> TakeAsync(BoardMeetingId id, System.Linq.Expressions.Expression<Func<BoardPack, byte[]?>> of, string type, string extension, CancellationToken ct)
    {
        if (await db.BoardMeetings.FindAsync([id], ct) is not { } meeting || await db.FindPackAsync(meeting, ct) is not { State: BoardPackState.Ready } pack
            || await db.BoardPacks.Where(row => row.Id == pack.Id).Select(of).SingleAsync(ct) is not { } file)
            return NotFound();
        return File(file, type, string.Create(CultureInfo.InvariantCulture, $"board-pack-{meeting.HeldOn:yyyy-MM-dd}.{extension}"));
    }

    private async Task<bool> FoundAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await db.BoardMeetings.FindAsync([id], ct) is not { } meeting)
            return false;
        (Meeting, Pack) = (meeting, await db.FindPackAsync(meeting, ct));
        if (await db.ReadPackAsync(meeting, clock.GetUtcNow(), ct) is not { } says)
            return true;
        Figures = says.Board.Published.Publication;
        IsCurrent = IsReady && (meeting.ClosedAt is not null || (await files.WriteAsync(says, ct)).Fingerprint().AsSpan().SequenceEqual(Pack!.Fingerprint));
        return true;
    }
}

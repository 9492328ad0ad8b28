using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Meetings;

/// <summary>What is written of a meeting: who came, what was decided; then it is closed, and only corrections follow.</summary>
[Authorize(Policy = Policies.RunBoard), KeepsDraft("board-meeting", Fresh = nameof(Seen))]
public sealed class WriteModel(PledgeDb db, IBackgroundJobClient jobs, TimeProvider clock, IStringLocalizer<MeetingsText> texts) : PageModel
{
    /// <summary>Of the day and the names as the form was filled; decisions that were added since are no other ones.</summary>
    [BindProperty]
    public uint Version { get; set; }

    /// <summary>Of the whole meeting with its decisions, as the page showed it: nobody closes over what they did not see.</summary>
    [BindProperty]
    public uint Seen { get; set; }

    [BindProperty]
    public DateOnly? HeldOn { get; set; }

    [BindProperty]
    public string? Present { get; set; }

    [BindProperty]
    public string? Apologies { get; set; }

    /// <summary>A decision, or a correction once the meeting is closed.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Made when the form is opened, so that one form is one line.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    public MeetingPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        (Version, Seen, Key) = (HeadOf(meeting), db.VersionOf(meeting), Guid.CreateVersion7(clock.GetUtcNow()));
        (HeldOn, Present, Apologies) = (meeting.HeldOn, meeting.Present, meeting.Apologies);
        return Page();
    }

    /// <summary>Everything that was typed.</summary>
    public async Task<IActionResult> OnPostAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        if (await WrittenAsync(meeting, ct) is { } refused)
            return refused;
        if (!string.IsNullOrWhiteSpace(Words) && await AddedAsync(meeting, meeting.Decide, ct) is { } refusal)
            return Again(meeting, refusal);
        return await KeptAsync(id, texts["Saved"], ct);
    }

    /// <summary>A decision, and what else was typed.</summary>
    public async Task<IActionResult> OnPostDecideAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        if (await AddedAsync(meeting, meeting.Decide, ct) is { } refusal)
            return Again(meeting, refusal);
        return await WrittenAsync(meeting, ct) ?? await KeptAsync(id, texts["Decided"], ct);
    }

    public async Task<IActionResult> OnPostCorrectAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        return await AddedAsync(meeting, meeting.Correct, ct) is { } refusal ? Again(meeting, refusal) : await KeptAsync(id, texts["Corrected"], ct);
    }

    /// <summary>A decision that was not taken like that.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(BoardMeetingId id, BoardMeetingLineId line, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting || await db.BoardMeetingLines.SingleOrDefaultAsync(each => each.Id == line && each.MeetingId == id && each.Kind == BoardMeetingLineKind.Decision, ct) is not { } found)
            return NotFound();
        if (meeting.ClosedAt is not null)
            return Again(meeting, new("meeting-closed-already"));
        // Taken back in another window already: it is as they want it.
        return found.TakeBack(meeting, clock.GetUtcNow(), User.AccountId()) is null ? await KeptAsync(id, texts["TakenBack"], ct) : Saved(id, texts["TakenBack"]);
    }

    public async Task<IActionResult> OnPostCloseAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        if (db.VersionOf(meeting) != Seen)
            return Again(meeting, new("meeting-changed-meanwhile"));
        if (!string.IsNullOrWhiteSpace(Words))
            return Again(meeting, new("decision-not-added"));
        if (await WrittenAsync(meeting, ct) is { } refused)
            return refused;
        if (meeting.Close(await db.LastClosedAsync(ct), await db.NewestPublicationAsync(meeting.HeldOn, ct), clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return Again(meeting, refusal);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, ct) is { } theirs ? Again(theirs, new("meeting-changed-meanwhile")) : NotFound();
        // What was before the board is kept as it was: commitments and words go on changing.
        if (meeting.PublicationId is not null)
            await PackModel.AskAsync(db, jobs, Response, meeting, clock.GetUtcNow(), User.AccountId(), ct);
        TempData["Done"] = texts["Closed"].Value;
        return LocalRedirect($"/board/meetings/{id}");
    }

    // The day and the names, where they are others than before; null when there is nothing to say against them.
    private async Task<IActionResult?> WrittenAsync(BoardMeeting meeting, CancellationToken ct)
    {
        if (!Beside(meeting).Any(field => field.Differs))
            return null;
        if (HeadOf(meeting) != Version)
            return ChangedMeanwhile(meeting);
        if (!ModelState.IsValid)
            return Page();
        if (await db.BoardMeetings.AnyAsync(other => other.HeldOn == HeldOn && other.Id != meeting.Id, ct))
            return this.Refused(new("meeting-day-taken"), nameof(HeldOn));
        return meeting.Write(HeldOn, Present, Apologies, clock.GetUtcNow(), User.AccountId()) is { } refusal ? this.Refused(refusal, FieldOf(refusal)) : null;
    }

    private async Task<Refusal?> AddedAsync(BoardMeeting meeting, Func<BoardMeetingLineId, string?, DateTimeOffset, AccountId, Outcome<BoardMeetingLine>> add, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var key = new BoardMeetingLineId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one line.
        if (await db.IsWrittenAsync<BoardMeetingLine>(key, ct))
            return null;
        var added = add(key, Words, now, User.AccountId());
        if (added.IsRefused)
            return added.Refusal;
        db.BoardMeetingLines.Add(added.Value);
        return null;
    }

    private async Task<IActionResult> KeptAsync(BoardMeetingId id, string done, CancellationToken ct)
    {
        if (await db.SavedUnlessChangedAsync(ct))
            return Saved(id, done);
        return await FoundAsync(id, ct) is { } theirs ? Again(theirs, new("meeting-changed-meanwhile")) : NotFound();
    }

    // What was typed stays.
    private PageResult Again(BoardMeeting meeting, Refusal refusal)
    {
        ModelState.Remove(nameof(Seen));
        Seen = db.VersionOf(meeting);
        return this.Refused(refusal, refusal.Code.StartsWith("decision-", StringComparison.Ordinal) ? nameof(Words) : "");
    }

    private LocalRedirectResult Saved(BoardMeetingId id, string done)
    {
        TempData["Done"] = done;
        return LocalRedirect($"/board/meetings/{id}/write");
    }

    private async Task<BoardMeeting?> FoundAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await db.BoardMeetings.FindAsync([id], ct) is not { } meeting)
            return null;
        Shown = await db.ReadMeetingAsync(meeting, clock.GetUtcNow(), ct);
        return meeting;
    }

    private IReadOnlyList<MergeField> Beside(BoardMeeting theirs) =>
    [
        new(texts["HeldOn"], HeldOn is { } day ? texts["Day", day].Value : null, texts["Day", theirs.HeldOn].Value),
        new(texts["PresentTitle"], Present, theirs.Present),
        new(texts["ApologiesTitle"], Apologies, theirs.Apologies),
    ];

    private PageResult ChangedMeanwhile(BoardMeeting theirs) => this.ChangedMeanwhile(new(null, theirs.ChangedAt, Beside(theirs)), HeadOf(theirs));

    // By content: the row changes with each decision, too.
    private static uint HeadOf(BoardMeeting meeting) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{meeting.HeldOn:O}\n{meeting.Present}\n\n{meeting.Apologies}")));

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "meeting-present-too-long" => nameof(Present),
        "meeting-apologies-too-long" => nameof(Apologies),
        "board-meeting-day-missing" => nameof(HeldOn),
        _ => "",
    };
}

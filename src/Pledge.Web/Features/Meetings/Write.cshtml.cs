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
[Authorize(Policy = Policies.RunBoard), KeepsDraft("board-meeting")]
public sealed class WriteModel(PledgeDb db, IBackgroundJobClient jobs, TimeProvider clock, IStringLocalizer<MeetingsText> texts) : PageModel
{
    [BindProperty]
    public uint Version { get; set; }

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
        (Version, Key) = (db.VersionOf(meeting), Guid.CreateVersion7(clock.GetUtcNow()));
        (HeldOn, Present, Apologies) = (meeting.HeldOn, meeting.Present, meeting.Apologies);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        if (db.VersionOf(meeting) != Version && Beside(meeting).Any(field => field.Differs))
            return ChangedMeanwhile(meeting);
        if (!ModelState.IsValid)
            return Page();
        if (await db.BoardMeetings.AnyAsync(other => other.HeldOn == HeldOn && other.Id != id, ct))
            return this.Refused(new("meeting-day-taken"), nameof(HeldOn));
        if (meeting.Write(HeldOn, Present, Apologies, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, FieldOf(refusal));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, ct) is { } theirs ? ChangedMeanwhile(theirs) : NotFound();
        return Saved(id, texts["Saved"]);
    }

    public Task<IActionResult> OnPostDecideAsync(BoardMeetingId id, CancellationToken ct) =>
        AddAsync(id, (meeting, key, now) => meeting.Decide(key, Words, now, User.AccountId()), texts["Decided"], ct);

    public Task<IActionResult> OnPostCorrectAsync(BoardMeetingId id, CancellationToken ct) =>
        AddAsync(id, (meeting, key, now) => meeting.Correct(key, Words, now, User.AccountId()), texts["Corrected"], ct);

    /// <summary>A decision that was not taken like that.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(BoardMeetingId id, BoardMeetingLineId line, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting || await db.BoardMeetingLines.SingleOrDefaultAsync(each => each.Id == line && each.MeetingId == id && each.Kind == BoardMeetingLineKind.Decision, ct) is not { } found)
            return NotFound();
        if (meeting.ClosedAt is not null)
            return Again(meeting, new("meeting-closed-already"));
        // Taken back in another window already: it is as they want it.
        if (found.TakeBack(clock.GetUtcNow(), User.AccountId()) is null)
            await db.SavedUnlessChangedAsync(ct);
        return Saved(id, texts["TakenBack"]);
    }

    public async Task<IActionResult> OnPostCloseAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        if (db.VersionOf(meeting) != Version)
            return Again(meeting, new("meeting-changed-meanwhile"));
        if (meeting.Close(await db.LastClosedAsync(ct), await db.NewestPublicationAsync(ct), clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return Again(meeting, refusal);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, ct) is { } theirs ? Again(theirs, new("meeting-changed-meanwhile")) : NotFound();
        // What was before the board is kept as it was: commitments and words go on changing.
        if (meeting.PublicationId is not null)
            await PackModel.AskAsync(db, jobs, Response, meeting, clock.GetUtcNow(), User.AccountId(), ct);
        TempData["Done"] = texts["Closed"].Value;
        return LocalRedirect($"/board/meetings/{id}");
    }

    private async Task<IActionResult> AddAsync(BoardMeetingId id, Func<BoardMeeting, BoardMeetingLineId, DateTimeOffset, Outcome<BoardMeetingLine>> add, string done, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } meeting)
            return NotFound();
        var now = clock.GetUtcNow();
        var key = new BoardMeetingLineId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one line.
        if (!await db.BoardMeetingLines.AnyAsync(line => line.Id == key, ct))
        {
            var added = add(meeting, key, now);
            if (added.IsRefused)
                return Again(meeting, added.Refusal);
            db.BoardMeetingLines.Add(added.Value);
            if (!await db.SavedUnlessChangedAsync(ct))
                return await FoundAsync(id, ct) is { } theirs ? Again(theirs, new("meeting-changed-meanwhile")) : NotFound();
        }
        return Saved(id, done);
    }

    // The other form of the page is as it was saved; what was typed in this one stays.
    private PageResult Again(BoardMeeting meeting, Refusal refusal)
    {
        (HeldOn, Present, Apologies) = (meeting.HeldOn, meeting.Present, meeting.Apologies);
        foreach (var field in (ReadOnlySpan<string>)[nameof(HeldOn), nameof(Present), nameof(Apologies)])
            ModelState.Remove(field);
        Version = db.VersionOf(meeting);
        return refusal.Code is "decision-missing" or "decision-too-long" ? this.Refused(refusal, nameof(Words)) : this.ReadAgain(Version, refusal.Code);
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

    private PageResult ChangedMeanwhile(BoardMeeting theirs) => this.ChangedMeanwhile(new(null, theirs.ChangedAt, Beside(theirs)), db.VersionOf(theirs));

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "meeting-present-too-long" => nameof(Present),
        "meeting-apologies-too-long" => nameof(Apologies),
        "board-meeting-day-missing" => nameof(HeldOn),
        _ => "",
    };
}

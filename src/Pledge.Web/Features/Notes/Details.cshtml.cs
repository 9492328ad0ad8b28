using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Notes;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Notes;

/// <summary>One note, and whether its young person can read it.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("note-hiding")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<NotesText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? ReviewOn { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Note Note { get; private set; } = null!;
    public NoteHiding? Hiding { get; private set; }
    public string? WrittenBy { get; private set; }
    public string? DecidedBy { get; private set; }

    public async Task<IActionResult> OnGetAsync(NoteId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        Version = db.VersionOf(Note);
        await db.LookedAsync(User, Person.Id, "note", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostShareAsync(NoteId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (db.VersionOf(Note) != Version)
            return SomebodyWasFirst();
        if (Note.Share(Hiding, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);

        return await SaveAsync("shared-note", texts["NowShared", Person.ShortName], ct);
    }

    public async Task<IActionResult> OnPostKeepBackAsync(NoteId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!this.HasAll(new KeepBackForm { On = true, Reason = Reason, ReviewOn = ReviewOn }.Missing("")))
            return Page();
        if (db.VersionOf(Note) != Version)
            return SomebodyWasFirst();
        var before = Hiding;
        var hiding = Note.KeepBack(before, Reason, ReviewOn, clock.GetUtcNow(), User.AccountId());
        if (hiding.IsRefused)
            return this.Refused(hiding.Refusal, KeepBackForm.FieldOf(hiding.Refusal));

        // Only one decision holds at a time: the one before ends first.
        if (before is not null && !await db.SavedUnlessChangedAsync(ct, last: false))
            return await FoundAsync(id, ct) ? SomebodyWasFirst() : NotFound();
        db.NoteHidings.Add(hiding.Value);
        return await SaveAsync("note-kept-back", texts["NowKeptBack", hiding.Value.ReviewOn], ct);
    }

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        var id = Note.Id;
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, ct) ? SomebodyWasFirst() : NotFound();
        await db.WroteAsync(User, Person.Id, what, clock.GetUtcNow(), ct);
        TempData["Done"] = said;
        return LocalRedirect($"/young-people/{Person.Id}#notes");
    }

    private PageResult SomebodyWasFirst()
    {
        string? Day(DateOnly? day) => day?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.CurrentCulture);
        var merge = Hiding is null
            ? new Shared.Merge(null, Note.SharedAt, [])
            : new(DecidedBy, Hiding.DecidedAt, [new(texts["KeepBackReason"], Reason, Hiding.Reason), new(texts["KeepBackReview"], Day(ReviewOn), Day(Hiding.ReviewOn))]);
        return this.ChangedMeanwhile(merge, db.VersionOf(Note));
    }

    private async Task<bool> FoundAsync(NoteId id, CancellationToken ct)
    {
        if (await db.Notes.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } note || await db.FindPersonAsync(note.YoungPersonId, ct) is not { } person)
            return false;

        (Note, Person, Hiding) = (note, person, await db.FindHidingAsync(note, ct));
        this.IsAbout(person.Id);
        var names = await db.Staff.Where(staff => staff.Id == note.WrittenBy || Hiding != null && staff.Id == Hiding.DecidedBy)
            .ToDictionaryAsync(staff => staff.Id, staff => staff.DisplayName, ct);
        (WrittenBy, DecidedBy) = (names.GetValueOrDefault(note.WrittenBy), Hiding is null ? null : names.GetValueOrDefault(Hiding.DecidedBy));
        return true;
    }
}

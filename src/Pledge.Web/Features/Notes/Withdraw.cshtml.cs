using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Notes;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Notes;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("note-withdrawal")]
public sealed class WithdrawModel(PledgeDb db, TimeProvider clock, IStringLocalizer<NotesText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Note Note { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(NoteId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || Note.IsWithdrawn)
            return NotFound();

        await db.LookedAsync(User, Person.Id, "note", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(NoteId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Note.IsWithdrawn && Note.WithdrawReason != Reason?.Trim())
            return await SomebodyWasFirstAsync(ct);
        if (Note.Withdraw(await db.FindHidingAsync(Note, ct), Reason, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Reason));

        if (db.ChangeTracker.HasChanges())
        {
            if (!await db.SavedUnlessChangedAsync(ct))
                return await FoundAsync(id, ct) ? await SomebodyWasFirstAsync(ct) : NotFound();
            await db.WroteAsync(User, Person.Id, "withdrew-note", clock.GetUtcNow(), ct);
        }
        TempData["Done"] = texts["Withdrawn"].Value;
        return LocalRedirect($"/young-people/{Person.Id}#notes");
    }

    private async Task<PageResult> SomebodyWasFirstAsync(CancellationToken ct)
    {
        var who = await db.StaffNameAsync(Note.WithdrawnBy, ct);
        return Note.IsWithdrawn
            ? this.ChangedMeanwhile(new(who, Note.WithdrawnAt, [new(texts["Reason"], Reason, Note.WithdrawReason)]), "", "taken-back-meanwhile")
            : this.ChangedMeanwhile(new(null, null, []), "");
    }

    private async Task<bool> FoundAsync(NoteId id, CancellationToken ct)
    {
        if (await db.Notes.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } note || await db.FindPersonAsync(note.YoungPersonId, ct) is not { } person)
            return false;

        (Note, Person) = (note, person);
        this.IsAbout(person.Id);
        return true;
    }
}

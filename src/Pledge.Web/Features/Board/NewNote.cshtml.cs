using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Board;

/// <summary>A manager writes what dip samples of their team show.</summary>
[Authorize(Policy = Policies.LeadTeam), KeepsDraft("practice-note")]
public sealed class NewNoteModel(PledgeDb db, TimeProvider clock, IStringLocalizer<BoardText> texts) : PageModel
{
    /// <summary>Made when the form is opened, so that one form is one note.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    public string? PromiseKey { get; set; }

    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? Changes { get; set; }

    public IReadOnlyList<SelectListItem> Promises { get; private set; } = [];
    public int Samples { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        Key = Guid.CreateVersion7(clock.GetUtcNow());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        var promise = Promises.FirstOrDefault(item => item.Value == PromiseKey)?.Value;
        if (!this.HasAll(PracticeNote.Faults(promise, Theme, Seen, Changes, Samples)))
            return Page();
        var now = clock.GetUtcNow();
        var key = new PracticeNoteId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one note.
        if (!await db.IsWrittenAsync<PracticeNote>(key, ct))
        {
            db.PracticeNotes.Add(PracticeNote.Write(key, User.AuthorityId(), promise, Theme, Seen, Changes, Samples, now, User.AccountId()).Value!);
            await db.SaveChangesAsync(ct);
            await db.AuditAsync(User, "practice-note", key.Value, now, ct);
        }
        TempData["Done"] = texts["NoteSaved"].Value;
        return LocalRedirect("/board/notes");
    }

    private async Task OfferAsync(CancellationToken ct)
    {
        Promises = [new(texts["ChooseOne"], ""), .. (await db.ListPromisesAsync(clock.Today(), ct)).Select(promise => new SelectListItem(promise.Statement, promise.Key))];
        Samples = await db.CountFinishedSamplesAsync(clock.Today(), ct);
    }
}

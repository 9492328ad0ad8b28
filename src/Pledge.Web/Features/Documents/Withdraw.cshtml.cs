using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Documents;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Documents;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("document-withdrawal", Subject = "documentId")]
public sealed class WithdrawModel(PledgeDb db, TimeProvider clock, IStringLocalizer<DocumentsText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Document Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (!await FoundAsync(id, documentId, ct) || Document.IsWithdrawn)
            return NotFound();

        await db.LookedAsync(User, id, "withdraw-document", clock.GetUtcNow(), ct, documentId.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (!await FoundAsync(id, documentId, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Document.IsWithdrawn && Document.WithdrawReason != Reason?.Trim())
            return await SomebodyWasFirstAsync(ct);
        if (Document.Withdraw(await db.FindHidingAsync(Document, ct), Reason, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Reason));

        if (db.ChangeTracker.HasChanges())
        {
            if (!await db.SavedUnlessChangedAsync(ct))
                return await FoundAsync(id, documentId, ct) ? await SomebodyWasFirstAsync(ct) : NotFound();
            await db.WroteAsync(User, id, "withdrew-document", clock.GetUtcNow(), ct, documentId.Value);
        }
        TempData["Done"] = texts["Withdrawn"].Value;
        return LocalRedirect($"/young-people/{id}/documents");
    }

    private async Task<PageResult> SomebodyWasFirstAsync(CancellationToken ct)
    {
        var who = await db.StaffNameAsync(Document.WithdrawnBy, ct);
        return Document.IsWithdrawn
            ? this.ChangedMeanwhile(new(who, Document.WithdrawnAt, [new(texts["WhyTakeOut"], Reason, Document.WithdrawReason)]), "", "taken-back-meanwhile")
            : this.ChangedMeanwhile(new(null, null, []), "");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindDocumentAsync(id, documentId, ct) is not { } document)
            return false;

        (Person, Document) = (person, document);
        return true;
    }
}

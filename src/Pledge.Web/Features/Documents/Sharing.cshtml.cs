using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Documents;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Notes;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Documents;

/// <summary>Whether a document's young person can see it, by the rule for notes.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("document-hiding", Subject = "documentId")]
public sealed class SharingModel(PledgeDb db, TimeProvider clock, IStringLocalizer<DocumentsText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? ReviewOn { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Document Document { get; private set; } = null!;
    public DocumentHiding? Hiding { get; private set; }
    public string? DecidedBy { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (!await FoundAsync(id, documentId, ct))
            return NotFound();

        Version = db.VersionOf(Document);
        await db.LookedAsync(User, id, "document-sharing", clock.GetUtcNow(), ct, documentId.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostShareAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (!await FoundAsync(id, documentId, ct))
            return NotFound();
        if (db.VersionOf(Document) != Version)
            return SomebodyWasFirst();
        if (Document.Share(Hiding, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);

        return await SaveAsync("shared-document", texts["NowShared", Person.ShortName], ct);
    }

    public async Task<IActionResult> OnPostKeepBackAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (!await FoundAsync(id, documentId, ct))
            return NotFound();
        if (!this.HasAll(new KeepBackForm { On = true, Reason = Reason, ReviewOn = ReviewOn }.Missing("")))
            return Page();
        if (db.VersionOf(Document) != Version)
            return SomebodyWasFirst();
        var before = Hiding;
        var hiding = Document.KeepBack(before, Reason, ReviewOn, clock.GetUtcNow(), User.AccountId());
        if (hiding.IsRefused)
            return this.Refused(hiding.Refusal, KeepBackForm.FieldOf(hiding.Refusal));

        // Only one decision holds at a time: the one before ends first.
        if (before is not null && !await db.SavedUnlessChangedAsync(ct, last: false))
            return await FoundAsync(id, documentId, ct) ? SomebodyWasFirst() : NotFound();
        db.DocumentHidings.Add(hiding.Value);
        return await SaveAsync("document-kept-back", texts["NowKeptBack", hiding.Value.ReviewOn], ct);
    }

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        var id = Document.Id;
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(Person.Id, id, ct) ? SomebodyWasFirst() : NotFound();
        await db.WroteAsync(User, Person.Id, what, clock.GetUtcNow(), ct, id.Value);
        TempData["Done"] = said;
        return LocalRedirect($"/young-people/{Person.Id}/documents");
    }

    private PageResult SomebodyWasFirst()
    {
        string? Day(DateOnly? day) => day?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.CurrentCulture);
        var merge = Hiding is null
            ? new Shared.Merge(null, Document.SharedAt, [])
            : new(DecidedBy, Hiding.DecidedAt, [new(texts["KeepBackReason"], Reason, Hiding.Reason), new(texts["KeepBackReview"], Day(ReviewOn), Day(Hiding.ReviewOn))]);
        return this.ChangedMeanwhile(merge, db.VersionOf(Document));
    }

    private async Task<bool> FoundAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindDocumentAsync(id, documentId, ct) is not { IsWithdrawn: false } document)
            return false;

        (Person, Document, Hiding) = (person, document, await db.FindHidingAsync(document, ct));
        DecidedBy = await db.StaffNameAsync(Hiding?.DecidedBy, ct);
        return true;
    }
}

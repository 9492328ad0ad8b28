using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Documents;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents.Stores;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Documents;

/// <summary>The document itself, for who may read the record. Each time leaves a trace that names it.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), ReadableWithReason]
public sealed class DownloadModel(PledgeDb db, DocumentStores stores, TimeProvider clock, IStringLocalizer<DocumentsText> texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(YoungPersonId id, DocumentId documentId, CancellationToken ct)
    {
        if (await db.FindDocumentAsync(id, documentId, ct) is not { } document)
            return NotFound();
        if (await stores.ReadAsync(db, document, ct) is not { } content)
        {
            TempData["Done"] = texts["NotThere"].Value;
            return LocalRedirect($"/young-people/{id}/documents");
        }
        await db.LookedAsync(User, id, "document", clock.GetUtcNow(), ct, document.Id.Value);
        HttpContext.SendsForeignFile();
        return File(content, document.Type.MediaType(), document.FileName);
    }
}

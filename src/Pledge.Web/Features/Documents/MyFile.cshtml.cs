using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Documents;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents.Stores;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Documents;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class MyFileModel(PledgeDb db, DocumentStores stores, TimeProvider clock, IStringLocalizer<DocumentsText> texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(DocumentId documentId, CancellationToken ct)
    {
        var me = User.YoungPersonId();
        if (await db.FindDocumentAsync(me, documentId, ct) is not { } document)
            return NotFound();
        if (await stores.ReadAsync(db, document, ct) is not { } content)
        {
            TempData["Done"] = texts["MyNotThere"].Value;
            return LocalRedirect("/record/documents");
        }
        await db.LookedAsync(User, me, "document", clock.GetUtcNow(), ct, document.Id.Value);
        HttpContext.SendsForeignFile();
        return File(content, document.Type.MediaType(), document.FileName);
    }
}

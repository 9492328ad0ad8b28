using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Documents;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class MineModel(PledgeDb db) : PageModel
{
    public MyDocumentPage List { get; private set; } = null!;
    public int KeptBack { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        List = await db.ListMyDocumentsAsync(User.YoungPersonId(), number, ct);
        KeptBack = await db.CountDocumentsKeptFromMeAsync(ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notes;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class MineModel(PledgeDb db) : PageModel
{
    public MyNotesPage List { get; private set; } = null!;
    public int KeptBack { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        List = await db.ListMyNotesAsync(User.YoungPersonId(), number, ct);
        KeptBack = await db.CountKeptBackFromMeAsync(ct);
    }
}

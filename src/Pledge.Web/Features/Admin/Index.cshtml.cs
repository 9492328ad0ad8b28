using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public Overview Overview { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Overview = await db.OverviewAsync(clock.Today(), ct);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Opportunities;

/// <summary>What waits for a coordinator, and what is live.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class WaitingModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PostRow> Waiting { get; private set; } = [];
    public IReadOnlyList<PostRow> Live { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Waiting = await db.ListForCoordinatorAsync(live: false, clock.Today(), ct);
        Live = await db.ListForCoordinatorAsync(live: true, clock.Today(), ct);
    }
}

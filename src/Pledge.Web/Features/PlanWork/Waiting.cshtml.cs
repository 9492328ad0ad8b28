using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.ApprovePlans)]
public sealed class WaitingModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<WaitingPlan> Plans { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Plans = await db.ListWaitingPlansAsync(User.AccountId(), ct);
}

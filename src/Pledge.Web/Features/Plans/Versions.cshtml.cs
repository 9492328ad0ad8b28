using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class VersionsModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<PlanHead> Heads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Heads = [.. (await db.ListPlanHeadsAsync(User.YoungPersonId(), ct)).Where(head => head.State is PlanState.Shared)];
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.HandOvers;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class WorkersModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WorkerPeriod> Workers { get; private set; } = [];
    public IReadOnlyList<CoverPeriod> Covers { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Workers = await db.ListWorkersOfAsync(User.YoungPersonId(), ct);
        Covers = await db.ListCoversOfAsync(User.YoungPersonId(), ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.Promises;

namespace Pledge.Web.Features.Start;

[Authorize(Policy = Policies.SignedIn)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public HomeView Home { get; private set; } = null!;
    public WorkerNews News { get; private set; } = null!;
    public PledgeLine? Question { get; private set; }
    public DateOnly? ReviewDue { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (User.RoleName() is var role && role != Roles.YoungPerson)
            return LocalRedirect(AccessSetup.HomeOf(role!));

        var now = clock.GetUtcNow();
        Today = LondonTime.DayOf(now);
        Home = await db.ReadHomeAsync(User.AccountId(), User.YoungPersonId(), now, ct);
        News = await db.ReadWorkerNewsAsync(User.YoungPersonId(), Today, ct);
        ReviewDue = (await db.FindPlanDaysAsync(User.YoungPersonId(), Today, ct))?.ReviewDue;
        var pledge = await db.ReadPledgeAsync(User.AuthorityId(), User.YoungPersonId(), Today, ct);
        // Never answered comes before long ago; the order of the pledge decides the rest.
        Question = pledge.Where(line => line.Fits).MinBy(line => line.Mine.Latest?.On ?? DateOnly.MinValue);
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class VersionsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public IReadOnlyList<PlanHead> Heads { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        (Person, Heads) = (person, await db.ListPlanHeadsAsync(id, ct));
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }
}

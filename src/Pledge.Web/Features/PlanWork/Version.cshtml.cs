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
public sealed class VersionModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public PlanSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || (await db.ListPlanHeadsAsync(id, ct)).FirstOrDefault(head => head.Number == number) is not { } version)
            return NotFound();

        (Person, Sheet) = (person, await db.ReadPlanSheetAsync(id, version, ct));
        await db.LookedAsync(User, id, "plan-version", clock.GetUtcNow(), ct);
        return Page();
    }
}

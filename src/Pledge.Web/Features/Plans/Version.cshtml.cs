using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Plans;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class VersionModel(PledgeDb db) : PageModel
{
    public PlanSheet Sheet { get; private set; } = null!;
    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        var me = User.YoungPersonId();
        if ((await db.ListPlanHeadsAsync(me, ct)).FirstOrDefault(head => head.Number == number && head.State is PlanState.Shared) is not { } version
            || await db.FindPersonAsync(me, ct) is not { } person)
            return NotFound();

        (Name, Sheet) = (person.ShortName, await db.ReadPlanSheetAsync(me, version, ct));
        return Page();
    }
}

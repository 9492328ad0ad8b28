using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class ChangesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    public PlanChanges Changes { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, int? since, CancellationToken ct)
    {
        var heads = (await db.ListPlanHeadsAsync(User.YoungPersonId(), ct)).Where(head => head.State is PlanState.Shared).ToList();
        if (await db.ReadPlanChangesAsync(heads, number, since, text["You"].Value, clock.GetUtcNow(), text, ct) is not { } changes)
            return NotFound();

        Changes = changes;
        return Page();
    }
}

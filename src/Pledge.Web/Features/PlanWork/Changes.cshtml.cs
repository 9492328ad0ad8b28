using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class ChangesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public PlanChanges Changes { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, int? since, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person
            || await db.ReadPlanChangesAsync(await db.ListPlanHeadsAsync(id, ct), number, since, person.ShortName, clock.GetUtcNow(), text, ct) is not { } changes)
            return NotFound();

        (Person, Changes) = (person, changes);
        await db.LookedAsync(User, id, "plan-version", clock.GetUtcNow(), ct);
        return Page();
    }
}

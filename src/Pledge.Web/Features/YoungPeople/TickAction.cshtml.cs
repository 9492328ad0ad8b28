using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class TickActionModel(PledgeDb db, TimeProvider clock, IStringLocalizer<YoungPeopleText> texts) : PageModel
{
    /// <summary>Only buttons lead here; whoever opens the address sees the plan.</summary>
    public IActionResult OnGet(YoungPersonId id) => LocalRedirect($"/young-people/{id}/plan");

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, PlanActionId actionId, bool done, CancellationToken ct)
    {
        if (await db.PlanActions.SingleOrDefaultAsync(row => row.Id == actionId && row.YoungPersonId == id && row.TakenOutAt == null, ct) is not { } action)
            return NotFound();

        // Refused only when it is not done: then it already is as they want it.
        if (done)
            action.Done(User.AccountId(), clock.GetUtcNow());
        else
            action.Undo();
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, id, done ? "plan-action-done" : "plan-action-not-done", clock.GetUtcNow(), ct);
        TempData["Done"] = texts[done ? "ActionDone" : "ActionNotDone"].Value;
        return LocalRedirect($"/young-people/{id}/plan");
    }
}

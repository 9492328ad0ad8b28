using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class ShareModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();
        if (version.State is not PlanState.Approved)
            return LocalRedirect($"/young-people/{id}/plan");

        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();

        var now = clock.GetUtcNow();
        var step = version.Share(now, User.AccountId());
        // Refused when a second tap finds it shared, or when there is nothing to share yet: the plan page then shows how it stands.
        if (!step.IsRefused)
        {
            db.PlanSteps.Add(step.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "plan-shared", now, ct);
            await db.QueueMessageFromWorkerAsync(Person.Authority, id, now, ct);
            TempData["Done"] = texts["Shared", Person.ShortName].Value;
        }
        return LocalRedirect($"/young-people/{id}/plan");
    }

    private async Task<PlanVersion?> FindAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        Person = person;
        return await db.FindLatestVersionAsync(id, ct);
    }
}

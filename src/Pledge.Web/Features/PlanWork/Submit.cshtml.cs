using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class SubmitModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public int NeedsLeft { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();
        if (version.State is not PlanState.Draft)
            return LocalRedirect($"/young-people/{id}/plan");

        NeedsLeft = PlanNeed.LeftIn(await PartsAsync(version, ct));
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();

        var step = version.Submit(await PartsAsync(version, ct), clock.GetUtcNow(), User.AccountId());
        // A second tap finds it submitted, which is what was wished.
        if (step.IsRefused && step.Refusal.Code != "plan-not-draft")
            return this.Refused(step.Refusal);
        if (!step.IsRefused)
        {
            db.PlanSteps.Add(step.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "plan-submitted", clock.GetUtcNow(), ct);
        }
        TempData["Done"] = texts["Submitted"].Value;
        return LocalRedirect($"/young-people/{id}/plan");
    }

    private Task<List<PlanPart>> PartsAsync(PlanVersion version, CancellationToken ct) =>
        db.PlanParts.AsNoTracking().Where(part => part.VersionId == version.Id).ToListAsync(ct);

    private async Task<PlanVersion?> FindAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        Person = person;
        return await db.FindLatestVersionAsync(id, ct);
    }
}

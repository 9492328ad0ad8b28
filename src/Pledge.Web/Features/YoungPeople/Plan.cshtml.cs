using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class PlanModel(PledgeDb db, TimeProvider clock, IStringLocalizer<YoungPeopleText> texts) : PageModel
{
    /// <summary>When the plan began, where there is none yet; otherwise when it was reviewed.</summary>
    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public PlanDays? Days { get; private set; }
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        On = Today;
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostStartAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var plan = PathwayPlan.Start(Person.Authority, id, Person.Born, On!.Value, clock.GetUtcNow(), User.AccountId());
        if (plan.IsRefused)
            return this.Refused(plan.Refusal, nameof(On));
        // A second tap finds the plan that the first one started.
        if (Days is null)
            db.PathwayPlans.Add(plan.Value);
        return await SaveAsync("plan-started", "PlanStarted", ct);
    }

    public async Task<IActionResult> OnPostReviewAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct)
            || await db.PathwayPlans.AsNoTracking().Where(row => row.YoungPersonId == id).OrderByDescending(row => row.StartedOn).FirstOrDefaultAsync(ct) is not { } plan)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var review = plan.Review(On!.Value, clock.GetUtcNow(), User.AccountId());
        if (review.IsRefused)
            return this.Refused(review.Refusal, nameof(On));
        if (Days?.ReviewedOn != On)
            db.PlanReviews.Add(review.Value);
        return await SaveAsync("plan-reviewed", "PlanReviewed", ct);
    }

    private async Task<RedirectResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, Person.Id, what, clock.GetUtcNow(), ct);
        TempData["Done"] = texts[said].Value;
        return Redirect($"/young-people/{Person.Id}/plan");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        (Person, Today) = (person, clock.Today());
        Days = await db.FindPlanDaysAsync(id, Today, ct);
        Lines = await db.ListPlanLinesAsync(id, ct);
        return true;
    }
}

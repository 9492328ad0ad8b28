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
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    /// <summary>When a plan on paper began.</summary>
    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public PlanDays Days { get; private set; } = null!;

    /// <summary>The latest version, or null while there is none.</summary>
    public PlanSheet? Sheet { get; private set; }

    /// <summary>The version they have, while a later one is being written or waits; null otherwise.</summary>
    public PlanSheet? Given { get; private set; }

    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];
    public SentBack? SentBack { get; private set; }
    public OpenRequest? Asked { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        On = Today;
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    /// <summary>Notes that a plan exists outside Pledge, so that its review clock runs.</summary>
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
        if (Days.StartedOn is null)
            db.PathwayPlans.Add(plan.Value);
        return await SaveAsync("plan-started", "PlanStarted", ct);
    }

    /// <summary>Begins the first version.</summary>
    public async Task<IActionResult> OnPostWriteAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        Person = person;
        await db.TakeTurnAsync(id, ct);
        if (await db.FindLatestVersionAsync(id, ct) is null)
        {
            var version = PlanVersion.Begin(person.Authority, id, (await db.FindPlanAsync(id, ct))?.Id, null, clock.GetUtcNow(), User.AccountId()).Value!;
            db.PlanVersions.Add(version);
            db.PlanSteps.Add(version.Began());
        }
        return await SaveAsync("plan-begun", "PlanBegun", ct);
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
        Today = clock.Today();
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindPlanDaysAsync(id, Today, ct) is not { } days)
            return false;

        (Person, Days) = (person, days);
        var heads = await db.ListPlanHeadsAsync(id, ct);
        if (heads is [var head, ..])
        {
            Sheet = await db.ReadPlanSheetAsync(id, head, ct);
            Given = head.State is PlanState.Shared ? null : await db.ReadSharedSheetAsync(id, heads, ct);
            SentBack = head.State is PlanState.Draft ? await db.FindSentBackAsync(head.Id, ct) : null;
        }
        Lines = await db.ListPlanLinesAsync(id, ct);
        Asked = await db.FindOpenRequestAsync(id, Today, ct);
        return true;
    }
}

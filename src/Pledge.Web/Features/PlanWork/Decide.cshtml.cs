using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.ApprovePlans), KeepsDraft("plan-decision")]
public sealed class DecideModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    /// <summary><c>approve</c> or <c>send-back</c>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing"), RegularExpression("approve|send-back", ErrorMessage = "answer-missing")]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Of the plan that was shown.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public PlanSheet Sheet { get; private set; } = null!;

    /// <summary>Actions in the plan whose day has passed already.</summary>
    public IReadOnlyList<PlanLine> Late => [.. Sheet.Actions.Where(line => line.DoneOn is null && line.DueOn < clock.Today()).OrderBy(line => line.DueOn)];

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();
        if (version.State is not PlanState.Submitted)
            return LocalRedirect($"/young-people/{id}/plan");

        Version = db.VersionOf(version);
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();
        if (version.State is PlanState.Submitted && db.VersionOf(version) != Version)
            return this.ReadAgain(db.VersionOf(version), "plan-changed-meanwhile");
        if (!ModelState.IsValid)
            return Page();

        var (now, me, approve) = (clock.GetUtcNow(), User.AccountId(), Decision == "approve");
        // The first version that is approved is the beginning of the plan.
        var plan = await db.FindPlanAsync(id, ct);
        if (approve && plan is null)
            db.PathwayPlans.Add(plan = PathwayPlan.Start(Person.Authority, id, Person.Born, LondonTime.DayOf(now), now, me).Value!);
        var step = approve ? version.Approve(plan!.Id, Words, now, me) : version.SendBack(Words, now, me);
        if (step.IsRefused)
            return this.Refused(step.Refusal, step.Refusal.Code is "send-back-reason-missing" or "text-too-long" ? nameof(Words) : nameof(Decision));

        db.PlanSteps.Add(step.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, id, approve ? "plan-approved" : "plan-sent-back", now, ct);
        TempData["Done"] = texts[approve ? "Approved" : "SentBackDone"].Value;
        return LocalRedirect("/team/plans");
    }

    private async Task<PlanVersion?> FindAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.ListPlanHeadsAsync(id, ct) is not [var head, ..])
            return null;

        (Person, Sheet) = (person, await db.ReadPlanSheetAsync(id, head, ct));
        return await db.FindLatestVersionAsync(id, ct);
    }
}

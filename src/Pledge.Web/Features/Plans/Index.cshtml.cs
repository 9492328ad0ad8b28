using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    public IReadOnlyList<PlanLine> ToDo { get; private set; } = [];
    public IReadOnlyList<PlanLine> Done { get; private set; } = [];

    /// <summary>The plan they live by, or null before the first was shared.</summary>
    public PlanSheet? Sheet { get; private set; }

    public NextYear Year { get; private set; } = null!;

    /// <summary>A version that is not in their hands yet, or null.</summary>
    public PlanHead? InWork { get; private set; }

    public OpenRequest? Asked { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var me = User.YoungPersonId();
        var heads = await db.ListPlanHeadsAsync(me, ct);
        InWork = heads.FirstOrDefault(head => head.State is not PlanState.Shared);
        Sheet = await db.ReadSharedSheetAsync(me, heads, ct);
        var lines = await db.ListPlanLinesAsync(me, ct);
        (ToDo, Done) = ([.. lines.Where(line => line.DoneOn is null)], [.. lines.Where(line => line.DoneOn is not null)]);
        Asked = await db.FindOpenRequestAsync(me, Today, ct);
        Year = await db.ReadNextYearAsync(me, User.AccountId(), Today, ct);
    }

    public async Task<IActionResult> OnPostTickAsync(PlanActionId id, CancellationToken ct)
    {
        if (await FindMineAsync(id, ct) is not { } action)
            return NotFound();
        action.Done(User.AccountId(), clock.GetUtcNow());
        return await SaveAsync("plan-action-done", "Ticked", ct);
    }

    public async Task<IActionResult> OnPostUntickAsync(PlanActionId id, CancellationToken ct)
    {
        if (await FindMineAsync(id, ct) is not { } action)
            return NotFound();
        // Refused only when it is not done: then it already is as they want it.
        action.Undo();
        return await SaveAsync("plan-action-not-done", "Unticked", ct);
    }

    // What a worker or someone else does is theirs to tick: no button here sends its id.
    private async Task<PlanAction?> FindMineAsync(PlanActionId id, CancellationToken ct) =>
        await db.PlanActions.FindAsync([id], ct) is { OwnerKind: OwnerKind.YoungPerson, TakenOutAt: null } action && action.YoungPersonId == User.YoungPersonId() ? action : null;

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, User.YoungPersonId(), what, clock.GetUtcNow(), ct);
        TempData["Done"] = text[said].Value;
        return RedirectToPage();
    }
}

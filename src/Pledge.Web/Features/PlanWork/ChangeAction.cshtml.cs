using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

/// <summary>Puts an action in place of another, or takes one out; the old one stays on record.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("plan-action-change", Subject = "actionId")]
public sealed class ChangeActionModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    [BindProperty]
    public string? What { get; set; }

    /// <summary>Kebab-case <see cref="OwnerKind"/>.</summary>
    [BindProperty]
    public string? Owner { get; set; }

    [BindProperty]
    public string? OwnerName { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        if (await FindAsync(id, actionId, ct) is not { } action)
            return NotFound();

        (What, Owner, OwnerName, Due) = (action.What, Kebab.Of(action.OwnerKind), action.OwnerName, action.DueOn);
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        if (await FindAsync(id, actionId, ct) is not { } action)
            return NotFound();
        if (Due is null)
            ModelState.TryAddModelError(nameof(Due), "date-part-missing");
        if (!ModelState.IsValid)
            return Page();

        var (now, me) = (clock.GetUtcNow(), User.AccountId());
        var kind = Enum.GetValues<OwnerKind>().Where(word => Kebab.Of(word) == Owner).DefaultIfEmpty((OwnerKind)(-1)).First();
        // A worker's action stays that worker's, whoever changes it.
        var account = kind is not OwnerKind.Worker ? null : action.OwnerKind is OwnerKind.Worker ? action.OwnerAccountId : me;
        var next = action.Replace(What, new(kind, OwnerName, account), Due!.Value, Why, now, me);
        if (next.IsRefused)
            return this.Refused(next.Refusal, FieldOf(next.Refusal));

        db.PlanActions.Add(next.Value);
        return await SaveAsync("plan-action-changed", "ActionChanged", ct);
    }

    public async Task<IActionResult> OnPostTakeOutAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        if (await FindAsync(id, actionId, ct) is not { } action)
            return NotFound();
        if (action.TakeOut(Why, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Why));

        return await SaveAsync("plan-action-out", "ActionTakenOut", ct);
    }

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, Person.Id, what, clock.GetUtcNow(), ct);
        await db.QueueMessageFromWorkerAsync(Person.Authority, Person.Id, clock.GetUtcNow(), ct);
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/young-people/{Person.Id}/plan#actions");
    }

    private string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "action-owner-missing" when Owner != Kebab.Of(OwnerKind.SomeoneElse) => nameof(Owner),
        "action-owner-missing" or "action-owner-name-too-long" => nameof(OwnerName),
        "action-due-in-past" or "action-due-too-far" => nameof(Due),
        "reason-missing" or "reason-too-long" => nameof(Why),
        _ => nameof(What),
    };

    /// <summary>One that is to do; what is done or taken out already is not found.</summary>
    private async Task<PlanAction?> FindAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        Person = person;
        return await db.PlanActions.SingleOrDefaultAsync(row => row.Id == actionId && row.YoungPersonId == id && row.DoneAt == null && row.TakenOutAt == null, ct);
    }
}

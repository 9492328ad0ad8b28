using System.Globalization;
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
using Pledge.Web.Features.Facts;
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

    /// <summary>The action as it stood when the form was filled: a change puts another with a new id in its place.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        if (await FindAsync(id, actionId, ct) is not { } action || !IsToDo(action))
            return NotFound();

        (What, Owner, OwnerName, Due, Version) = (action.What, Kebab.Of(action.OwnerKind), action.OwnerName, action.DueOn, action.Id.Value);
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (await FindAsync(id, actionId, ct) is not { } action)
            return NotFound();
        if (!this.HasAll(Missing))
            return Page();
        if (!IsToDo(action))
            return this.Refused(new("action-closed-meanwhile"), nameof(What));

        var (now, me) = (clock.GetUtcNow(), User.AccountId());
        var kind = Enum.GetValues<OwnerKind>().Where(word => Kebab.Of(word) == Owner).DefaultIfEmpty((OwnerKind)(-1)).First();
        if (action.Id.Value != Version)
            return await SomebodyWasFirstAsync(action, kind, ct);
        // A worker's action stays that worker's, whoever changes it.
        var account = kind is not OwnerKind.Worker ? null : action.OwnerKind is OwnerKind.Worker ? action.OwnerAccountId : me;
        var next = action.Replace(What, new(kind, OwnerName, account), Due!.Value, Why, now, me);
        if (next.IsRefused)
            return this.Refused(next.Refusal, FieldOf(next.Refusal));

        db.PlanActions.Add(next.Value);
        return await SaveAsync("plan-action-changed", "ActionChanged", ct);
    }

    private IEnumerable<(Refusal Missing, string Field)> Missing
    {
        get
        {
            if (string.IsNullOrWhiteSpace(What))
                yield return (new("action-empty"), nameof(What));
            if (Due is null)
                yield return (new("date-part-missing"), nameof(Due));
            if (string.IsNullOrWhiteSpace(Why))
                yield return (new("reason-missing"), nameof(Why));
        }
    }

    public async Task<IActionResult> OnPostTakeOutAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (await FindAsync(id, actionId, ct) is not { } action)
            return NotFound();
        if (!IsToDo(action))
            return this.Refused(new("action-closed-meanwhile"), nameof(What));
        if (action.Id.Value != Version)
            return await SomebodyWasFirstAsync(action, null, ct);
        if (action.TakeOut(Why, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Why));

        return await SaveAsync("plan-action-out", "ActionTakenOut", ct);
    }

    /// <summary>Shows both texts; saving again then changes the newer one. The same change sent twice was saved the first time.</summary>
    private async Task<IActionResult> SomebodyWasFirstAsync(PlanAction theirs, OwnerKind? kind, CancellationToken ct)
    {
        if (kind == theirs.OwnerKind && What?.Trim() == theirs.What && Due == theirs.DueOn && (kind is not OwnerKind.SomeoneElse || OwnerName?.Trim() == theirs.OwnerName))
            return Done("ActionChanged");
        return this.ChangedMeanwhile(new(await db.NameOfAsync(theirs.RecordedBy, ct), theirs.RecordedAt,
        [
            new(texts["ActionWhat"], What, theirs.What),
            new(texts["ActionOwner"], OwnerWords(kind, OwnerName), OwnerWords(theirs.OwnerKind, theirs.OwnerName)),
            new(texts["ActionDue"], Due?.ToString("d MMMM yyyy", CultureInfo.CurrentCulture), theirs.DueOn.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)),
        ]), theirs.Id.Value);
    }

    private string? OwnerWords(OwnerKind? kind, string? name) => kind switch
    {
        OwnerKind.YoungPerson => Person.ShortName,
        OwnerKind.Worker => texts["ActionOwnerMe"].Value,
        OwnerKind.SomeoneElse => string.IsNullOrWhiteSpace(name) ? texts["ActionOwnerElse"].Value : name,
        _ => null,
    };

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, Person.Id, what, clock.GetUtcNow(), ct);
        await db.QueueMessageFromWorkerAsync(Person.Authority, Person.Id, clock.GetUtcNow(), ct);
        return Done(said);
    }

    private LocalRedirectResult Done(string said)
    {
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

    private static bool IsToDo(PlanAction action) => action is { DoneAt: null, TakenOutAt: null };

    /// <summary>The action, or what stands in its place by now; the last of them may be done or taken out.</summary>
    private async Task<PlanAction?> FindAsync(YoungPersonId id, PlanActionId actionId, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        Person = person;
        var all = await db.PlanActions.Where(row => row.YoungPersonId == id).ToListAsync(ct);
        var found = all.Find(row => row.Id == actionId);
        while (found is not null && all.Find(row => row.ReplacesId == found.Id) is { } next)
            found = next;
        return found;
    }
}

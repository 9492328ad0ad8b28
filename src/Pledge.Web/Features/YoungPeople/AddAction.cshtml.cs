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
using Pledge.Web.Platform;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("plan-action")]
public sealed class AddActionModel(PledgeDb db, TimeProvider clock, IStringLocalizer<YoungPeopleText> texts) : PageModel
{
    [BindProperty]
    public ActionForm Form { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int? matter, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        Form.Matter = matter;
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var plan = await db.PathwayPlans.Where(row => row.YoungPersonId == id).OrderByDescending(row => row.StartedOn)
            .Select(row => (PathwayPlanId?)row.Id).FirstOrDefaultAsync(ct);
        var action = PlanAction.Add(
            Person.Authority, id, plan, Form.What, Form.Matter!.Value, Form.WhoDoesIt(User.AccountId()), Form.Due!.Value, now, User.AccountId());
        if (action.IsRefused)
            return this.Refused(action.Refusal, $"Form.{Form.FieldOf(action.Refusal)}");

        if (!await IsOnRecordAsync(action.Value, ct))
        {
            db.PlanActions.Add(action.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "plan-action", now, ct);
            await db.QueueMessageFromWorkerAsync(Person.Authority, id, now, ct);
        }
        TempData["Done"] = texts["ActionAdded"].Value;
        return LocalRedirect($"/young-people/{id}/plan");
    }

    /// <summary>Two taps can arrive at the same moment: the second waits until the first is on record, and then sees it.</summary>
    private async Task<bool> IsOnRecordAsync(PlanAction action, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({action.YoungPersonId.Value.ToString()}, 908))", ct);
        return await db.PlanActions.AnyAsync(row => row.YoungPersonId == action.YoungPersonId && row.DoneAt == null && row.TakenOutAt == null && row.What == action.What
            && row.Matter == action.Matter && row.DueOn == action.DueOn && row.OwnerKind == action.OwnerKind && row.OwnerName == action.OwnerName, ct);
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        Person = person;
        return true;
    }
}

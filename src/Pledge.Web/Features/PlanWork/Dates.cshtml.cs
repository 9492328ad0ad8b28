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

/// <summary>Days that matter to a young person, as their worker keeps them.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class DatesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    [BindProperty, Required(ErrorMessage = "plan-date-empty")]
    public string? What { get; set; }

    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public IReadOnlyList<PlanDay> Dates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var date = PlanDate.Add(Person.Authority, id, What, On!.Value, clock.GetUtcNow(), User.AccountId());
        if (date.IsRefused)
            return this.Refused(date.Refusal, date.Refusal.Code is "plan-date-empty" or "text-too-long" ? nameof(What) : nameof(On));

        // The same day with the same words is one tap that arrived twice.
        if (!Dates.Any(day => day.On == date.Value.FallsOn && day.What == date.Value.What))
            db.PlanDates.Add(date.Value);
        return await SaveAsync("plan-date", "DateSaved", ct);
    }

    public async Task<IActionResult> OnPostTakeOutAsync(YoungPersonId id, PlanDateId date, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || await db.PlanDates.SingleOrDefaultAsync(row => row.Id == date && row.YoungPersonId == id, ct) is not { } found)
            return NotFound();

        found.TakeOut(clock.GetUtcNow(), User.AccountId());
        return await SaveAsync("plan-date-out", "DateTakenOut", ct);
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        Person = person;
        Dates = await db.ListPlanDatesAsync(id, clock.Today(), User.AccountId(), ct);
        return true;
    }

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, Person.Id, what, clock.GetUtcNow(), ct);
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/young-people/{Person.Id}/plan/dates");
    }
}

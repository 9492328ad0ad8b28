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
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Plans;

/// <summary>Days that matter to a young person, as they enter them.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class DatesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    [BindProperty, Required(ErrorMessage = "plan-date-empty")]
    public string? What { get; set; }

    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public IReadOnlyList<PlanDay> Dates { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => ListAsync(ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        await ListAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        var date = PlanDate.Add(User.AuthorityId(), User.YoungPersonId(), What, On!.Value, clock.GetUtcNow(), User.AccountId());
        if (date.IsRefused)
            return this.Refused(date.Refusal, date.Refusal.Code is "plan-date-empty" or "text-too-long" ? nameof(What) : nameof(On));

        // The same day with the same words is one tap that arrived twice.
        if (!Dates.Any(day => day.On == date.Value.FallsOn && day.What == date.Value.What))
            db.PlanDates.Add(date.Value);
        return await SaveAsync("plan-date", "DateSaved", ct);
    }

    public async Task<IActionResult> OnPostTakeOutAsync(PlanDateId id, CancellationToken ct)
    {
        if (await db.PlanDates.FindAsync([id], ct) is not { } date || date.RecordedBy != User.AccountId())
            return NotFound();

        date.TakeOut(clock.GetUtcNow(), User.AccountId());
        return await SaveAsync("plan-date-out", "DateTakenOut", ct);
    }

    private async Task ListAsync(CancellationToken ct) => Dates = await db.ListPlanDatesAsync(User.YoungPersonId(), clock.Today(), User.AccountId(), ct);

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, User.YoungPersonId(), what, clock.GetUtcNow(), ct);
        TempData["Done"] = text[said].Value;
        return LocalRedirect("/plan#year");
    }
}

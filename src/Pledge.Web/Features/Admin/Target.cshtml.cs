using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class TargetModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "enter-a-number")]
    public decimal? Value { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "enter-a-number")]
    public decimal? Tolerance { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "enter-a-date")]
    public DateOnly? From { get; set; }

    public Indicator Indicator { get; private set; } = null!;
    public IReadOnlyList<TargetLine> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await FindAsync(code, ct))
            return NotFound();
        From = clock.Today();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await FindAsync(code, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var others = await db.IndicatorTargets.Where(target => target.Indicator == Indicator.Code && target.SupersededAt == null).ToListAsync(ct);
        var set = IndicatorTarget.Set(User.AuthorityId(), Indicator, Value!.Value, Tolerance!.Value, From!.Value, clock.GetUtcNow(), User.AccountId(), others);
        if (set.IsRefused)
            return this.Refused(set.Refusal, set.Refusal.Code == "tolerance-out-of-range" ? nameof(Tolerance) : nameof(Value));

        // The period before ends first: two that overlap are refused even for a moment.
        await db.SaveChangesAsync(ct);
        db.IndicatorTargets.Add(set.Value);
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "set-target", set.Value.Id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = words["TargetSaved"].Value;
        return LocalRedirect("/admin/targets");
    }

    private async Task<bool> FindAsync(string code, CancellationToken ct)
    {
        if (Indicator.Find(code) is not { Polarity: not Polarity.None } indicator)
            return false;
        (Indicator, History) = (indicator, await db.ListTargetsAsync(indicator, ct));
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Clocks;

/// <summary>What a length is counted in.</summary>
public enum LengthUnit
{
    Days,
    WorkingDays,
    Months,
}

/// <summary>The authority's own length of one clock for one legal status.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class LengthModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ClocksText> texts) : PageModel
{
    [BindProperty]
    public int? Number { get; set; }

    [BindProperty]
    public LengthUnit Unit { get; set; }

    public Clock Row { get; private set; } = null!;
    public ClockBand Band { get; private set; }

    /// <summary>The authority's own length; null while the product's standard counts.</summary>
    public ClockSetting? Own { get; private set; }

    public async Task<IActionResult> OnGetAsync(string rule, string band, CancellationToken ct)
    {
        if (!await FoundAsync(rule, band, ct))
            return NotFound();

        if (Row.LocalFor(Band, Own is null ? [] : [Own]) is { } length)
            (Number, Unit) = length switch
            {
                { Months: > 0 } => (length.Months, LengthUnit.Months),
                { WorkingDays: > 0 } => (length.WorkingDays, LengthUnit.WorkingDays),
                _ => (length.Days, LengthUnit.Days),
            };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string rule, string band, CancellationToken ct)
    {
        if (!await FoundAsync(rule, band, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var interval = Unit switch
        {
            LengthUnit.Months => ClockInterval.OfMonths(Number ?? 0),
            LengthUnit.WorkingDays => ClockInterval.OfWorkingDays(Number ?? 0),
            _ => ClockInterval.OfDays(Number ?? 0),
        };
        if (Own is not null)
        {
            if (Own.Change(interval) is { } refusal)
                return this.Refused(refusal, nameof(Number));
        }
        else
        {
            var setting = ClockSetting.Create(User.AuthorityId(), Row.Rule, Band, interval);
            if (setting.IsRefused)
                return this.Refused(setting.Refusal, nameof(Number));
            db.ClockSettings.Add(setting.Value);
        }

        return await SavedAsync(interval, "Set", ct);
    }

    public async Task<IActionResult> OnPostPutBackAsync(string rule, string band, CancellationToken ct)
    {
        if (!await FoundAsync(rule, band, ct))
            return NotFound();
        if (Own is null)
            return LocalRedirect("/admin/clocks");

        db.ClockSettings.Remove(Own);
        return await SavedAsync(null, "PutBackDone", ct);
    }

    private async Task<IActionResult> SavedAsync(ClockInterval? interval, string done, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // The same length sent twice changes nothing, and is no change.
        if (db.ChangeTracker.HasChanges())
        {
            db.ClockSettingChanges.Add(new(User.AuthorityId(), Row.Rule, Band, interval, now, User.AccountId()));
            await db.SaveChangesAsync(ct);
            await db.AuditAsync(User, "set-clock", null, now, ct);
        }
        TempData["Done"] = texts[done].Value;
        return LocalRedirect($"/admin/clocks#{Row.Key}");
    }

    private async Task<bool> FoundAsync(string rule, string band, CancellationToken ct)
    {
        if (Clock.All.FirstOrDefault(row => row.Key == rule) is not { CanBeSet: true } row || Clock.Bands.Where(known => Kebab.Of(known) == band).ToList() is not [var found])
            return false;

        (Row, Band) = (row, found);
        Own = await db.ClockSettings.SingleOrDefaultAsync(setting => setting.Rule == row.Rule && setting.Band == found, ct);
        return true;
    }
}

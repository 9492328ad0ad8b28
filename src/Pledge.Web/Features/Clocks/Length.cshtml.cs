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

    /// <summary>The change the form was filled with; empty while there was none.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public Clock Row { get; private set; } = null!;
    public ClockBand Band { get; private set; }

    /// <summary>The authority's own length; null while the product's standard counts.</summary>
    public ClockSetting? Own { get; private set; }
    private ClockSettingChange? _last;

    public async Task<IActionResult> OnGetAsync(string rule, string band, CancellationToken ct)
    {
        if (!await FoundAsync(rule, band, ct))
            return NotFound();

        Version = _last?.Id.Value ?? Guid.Empty;
        if (Now is { } length)
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
        if (_last is not null && _last.Id.Value != Version && Typed != Now)
            return await SomebodyWasFirstAsync(_last, Typed, ct);
        if (!ModelState.IsValid)
            return Page();

        var interval = Typed;
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
        if (_last is not null && _last.Id.Value != Version)
            return await SomebodyWasFirstAsync(_last, Row.LocalFor(Band, []), ct);

        db.ClockSettings.Remove(Own);
        return await SavedAsync(null, "PutBackDone", ct);
    }

    private ClockInterval? Now => Row.LocalFor(Band, Own is null ? [] : [Own]);

    private ClockInterval Typed => Unit switch
    {
        LengthUnit.Months => ClockInterval.OfMonths(Number ?? 0),
        LengthUnit.WorkingDays => ClockInterval.OfWorkingDays(Number ?? 0),
        _ => ClockInterval.OfDays(Number ?? 0),
    };

    private async Task<PageResult> SomebodyWasFirstAsync(ClockSettingChange theirs, ClockInterval? mine, CancellationToken ct)
    {
        var who = await db.StaffNameAsync(theirs.SetBy, ct);
        return this.ChangedMeanwhile(new(who, theirs.SetAt, [new(texts["HowLong"], texts.Length(mine), texts.Length(Now))]), theirs.Id);
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
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.AuthorityId().ToString()}, 916))", ct);
        Own = await db.ClockSettings.SingleOrDefaultAsync(setting => setting.Rule == row.Rule && setting.Band == found, ct);
        _last = await db.ClockSettingChanges.AsNoTracking().Where(change => change.Rule == row.Rule && change.Band == found).OrderByDescending(change => change.SetAt).ThenByDescending(change => change.Id).FirstOrDefaultAsync(ct);
        return true;
    }
}

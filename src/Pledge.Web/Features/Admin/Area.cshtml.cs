using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Indicators;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class AreaModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    public string? Outcodes { get; set; }

    [BindProperty]
    public string? DfeCode { get; set; }

    /// <summary>Of the area the form was filled with; empty while there is none.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await NewestAsync(ct) is { } area)
            (Outcodes, DfeCode, Version) = (string.Join(' ', area.Outcodes), area.DfeCode, area.Id.Value);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var newest = await NewestAsync(ct);
        var set = AuthorityArea.Set(User.AuthorityId(), Outcodes, DfeCode, clock.GetUtcNow(), User.AccountId());
        if (set.IsRefused)
            return this.Refused(set.Refusal, set.Refusal.Code == "area-code-unknown" ? nameof(DfeCode) : nameof(Outcodes));
        if (newest is not null && newest.Id.Value != Version && !(newest.Outcodes.SequenceEqual(set.Value.Outcodes) && newest.DfeCode == set.Value.DfeCode))
        {
            var theirs = string.Join(' ', newest.Outcodes);
            return this.ChangedMeanwhile(new(await db.StaffNameAsync(newest.SetBy, ct), newest.SetAt, [new(words["AreaOutcodes"], Outcodes, theirs), new(words["AreaDfeCode"], DfeCode, newest.DfeCode)]), newest.Id.Value);
        }
        db.AuthorityAreas.Add(set.Value);
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "set-area", set.Value.Id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = words["AreaSaved"].Value;
        return LocalRedirect("/admin");
    }

    private Task<AuthorityArea?> NewestAsync(CancellationToken ct) => db.AuthorityAreas.AsNoTracking().OrderByDescending(area => area.SetAt).ThenByDescending(area => area.Id).FirstOrDefaultAsync(ct);
}

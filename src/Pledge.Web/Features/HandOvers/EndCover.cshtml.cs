using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class EndCoverModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HandOversText> words) : PageModel
{
    public CoverRow Cover { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid group, CancellationToken ct) => await FindAsync(group, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid group, CancellationToken ct)
    {
        if (!await FindAsync(group, ct))
            return NotFound();
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        foreach (var cover in await db.LeaveCovers.Where(row => row.GroupId == group && row.PeriodTo > today).ToListAsync(ct))
        {
            if (cover.End(now, User.AccountId()) is { } refusal)
                return this.Refused(refusal);
            await db.WroteAsync(User, cover.YoungPersonId, "leave-cover-ended", now, ct);
        }
        await db.SaveChangesAsync(ct);
        TempData["Done"] = words["CoverEnded", Cover.Covering].Value;
        return LocalRedirect("/hand-over");
    }

    private async Task<bool> FindAsync(Guid group, CancellationToken ct)
    {
        var mine = await db.ReadMyStaffAsync(ct);
        if ((await db.ListCoversAsync(clock.Today(), ct)).Find(cover => cover.GroupId == group && mine.Contains(cover.AwayId)) is not { } found)
            return false;
        Cover = found;
        return true;
    }
}

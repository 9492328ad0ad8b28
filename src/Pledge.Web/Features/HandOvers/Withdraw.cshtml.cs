using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class WithdrawModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HandOversText> words) : PageModel
{
    public HandOverRow Row { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(HandOverId id, CancellationToken ct) => await FindAsync(id, ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(HandOverId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } handOver)
            return NotFound();
        var now = clock.GetUtcNow();
        if (handOver.Withdraw(now, User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, handOver.YoungPersonId, "hand-over-withdrawn", now, ct);
        TempData["Done"] = words["Withdrawn", Row.FromName, Row.Name].Value;
        return LocalRedirect("/hand-over");
    }

    private async Task<HandOver?> FindAsync(HandOverId id, CancellationToken ct)
    {
        if (await db.FindHandOverAsync(id, ct) is not { } row || !(await db.ReadMyStaffAsync(ct)).Contains(row.FromId))
            return null;
        Row = row;
        return await db.HandOvers.SingleOrDefaultAsync(handOver => handOver.Id == id, ct) is { IsOpen: true } found ? found : null;
    }
}

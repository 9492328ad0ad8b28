using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class CloseModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    /// <summary>Who takes over the young people; null leaves them on the list of those without a worker.</summary>
    [BindProperty]
    public Guid? TakesOver { get; set; }

    public Access.Account Account { get; private set; } = null!;
    public int Caseload { get; private set; }
    public IReadOnlyList<Named> Workers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (TakesOver is { } worker && Workers.All(w => w.Id != worker))
            return this.Refused(new Refusal("worker-not-there"), nameof(TakesOver));
        var now = clock.GetUtcNow();
        if (Account.Close(User.AccountId(), await db.LockAdministratorsAsync(ct), now) is { } refusal)
            return this.Refused(refusal);

        await db.MoveAsync(new(id), TakesOver is { } to ? new AccountId(to) : null, User.AccountId(), now, ct);
        (await db.Staff.SingleOrDefaultAsync(s => s.Id == new AccountId(id), ct))?.Leave(LondonTime.DayOf(now));
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "closed-account", id, now, ct);
        TempData["Done"] = words["Closed"].Value;
        return LocalRedirect($"/admin/accounts/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ClosedAt == null, ct) is not { } account)
            return false;
        Account = account;
        Caseload = await db.CountCaseloadAsync(new(id), clock.Today(), ct);
        Workers = [.. (await db.ListWorkersAsync(ct)).Where(w => w.Id != id)];
        return true;
    }
}

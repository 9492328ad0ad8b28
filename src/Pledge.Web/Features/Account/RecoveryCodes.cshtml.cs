using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[Authorize(Policy = Policies.Staff), EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class RecoveryCodesModel(PledgeDb db, SecondFactor secondFactor, Passwords passwords, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        (await MineAsync(ct)).TwoFactorEnabled ? Page() : LocalRedirect("/account/second-factor");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var mine = await MineAsync(ct);
        if (!mine.TwoFactorEnabled)
            return LocalRedirect("/account/second-factor");
        if (await passwords.CheckOwnAsync(db, mine, Password, HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow(), ct) is { } wrong)
            return this.Refused(wrong, nameof(Password));
        Codes = await secondFactor.NewRecoveryCodesAsync(mine, ct);
        await db.AuditAsync(User, "made-recovery-codes", mine.Id, clock.GetUtcNow(), ct);
        return Page();
    }

    private Task<Access.Account> MineAsync(CancellationToken ct) => db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
}

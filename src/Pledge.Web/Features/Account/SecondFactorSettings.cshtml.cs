using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
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
public sealed class SecondFactorSettingsModel(PledgeDb db, SignInDoor door, SecondFactor secondFactor, Passwords passwords, IDataProtectionProvider keys, TimeProvider clock)
    : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Recovered { get; set; }

    public AuthenticatorSetup Setup { get; private set; } = null!;
    public bool IsOn { get; private set; }
    public bool MayTurnOff { get; private set; }
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await MineAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var mine = await MineAsync(ct);
        // A form that was not sealed for this account, or too long ago, starts afresh with a new picture.
        if (AuthenticatorSetup.Open(mine, Secret, keys) is not { } secret)
            return LocalRedirect("/account/second-factor");
        Setup = AuthenticatorSetup.For(mine, secret, keys);
        if (await passwords.CheckOwnAsync(db, mine, Password, HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow(), ct) is { } wrong)
            return this.Refused(wrong, nameof(Password));
        RecoveryCodes = await secondFactor.EnrolAsync(mine, secret, Code ?? "", ct);
        if (RecoveryCodes is null)
            return this.Refused(new Refusal("authenticator-not-right"), nameof(Code));
        return await DoneAsync(mine, "set-up-second-factor", ct);
    }

    public async Task<IActionResult> OnPostTurnOffAsync(CancellationToken ct)
    {
        var mine = await MineAsync(ct);
        if (!MayTurnOff)
            return this.Refused(new Refusal("second-factor-required"));
        if (await passwords.CheckOwnAsync(db, mine, Password, HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow(), ct) is { } wrong)
            return this.Refused(wrong, nameof(Password));
        await secondFactor.RemoveAsync(mine, ct);
        await DoneAsync(mine, "turned-off-second-factor", ct);
        return LocalRedirect("/account");
    }

    private async Task<IActionResult> DoneAsync(Access.Account mine, string what, CancellationToken ct)
    {
        await db.AuditAsync(User, what, mine.Id, clock.GetUtcNow(), ct);
        await door.EnterAsync(HttpContext, mine);
        return Page();
    }

    private async Task<Access.Account> MineAsync(CancellationToken ct)
    {
        var mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        IsOn = mine.TwoFactorEnabled;
        MayTurnOff = IsOn && !await door.RequiresSecondFactorAsync(mine, ct);
        Setup = AuthenticatorSetup.For(mine, Totp.NewSecret(), keys);
        return mine;
    }
}

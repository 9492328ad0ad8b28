using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[AllowAnonymous, SignInScope, EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class EnrolModel(PledgeDb db, SignInDoor door, SecondFactor secondFactor, IDataProtectionProvider keys) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "code-missing")]
    public string? Code { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    public AuthenticatorSetup Setup { get; private set; } = null!;
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }
    public string Next { get; private set; } = "/";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await HttpContext.PendingAsync(db, PendingStep.Enrol, ct) is not { } account)
            return LocalRedirect("/sign-in");
        Setup = AuthenticatorSetup.For(account, Totp.NewSecret(), keys);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await HttpContext.PendingAsync(db, PendingStep.Enrol, ct) is not { } account || AuthenticatorSetup.Open(account, Secret, keys) is not { } secret)
            return LocalRedirect("/sign-in?ended=true");
        Setup = AuthenticatorSetup.For(account, secret, keys);
        if (!ModelState.IsValid)
            return Page();
        RecoveryCodes = await secondFactor.EnrolAsync(account, secret, Code!, ct);
        if (RecoveryCodes is null)
            return this.Refused(new Refusal("authenticator-not-right"), nameof(Code));

        Next = await door.OpenAsync(HttpContext, account, TempData.TypedNext(), ct);
        TempData.Untype();
        await db.AuditAsync(User, "set-up-second-factor", account.Id, account.LastSignedInAt!.Value, ct);
        return Page();
    }
}

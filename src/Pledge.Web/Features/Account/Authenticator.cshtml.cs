using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[AllowAnonymous, SignInScope, EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class AuthenticatorModel(PledgeDb db, SignInDoor door, SecondFactor secondFactor, TimeProvider clock) : PageModel
{
    /// <summary>Six digits of the app, or a recovery code: what was typed tells which.</summary>
    [BindProperty]
    [Required(ErrorMessage = "code-missing"), MaxLength(40, ErrorMessage = "authenticator-not-right")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await HttpContext.PendingAsync(db, PendingStep.SecondFactor, ct) is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await HttpContext.PendingAsync(db, PendingStep.SecondFactor, ct) is not { } account)
            return LocalRedirect("/sign-in?ended=true");
        if (!ModelState.IsValid)
            return Page();
        var (from, now) = (HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        if (!await db.MayTryAsync(SignInLimit.SecondFactor, account.Id.ToString(), from, now, ct))
            return this.Refused(new Refusal("authenticator-locked", SignInLimit.SecondFactor.Within.Minutes), nameof(Code));

        var byRecoveryCode = Code!.Any(char.IsAsciiLetter) || Code!.Contains('-', StringComparison.Ordinal);
        if (!(byRecoveryCode ? await secondFactor.UseRecoveryCodeAsync(account, Code!, ct) : await secondFactor.MatchesAsync(account, Code!, ct)))
            return this.Refused(new Refusal("authenticator-not-right"), nameof(Code));

        await db.ForgetTriesAsync(SignInLimit.SecondFactor, account.Id.ToString(), from, now, ct);
        var address = await door.OpenAsync(HttpContext, account, TempData.TypedNext(), ct);
        TempData.Untype();
        // Somebody who needed a recovery code may have lost the phone: show them where to set up another.
        return LocalRedirect(byRecoveryCode ? "/account/second-factor?recovered=true" : address);
    }
}

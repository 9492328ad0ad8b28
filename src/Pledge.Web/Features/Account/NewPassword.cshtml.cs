using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[AllowAnonymous, SignInScope, EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class NewPasswordModel(PledgeDb db, SignInDoor door, Passwords passwords) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "password-missing")]
    public string? Password { get; set; }

    public string Email { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await HttpContext.PendingAsync(db, PendingStep.NewPassword, ct) is not { } account)
            return LocalRedirect("/sign-in");
        Email = account.Email!;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await HttpContext.PendingAsync(db, PendingStep.NewPassword, ct) is not { } account)
            return LocalRedirect("/sign-in?ended=true");
        Email = account.Email!;
        if (!ModelState.IsValid)
            return Page();
        if (Passwords.Check(Password!, Email) is { } refusal)
            return this.Refused(refusal, nameof(Password));

        passwords.Set(account, Password!);
        await db.SaveChangesAsync(ct);
        return LocalRedirect(await door.AfterPasswordAsync(HttpContext, account, TempData.TypedNext(), ct));
    }
}

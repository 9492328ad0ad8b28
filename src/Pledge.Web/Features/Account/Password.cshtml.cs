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
public sealed class PasswordModel(PledgeDb db, SignInDoor door, Passwords passwords, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "password-missing")]
    public string? Password { get; set; }

    public string Email { get; private set; } = "";

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        if (TempData.TypedEmail() is { } email)
            Email = email;
        else
            context.Result = LocalRedirect("/sign-in");
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        var (who, from, now) = (Email.ToUpperInvariant(), HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        if (!await db.MayTryAsync(SignInLimit.Password, who, from, now, ct))
            return this.Refused(new Refusal("password-locked", SignInLimit.Password.Within.Minutes), nameof(Password));

        var account = await door.FindAsync(Email, ct);
        if (!passwords.Matches(account, Password!))
            return this.Refused(new Refusal("password-not-right"), nameof(Password));

        await db.ForgetTriesAsync(SignInLimit.Password, who, from, now, ct);
        var address = await door.AfterPasswordAsync(HttpContext, account!, TempData.TypedNext(), ct);
        await db.SaveChangesAsync(ct);
        return LocalRedirect(address);
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[AllowAnonymous, SignInScope, EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class CodeModel(PledgeDb db, SignInDoor door, SignInCodes codes, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "code-missing"), RegularExpression(@"[\s-]*(\d[\s-]*){6}", ErrorMessage = "code-six-numbers")]
    public string? Code { get; set; }

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
        var (from, now) = (HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        if (!await db.MayTryAsync(SignInLimit.CodeTry, Email.ToUpperInvariant(), from, now, ct))
            return this.Refused(new Refusal("tries-too-many"), nameof(Code));

        var account = await door.FindAsync(Email, ct);
        if (!await codes.TryAsync(account, string.Concat(Code!.Where(char.IsAsciiDigit)), ct))
            return this.Refused(new Refusal("code-not-right"), nameof(Code));

        await db.ForgetTriesAsync(SignInLimit.CodeTry, Email.ToUpperInvariant(), from, now, ct);
        await db.ForgetTriesAsync(SignInLimit.Password, Email.ToUpperInvariant(), from, now, ct);
        await db.AddressIsGoodAsync(new(account!.Id), Channel.Email, "signed-in", now, ct);
        if (account.IsStaff)
        {
            // A mailbox alone opens no staff account: it only lets them choose a new password, and the second factor still comes after.
            await HttpContext.HoldAsync(account, PendingStep.NewPassword);
            return LocalRedirect("/sign-in/new-password");
        }
        var address = await door.OpenAsync(HttpContext, account, TempData.TypedNext(), ct);
        TempData.Untype();
        return LocalRedirect(address);
    }
}

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
public sealed class HowModel(PledgeDb db, SignInDoor door, SignInCodes codes, TimeProvider clock) : PageModel
{
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

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        var (from, now) = (HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        var who = Email.ToUpperInvariant();
        if (!await db.MayTryAsync(SignInLimit.Code, who, from, now, ct) || !await db.MayTryAsync(SignInLimit.CodeInADay, who, from, now, ct))
            return this.Refused(new Refusal("codes-too-many"));

        await codes.SendAsync(await door.FindAsync(Email, ct), ct);
        return LocalRedirect("/sign-in/code");
    }
}

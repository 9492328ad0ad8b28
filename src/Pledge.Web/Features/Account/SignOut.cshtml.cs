using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[Authorize(Policy = Policies.SignedIn)]
public sealed class SignOutModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        // A copy of the cookie ends with it.
        if (User.SessionId() is { } session)
            await db.Database.ExecuteSqlAsync($"select pledge.end_session({session}, {now}, {now + AccessSetup.Absolute})", ct);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        await HttpContext.LetGoAsync();
        Languages.Forget(HttpContext);
        TempData.Clear();
        return LocalRedirect("/sign-in");
    }
}

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
public sealed class WelcomeModel(PledgeDb db, Invitations invitations, SignInDoor door, Passwords passwords) : PageModel
{
    /// <summary>The opaque token of the link.</summary>
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "password-missing")]
    public string? Password { get; set; }

    /// <summary>Whose invitation it is; null when the link does not work (any more).</summary>
    public Access.Account? Invited { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Invited = await invitations.FindAsync(Token, ct);
        if (Invited is null)
            Response.StatusCode = StatusCodes.Status410Gone;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Invited = await invitations.FindAsync(Token, ct);
        if (Invited is null)
        {
            ModelState.Clear();
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        if (!ModelState.IsValid)
            return Page();
        if (Passwords.Check(Password!, Invited.Email!) is { } refusal)
            return this.Refused(refusal, nameof(Password));

        passwords.Set(Invited, Password!);
        await db.SaveChangesAsync(ct);
        return LocalRedirect(await door.AfterPasswordAsync(HttpContext, Invited, null, ct));
    }
}

using System.ComponentModel.DataAnnotations;
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

[Authorize(Policy = Policies.SignedIn), EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class ChangePasswordModel(PledgeDb db, SignInDoor door, Passwords passwords, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "password-missing")]
    public string? Password { get; set; }

    public bool HasPassword { get; private set; }
    public string Email { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct) => await MineAsync(ct);

    public async Task<IActionResult> OnPostAsync([FromServices] Microsoft.Extensions.Localization.IStringLocalizer<AccountText> words, CancellationToken ct)
    {
        var mine = await MineAsync(ct);
        if (!this.HasAll(HasPassword && string.IsNullOrEmpty(Current) ? [(new("password-missing"), nameof(Current))] : []))
            return Page();
        if (HasPassword && await passwords.CheckOwnAsync(db, mine, Current, HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow(), ct) is { } wrong)
            return this.Refused(wrong, nameof(Current));
        if (Passwords.Check(Password!, Email) is { } refusal)
            return this.Refused(refusal, nameof(Password));

        passwords.Set(mine, Password!);
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "changed-password", mine.Id, clock.GetUtcNow(), ct);
        await door.EnterAsync(HttpContext, mine);
        TempData["Done"] = words["PasswordChanged"].Value;
        return LocalRedirect("/account");
    }

    private async Task<Access.Account> MineAsync(CancellationToken ct)
    {
        var mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        (HasPassword, Email) = (mine.PasswordHash is not null, mine.Email!);
        return mine;
    }
}

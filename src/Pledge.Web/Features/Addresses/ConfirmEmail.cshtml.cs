using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Addresses;

/// <summary>The code that was sent to the new address.</summary>
[Authorize(Policy = Policies.OwnPledge), EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class ConfirmEmailModel(PledgeDb db, Access.Addresses addresses, SignInDoor door, TimeProvider clock, IStringLocalizer<AddressesText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "code-missing"), RegularExpression(@"[\s-]*(\d[\s-]*){6}", ErrorMessage = "code-six-numbers")]
    public string? Code { get; set; }

    /// <summary>The address it was sent to.</summary>
    public string Address { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? LocalRedirect("/account/email") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } mine)
            return LocalRedirect("/account/email");
        if (!ModelState.IsValid)
            return Page();
        var (from, now) = (HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        var proved = await addresses.TryAsync(mine, Channel.Email, Code!, from, ct);
        if (proved.IsRefused)
            return this.Refused(proved.Refusal, nameof(Code));
        if (await addresses.MoveAsync(mine, proved.Value, isProved: true, ct) is { } refusal)
            return this.Refused(refusal, nameof(Code));

        await db.ForgetTriesAsync(SignInLimit.CodeTry, mine.Id.ToString(), from, now, ct);
        await db.AuditAsync(User, "changed-own-email", mine.Id, now, ct);
        await door.EnterAsync(HttpContext, mine);
        TempData["Done"] = words["Changed", proved.Value].Value;
        return LocalRedirect("/account");
    }

    private async Task<Access.Account?> FindAsync(CancellationToken ct)
    {
        var mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        if (await addresses.FindAskedAsync(mine, Channel.Email, ct) is not { } address)
            return null;
        Address = address;
        return mine;
    }
}

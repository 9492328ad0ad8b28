using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Addresses;

/// <summary>A young person says where their e-mails should go from now on. It changes once the code that is sent there comes back.</summary>
[Authorize(Policy = Policies.OwnPledge), EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class ChangeEmailModel(PledgeDb db, Access.Addresses addresses, Passwords passwords, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "email-missing"), EmailShape]
    public string? Email { get; set; }

    /// <summary>Asked of those who have one.</summary>
    [BindProperty]
    public string? Current { get; set; }

    public Access.Account Mine { get; private set; } = null!;
    public DateTimeOffset? StoppedSince { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await MineAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await MineAsync(ct);
        if (!this.HasAll(Mine.PasswordHash is not null && string.IsNullOrEmpty(Current) ? [(new("password-missing"), nameof(Current))] : []))
            return Page();
        var (from, now) = (HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        if (Mine.PasswordHash is not null && await passwords.CheckOwnAsync(db, Mine, Current, from, now, ct) is { } wrong)
            return this.Refused(wrong, nameof(Current));
        if (string.Equals(Email!.Trim(), Mine.Email, StringComparison.OrdinalIgnoreCase))
            return this.Refused(new Refusal("email-same"), nameof(Email));
        return await addresses.AskAsync(Mine, Channel.Email, Email, from, ct) is { } refusal ? this.Refused(refusal, nameof(Email)) : LocalRedirect("/account/email/code");
    }

    public async Task<IActionResult> OnPostRightAsync([FromServices] Microsoft.Extensions.Localization.IStringLocalizer<AddressesText> words, CancellationToken ct)
    {
        await db.AddressIsGoodAsync(User.AccountId(), Channel.Email, "said-right", clock.GetUtcNow(), ct);
        TempData["Done"] = words["TriedAgain"].Value;
        return LocalRedirect("/account");
    }

    private async Task MineAsync(CancellationToken ct)
    {
        Mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        StoppedSince = await db.FindStoppedAsync(User.AccountId(), Channel.Email, ct);
    }
}

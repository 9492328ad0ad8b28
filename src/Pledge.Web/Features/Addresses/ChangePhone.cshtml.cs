using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Addresses;

/// <summary>A young person's number for texts: given with a code that is sent there, and taken away with one press.</summary>
[Authorize(Policy = Policies.OwnPledge), EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class ChangePhoneModel(PledgeDb db, Access.Addresses addresses, IOptions<ChannelOptions> channels, TimeProvider clock, IStringLocalizer<AddressesText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "phone-missing"), StringLength(40, ErrorMessage = "phone-not-mobile")]
    public string? Number { get; set; }

    public Access.Account Mine { get; private set; } = null!;
    public DateTimeOffset? StoppedSince { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await MineAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await MineAsync(ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (PhoneNumber.Read(Number!) is not { } number)
            return this.Refused(new Refusal("phone-not-mobile"), nameof(Number));
        if (number == Mine.PhoneNumber)
            return this.Refused(new Refusal("phone-same"), nameof(Number));
        return await addresses.AskAsync(Mine, Channel.Text, number, HttpContext.Connection.RemoteIpAddress, ct) is { } refusal
            ? this.Refused(refusal, nameof(Number))
            : LocalRedirect("/account/phone/code");
    }

    public async Task<IActionResult> OnPostRightAsync(CancellationToken ct)
    {
        await db.AddressIsGoodAsync(User.AccountId(), Channel.Text, "said-right", clock.GetUtcNow(), ct);
        TempData["Done"] = words["NumberTriedAgain"].Value;
        return LocalRedirect("/account");
    }

    /// <summary>Works also where no texts are sent any more: a number is its owner's to take away.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await MineAsync(ct);
        if (Mine.PhoneNumber is not null)
        {
            await addresses.MoveNumberAsync(Mine, null, ct);
            await db.AuditAsync(User, "removed-own-number", Mine.Id, clock.GetUtcNow(), ct);
        }
        TempData["Done"] = words["NumberRemoved"].Value;
        return LocalRedirect("/account");
    }

    private async Task<bool> MineAsync(CancellationToken ct)
    {
        Mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        StoppedSince = await db.FindStoppedAsync(User.AccountId(), Channel.Text, ct);
        return channels.Value.HasTexts || Mine.PhoneNumber is not null;
    }
}

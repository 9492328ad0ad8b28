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
using Pledge.Web.Features.Reminders;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Addresses;

/// <summary>The code that was texted to the new number.</summary>
[Authorize(Policy = Policies.OwnPledge), EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class ConfirmPhoneModel(PledgeDb db, Access.Addresses addresses, TimeProvider clock, IStringLocalizer<AddressesText> words) : PageModel
{
    /// <summary>What somebody who gives a number is texted about until they choose otherwise.</summary>
    private static readonly ReminderKind[] AtFirst = [ReminderKind.Messages, ReminderKind.Appointments];

    [BindProperty]
    [Required(ErrorMessage = "code-missing"), RegularExpression(@"[\s-]*(\d[\s-]*){6}", ErrorMessage = "code-six-numbers")]
    public string? Code { get; set; }

    /// <summary>The number it was sent to, as people write it.</summary>
    public string Number { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? LocalRedirect("/account/phone") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } mine)
            return LocalRedirect("/account/phone");
        if (!ModelState.IsValid)
            return Page();
        var (from, now) = (HttpContext.Connection.RemoteIpAddress, clock.GetUtcNow());
        var proved = await addresses.TryAsync(mine, Channel.Text, Code!, from, ct);
        if (proved.IsRefused)
            return this.Refused(proved.Refusal, nameof(Code));

        await addresses.MoveNumberAsync(mine, proved.Value, ct);
        if (await db.ReadReminderSettingAsync(User.AccountId(), ct) is { Texts.Count: 0 } setting)
        {
            db.ReminderSettings.Add(setting.WithTexts(mine.AuthorityId, User.AccountId(), AtFirst, now));
            await db.SaveChangesAsync(ct);
        }
        await db.ForgetTriesAsync(SignInLimit.CodeTry, mine.Id.ToString(), from, now, ct);
        await db.AuditAsync(User, "changed-own-number", mine.Id, now, ct);
        TempData["Done"] = words["NumberSaved", Number].Value;
        return LocalRedirect("/reminders/choose");
    }

    private async Task<Access.Account?> FindAsync(CancellationToken ct)
    {
        var mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        if (await addresses.FindAskedAsync(mine, Channel.Text, ct) is not { } number)
            return null;
        Number = PhoneNumber.Show(number);
        return mine;
    }
}

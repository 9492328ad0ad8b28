using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

/// <summary>An administrator gives an account another e-mail address, or says that the one it has is right.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class EmailModel(PledgeDb db, Access.Addresses addresses, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "their-email-missing"), EmailShape]
    public string? Email { get; set; }

    /// <summary>The address the form was shown with.</summary>
    [BindProperty]
    public string? Was { get; set; }

    public Access.Account Account { get; private set; } = null!;
    public DateTimeOffset? StoppedSince { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Was != Account.Email)
            return this.ReadAgain(Account.Email!, "email-changed-meanwhile", nameof(Was));
        if (string.Equals(Email!.Trim(), Account.Email, StringComparison.OrdinalIgnoreCase))
            return this.Refused(new Refusal("email-same"), nameof(Email));
        // Where young people and colleagues write to follows, when it was the same.
        if (await db.Staff.SingleOrDefaultAsync(s => s.Id == new AccountId(id), ct) is { } staff && string.Equals(staff.WorkEmail, Account.Email, StringComparison.OrdinalIgnoreCase))
            staff.Reach(staff.DisplayName, Email, staff.WorkPhone);
        if (await addresses.MoveAsync(Account, Email, isProved: false, ct) is { } refusal)
            return this.Refused(refusal, nameof(Email));
        return await DoneAsync("changed-email", "EmailChanged", ct);
    }

    public async Task<IActionResult> OnPostRightAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        await db.AddressIsGoodAsync(new(id), Channel.Email, "said-right", clock.GetUtcNow(), ct);
        return await DoneAsync("said-email-right", "EmailTriedAgain", ct);
    }

    private async Task<IActionResult> DoneAsync(string what, string word, CancellationToken ct)
    {
        await db.AuditAsync(User, what, Account.Id, clock.GetUtcNow(), ct);
        TempData["Done"] = words[word].Value;
        return LocalRedirect($"/admin/accounts/{Account.Id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        // Whoever comes second waits here and then sees what the first one wrote.
        await db.Database.ExecuteSqlAsync($"select from identity.account where id = {id} for update", ct);
        if (await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ClosedAt == null, ct) is not { } account)
            return false;
        (Account, StoppedSince) = (account, await db.FindStoppedAsync(new(id), Channel.Email, ct));
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Messages;

/// <summary>Sends the failed messages of one reason again, together.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class ReplayModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MessagesText> words) : PageModel
{
    /// <summary>How many are sent again at most in one go; the rest is still there for the next.</summary>
    public const int Most = 5000;

    public string Reason { get; private set; } = "";

    /// <summary>How many failed for it.</summary>
    public int Count { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reason, CancellationToken ct) => await FindAsync(reason, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string reason, CancellationToken ct)
    {
        if (!await FindAsync(reason, ct))
            return NotFound();

        var (now, sent) = (clock.GetUtcNow(), 0);
        var failed = await db.Messages.Where(message => message.State == MessageState.Failed && message.Outcome == reason).OrderBy(message => message.Id).Take(Most).ToListAsync(ct);
        var accounts = failed.Select(message => message.AccountId.Value).ToHashSet();
        var young = (await db.Users.Where(a => accounts.Contains(a.Id) && a.Role == "young-person").Select(a => a.Id).ToListAsync(ct)).ToHashSet();
        foreach (var message in failed)
            sent += message.SendAgain(young.Contains(message.AccountId.Value), now) is null ? 1 : 0;
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "sent-messages-again", null, now, ct);
        TempData["Done"] = words["Replayed", sent, failed.Count - sent].Value;
        return LocalRedirect("/admin/messages");
    }

    private async Task<bool> FindAsync(string reason, CancellationToken ct)
    {
        Count = (await db.ListFailuresAsync(ct)).SingleOrDefault(failure => failure.Reason == reason)?.Count ?? 0;
        Reason = reason;
        return Count > 0;
    }
}

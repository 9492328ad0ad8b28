using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class GroupModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HandOversText> words) : PageModel
{
    /// <summary>When any of these last changed, as it was shown: ticks of a UTC instant.</summary>
    [BindProperty]
    public long Version { get; set; }

    public IReadOnlyList<HandOverRow> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Whether the caller may write and send these.</summary>
    public bool Gives { get; private set; }

    /// <summary>Whether the caller may say yes to these.</summary>
    public bool Takes { get; private set; }

    public int ToSend => Rows.Count(row => row.Stands is HandOverState.Draft && row.HasNote);
    public int ToWrite => Rows.Count(row => row.Stands is HandOverState.Draft && !row.HasNote);
    public int ToAccept => Rows.Count(row => row.Stands is HandOverState.Proposed);

    public async Task<IActionResult> OnGetAsync(Guid group, CancellationToken ct) => await FindAsync(group, ct) ? Shown() : NotFound();

    private PageResult Shown()
    {
        Version = Changed;
        return Page();
    }

    private long Changed => Rows.Max(row => row.ChangedAt).Ticks;

    public async Task<IActionResult> OnPostSendAsync(Guid group, CancellationToken ct)
    {
        if (!await FindAsync(group, ct) || !Gives)
            return NotFound();
        if (Changed != Version)
            return this.ReadAgain(Changed, "hand-over-changed-meanwhile");
        var now = clock.GetUtcNow();
        var ready = await db.HandOvers.Where(row => row.GroupId == group && row.State == HandOverState.Draft && row.Matters != null).ToListAsync(ct);
        if (ready.Count == 0)
            return this.Refused(new("hand-over-note-missing"));
        foreach (var handOver in ready)
        {
            if (handOver.Send(now, User.AccountId()) is { } refusal)
                return this.Refused(refusal);
            await db.WroteAsync(User, handOver.YoungPersonId, "hand-over", now, ct);
        }
        await db.SaveChangesAsync(ct);
        await db.TellReceiverAsync(ready[0], now, ct);
        TempData["Done"] = words["Sent", ready.Count, Rows[0].ToName].Value;
        return LocalRedirect("/hand-over");
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid group, CancellationToken ct)
    {
        if (!await FindAsync(group, ct) || !Takes)
            return NotFound();
        if (Changed != Version)
            return this.ReadAgain(Changed, "hand-over-changed-meanwhile");
        var now = clock.GetUtcNow();
        var waiting = await db.HandOvers.Where(row => row.GroupId == group && row.State == HandOverState.Proposed).ToListAsync(ct);
        foreach (var handOver in waiting)
        {
            if (await db.AcceptAsync(User, handOver, null, now, ct) is { } refusal)
                return this.Refused(refusal);
        }
        if (waiting.Count > 0)
            await db.TellGiverAsync(waiting[0], now, ct);
        TempData["Done"] = words["AcceptedAll", waiting.Count].Value;
        return LocalRedirect("/hand-over");
    }

    private async Task<bool> FindAsync(Guid group, CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await db.ListGroupAsync(group, ct);
        if (Rows.Count == 0)
            return false;
        var mine = await db.ReadMyStaffAsync(ct);
        var manager = User.RoleName() == Domain.Organisations.Roles.Manager;
        Gives = mine.Contains(Rows[0].FromId);
        Takes = mine.Contains(Rows[0].ToId) || (manager && Gives);
        return true;
    }
}

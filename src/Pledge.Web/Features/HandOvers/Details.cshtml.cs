using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HandOversText> words) : PageModel
{
    /// <summary>Words for the young person.</summary>
    [BindProperty]
    public string? Hello { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    /// <summary>Of the hand-over that was shown.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public HandOverRow Row { get; private set; } = null!;
    public HandOver HandOver { get; private set; } = null!;
    public IReadOnlyList<OpenAction> Actions { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public bool Gives { get; private set; }
    public bool Takes { get; private set; }

    /// <summary>Whether the caller would say yes for somebody else.</summary>
    public bool ForAnother => Row.ToId != User.AccountId().Value;

    public async Task<IActionResult> OnGetAsync(HandOverId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        Version = db.VersionOf(HandOver);
        await db.LookedAsync(User, HandOver.YoungPersonId, "hand-over", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(HandOverId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !Takes)
            return NotFound();
        if (db.VersionOf(HandOver) != Version)
            return this.ReadAgain(db.VersionOf(HandOver), "hand-over-changed-meanwhile");
        var now = clock.GetUtcNow();
        // A hello is the new worker's own: nobody says it for them.
        if (await db.AcceptAsync(User, HandOver, ForAnother ? null : Hello, now, ct) is { } refusal)
            return this.Refused(refusal, nameof(Hello));
        await db.TellGiverAsync(HandOver, now, ct);
        TempData["Done"] = words["Accepted", Row.ToName, Row.Name, HandOver.StartsOn!].Value;
        return LocalRedirect("/hand-over");
    }

    public async Task<IActionResult> OnPostAskBackAsync(HandOverId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !Takes)
            return NotFound();
        if (db.VersionOf(HandOver) != Version)
            return this.ReadAgain(db.VersionOf(HandOver), "hand-over-changed-meanwhile");
        var now = clock.GetUtcNow();
        if (HandOver.AskBack(Question, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Question));
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, HandOver.YoungPersonId, "hand-over", now, ct);
        await db.TellGiverAsync(HandOver, now, ct);
        TempData["Done"] = words["AskedBack", Row.FromName].Value;
        return LocalRedirect("/hand-over");
    }

    private async Task<bool> FindAsync(HandOverId id, CancellationToken ct)
    {
        if (await db.FindHandOverAsync(id, ct) is not { } row || await db.HandOvers.SingleOrDefaultAsync(found => found.Id == id, ct) is not { } handOver)
            return false;
        var mine = await db.ReadMyStaffAsync(ct);
        (Row, HandOver, Today) = (row, handOver, clock.Today());
        this.IsAbout(handOver.YoungPersonId);
        Gives = mine.Contains(row.FromId) && handOver.IsOpen;
        Takes = row.Stands is HandOverState.Proposed or HandOverState.AskedBack && (mine.Contains(row.ToId) || (Gives && User.RoleName() == Roles.Manager));
        // Only who reaches the record reads its actions: for the receiver the list is empty until then.
        Actions = await db.ListOpenActionsAsync(row.YoungPersonId, row.FromId, ct);
        return true;
    }
}

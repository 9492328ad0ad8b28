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

[Authorize(Policy = Policies.Administer)]
public sealed class AccountDetailsModel(PledgeDb db, SecondFactor secondFactor, Invitations invitations, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public Guid? Team { get; set; }

    /// <summary>Of the role and team the form was filled with.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public Access.Account Account { get; private set; } = null!;
    public StaffMember? Staff { get; private set; }
    public IReadOnlyList<Named> Teams { get; private set; } = [];
    public int Caseload { get; private set; }

    /// <summary>UTC instant since which their address takes nothing, or null.</summary>
    public DateTimeOffset? StoppedSince { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        (Role, Team, Version) = (Account.Role, Staff?.TeamId?.Value, Staff is null ? 0 : db.VersionOf(Staff));
        return Page();
    }

    public async Task<IActionResult> OnPostPlaceAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || Staff is null || Account.ClosedAt is not null)
            return NotFound();
        if (db.VersionOf(Staff) != Version)
            return await SomebodyWasFirstAsync(ct);
        if (!Roles.Staff.Contains(Role))
            return this.Refused(new Refusal("role-missing"), nameof(Role));
        if (Team is { } team && Teams.All(t => t.Id != team))
            return this.Refused(new Refusal("team-not-there"), nameof(Team));
        if (Caseload > 0 && Role is not (Roles.Adviser or Roles.Manager))
            return this.Refused(new Refusal("has-caseload", Caseload), nameof(Role));
        if (Account.ActAs(Role!, User.AccountId(), await db.LockAdministratorsAsync(ct)) is { } refusal)
            return this.Refused(refusal, nameof(Role));

        Staff.Place(Role!, Team is { } chosen ? new TeamId(chosen) : null);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FindAsync(id, ct) ? await SomebodyWasFirstAsync(ct) : NotFound();
        return await DoneAsync("changed-role", "Placed", ct);
    }

    public async Task<IActionResult> OnPostInviteAgainAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !Account.AwaitsInvitation)
            return NotFound();
        await invitations.SendAsync(User, Account, ct);
        TempData["Done"] = words["Invited"].Value;
        return LocalRedirect($"/admin/accounts/{id}");
    }

    public async Task<IActionResult> OnPostOpenAgainAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || Account.ClosedAt is null)
            return NotFound();
        if (Account.YoungPersonId is { } person && await db.Users.AnyAsync(other => other.YoungPersonId == person && other.ClosedAt == null, ct))
            return this.Refused(new Refusal("account-there-already"));
        Account.OpenAgain();
        Staff?.Return();
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "opened-account", id, clock.GetUtcNow(), ct);
        await invitations.SendAsync(User, Account, ct, anew: true);
        TempData["Done"] = words["OpenedAgain"].Value;
        return LocalRedirect($"/admin/accounts/{id}");
    }

    public async Task<IActionResult> OnPostResetSecondFactorAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !Account.TwoFactorEnabled)
            return NotFound();
        if (Account.Id == User.AccountId().Value)
            return this.Refused(new Refusal("own-account"));
        await secondFactor.RemoveAsync(Account, ct);
        return await DoneAsync("reset-second-factor", "SecondFactorReset", ct);
    }

    private async Task<PageResult> SomebodyWasFirstAsync(CancellationToken ct)
    {
        var (who, at) = await db.FindPlacedByAsync(Account.Id, ct);
        string? TeamCalled(Guid? team) => Teams.FirstOrDefault(each => each.Id == team)?.Name;
        return this.ChangedMeanwhile(new(who, at,
        [
            new(words["Role"], Roles.Staff.Contains(Role) ? words[$"Role_{Role}"].Value : null, words[$"Role_{Account.Role}"]),
            new(words["Team"], TeamCalled(Team), TeamCalled(Staff!.TeamId?.Value)),
        ]), db.VersionOf(Staff));
    }

    private async Task<IActionResult> DoneAsync(string what, string word, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, what, Account.Id, clock.GetUtcNow(), ct);
        TempData["Done"] = words[word].Value;
        return LocalRedirect($"/admin/accounts/{Account.Id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.Users.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return false;
        Account = account;
        Staff = await db.Staff.SingleOrDefaultAsync(s => s.Id == new AccountId(id), ct);
        Teams = await db.ListTeamsAsync(ct);
        Caseload = await db.CountCaseloadAsync(new(id), clock.Today(), ct);
        StoppedSince = await db.FindStoppedAsync(new(id), Channel.Email, ct);
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Partners;

/// <summary>One person of an organisation: what they may do, and that they are there no more.</summary>
[Authorize(Policy = Policies.SeeOrganisation)]
public sealed class PersonModel(PledgeDb db, Invitations invitations, TimeProvider clock, IStringLocalizer<PartnersText> texts) : PageModel
{
    [BindProperty]
    public IReadOnlyList<string> Rights { get; set; } = [];

    [BindProperty]
    public uint Version { get; set; }

    public OrganisationPerson Person { get; private set; } = null!;

    /// <summary>Their account; null when it is closed.</summary>
    public PartnerAccount? Account { get; private set; }

    /// <summary>For a coordinator, whether the address they were to be invited at is somebody else's.</summary>
    public bool CannotBeInvited { get; private set; }

    public async Task<IActionResult> OnGetAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        (Rights, Version) = (Person.Rights, db.VersionOf(Person));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        await LockAsync(id, ct);
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        if (db.VersionOf(Person) != Version)
            return this.ReadAgain(db.VersionOf(Person), "rights-changed-meanwhile");
        Rights ??= [];
        if (!Rights.Contains(OrganisationRight.ManagePeople) && await IsLastToManageAsync(ct))
            return this.Refused(new("last-to-manage-people"), nameof(Rights));
        var now = clock.GetUtcNow();
        var changed = Person.WithRights(Rights, now, User.AccountId());
        if (changed.IsRefused)
            return this.Refused(changed.Refusal);
        // Before the old ones end: whoever changes their own would lose with them the right to add.
        db.OrganisationPeople.Add(changed.Value);
        await db.SaveChangesAsync(ct);
        _ = Person.End(now, User.AccountId());
        return await SavedAsync($"/organisations/{id}/people", "RightsChanged", ct);
    }

    public async Task<IActionResult> OnPostEndAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        await LockAsync(id, ct);
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        if (await IsLastToManageAsync(ct))
            return this.Refused(new("last-to-manage-people"));
        if (Person.End(clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        return Person.AccountId == User.AccountId() ? await SavedAsync("/partner", "OwnRightsEnded", ct) : await SavedAsync($"/organisations/{id}/people", "RightsEnded", ct);
    }

    public async Task<IActionResult> OnPostInviteAgainAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        // Whoever manages people with us learns of no address if it is somebody's: they could tell it from this.
        if (User.RoleName() != Roles.Coordinator || !await FoundAsync(id, person, ct) || Person.AccountId is not { } account || !await invitations.SendAgainAsync(User, account, ct))
            return NotFound();
        TempData["Done"] = texts["PersonInvited"].Value;
        return LocalRedirect($"/organisations/{id}/people");
    }

    // Another window, or another person, was first: whoever's rights these were, they are not there any more as shown.
    private async Task<IActionResult> SavedAsync(string next, string said, CancellationToken ct)
    {
        TempData["Done"] = texts[await db.SavedUnlessChangedAsync(ct) ? said : "SomebodyWasFirst"].Value;
        return LocalRedirect(next);
    }

    /// <summary>Whoever changes people of the organisation at the same moment waits.</summary>
    private Task<int> LockAsync(OrganisationId id, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select from pledge.organisation_person where organisation_id = {id.Value} and ended_at is null order by id for update", ct);

    /// <summary>Whether the person is the caller themselves, and nobody else could give the right back to them.</summary>
    private async Task<bool> IsLastToManageAsync(CancellationToken ct) =>
        User.RoleName() == Roles.Partner && Person.AccountId == User.AccountId() && await db.Database.SqlQuery<bool>(
            $"""
            select not exists (select from pledge.organisation_person p where p.organisation_id = {Person.OrganisationId.Value} and p.id <> {Person.Id.Value} and p.ended_at is null
                and p.account_id is not null and {OrganisationRight.ManagePeople} = any (p.rights)) as "Value"
            """).SingleAsync(ct);

    private async Task<bool> FoundAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        var isCoordinator = User.RoleName() == Roles.Coordinator;
        if (await db.OrganisationPeople.SingleOrDefaultAsync(row => row.Id == person && row.OrganisationId == id && row.EndedAt == null, ct) is not { } found
            || (!isCoordinator && !await db.MayAsync(id, OrganisationRight.ManagePeople, ct)))
            return false;
        Person = found;
        CannotBeInvited = isCoordinator && found.AccountId is null;
        if (isCoordinator && found.AccountId is { } account)
            Account = await db.FindPartnerAccountAsync(account, ct);
        return true;
    }
}

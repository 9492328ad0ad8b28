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

    /// <summary>Their account, for a coordinator; null for everybody else.</summary>
    public PartnerAccount? Account { get; private set; }

    public async Task<IActionResult> OnGetAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        (Rights, Version) = (Person.Rights, db.VersionOf(Person));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        if (db.VersionOf(Person) != Version)
            return this.ReadAgain(db.VersionOf(Person), "rights-changed-meanwhile");
        var changed = Person.Change(Rights ?? [], clock.GetUtcNow(), User.AccountId());
        if (changed.IsRefused)
            return this.Refused(changed.Refusal);
        db.OrganisationPeople.Add(changed.Value);
        return await SavedAsync(id, "RightsChanged", ct);
    }

    public async Task<IActionResult> OnPostEndAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        if (Person.End(clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        return await SavedAsync(id, "RightsEnded", ct);
    }

    public async Task<IActionResult> OnPostInviteAgainAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct) || !await invitations.SendAgainAsync(User, Person.AccountId, ct))
            return NotFound();
        TempData["Done"] = texts["PersonInvited"].Value;
        return LocalRedirect($"/organisations/{id}/people");
    }

    // Another window, or another person, was first: whoever's rights these were, they are not there any more as shown.
    private async Task<IActionResult> SavedAsync(OrganisationId id, string said, CancellationToken ct)
    {
        TempData["Done"] = texts[await db.SavedUnlessChangedAsync(ct) ? said : "SomebodyWasFirst"].Value;
        return LocalRedirect($"/organisations/{id}/people");
    }

    private async Task<bool> FoundAsync(OrganisationId id, OrganisationPersonId person, CancellationToken ct)
    {
        var isCoordinator = User.RoleName() == Roles.Coordinator;
        if (await db.OrganisationPeople.SingleOrDefaultAsync(row => row.Id == person && row.OrganisationId == id && row.EndedAt == null, ct) is not { } found
            || (!isCoordinator && !await db.MayAsync(id, OrganisationRight.ManagePeople, ct)))
            return false;
        Person = found;
        if (isCoordinator)
            Account = await db.FindPartnerAccountAsync(found.AccountId, ct);
        return true;
    }
}

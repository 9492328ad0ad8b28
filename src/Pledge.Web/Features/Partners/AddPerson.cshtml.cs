using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Partners;

/// <summary>Invites somebody into an organisation. Whoever has an account as a partner gets the rights without another invitation.</summary>
[Authorize(Policy = Policies.SeeOrganisation), KeepsDraft("organisation-person")]
public sealed class AddPersonModel(PledgeDb db, Invitations invitations, TimeProvider clock, IStringLocalizer<PartnersText> texts) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "person-name-missing"), MaxLength(OrganisationPerson.NameMaxLength, ErrorMessage = "person-name-too-long")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "their-email-missing"), EmailShape]
    public string? Email { get; set; }

    [BindProperty]
    public IReadOnlyList<string> Rights { get; set; } = [];

    public Organisation Organisation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(OrganisationId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(OrganisationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var invited = await invitations.InvitePartnerAsync(User, Name!, Email!, ct);
        if (invited.IsRefused)
            return this.Refused(invited.Refusal, nameof(Email));
        if (await db.OrganisationPeople.AnyAsync(row => row.OrganisationId == id && row.AccountId == invited.Value.Id && row.EndedAt == null, ct))
            return this.Refused(new("in-organisation-already"), nameof(Email));
        var added = OrganisationPerson.Add(User.AuthorityId(), id, invited.Value.Id, Name, Rights ?? [], clock.GetUtcNow(), User.AccountId());
        if (added.IsRefused)
            return this.Refused(added.Refusal, nameof(Name));
        db.OrganisationPeople.Add(added.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return this.Refused(new("in-organisation-already"), nameof(Email));

        TempData["Done"] = texts[invited.Value.IsNew ? "PersonInvited" : "PersonAdded"].Value;
        return LocalRedirect($"/organisations/{id}/people");
    }

    private async Task<bool> FoundAsync(OrganisationId id, CancellationToken ct)
    {
        if (await db.Organisations.FindAsync([id], ct) is not { } found || (User.RoleName() == Roles.Partner && !await db.MayAsync(id, OrganisationRight.ManagePeople, ct)))
            return false;
        Organisation = found;
        return true;
    }
}

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
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Partners;

/// <summary>Invites somebody into an organisation. Whoever has an account as a partner gets the rights without another invitation, and is told.</summary>
[Authorize(Policy = Policies.SeeOrganisation), KeepsDraft("organisation-person")]
public sealed class AddPersonModel(PledgeDb db, Invitations invitations, TimeProvider clock, IStringLocalizer<PartnersText> texts) : PageModel
{
    public const string JoinedRule = "organisation-joined";

    /// <summary>People whom one partner invites in an hour.</summary>
    private const int MostAnHour = 20;

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
        if (!this.HasAll(Rights is null or [] ? [(new("rights-missing"), nameof(Rights))] : []))
            return Page();
        if (OrganisationPerson.CheckName(Name) is { } wrong)
            return this.Refused(wrong, nameof(Name));
        var (now, isColleague) = (clock.GetUtcNow(), User.RoleName() == Roles.Partner);
        if (isColleague && await InvitedSinceAsync(now.AddHours(-1), ct) >= MostAnHour)
            return this.Refused(new("too-many-invitations", MostAnHour));
        var invited = await invitations.InvitePartnerAsync(User, Name!, Email!, ct);
        // Whether an address is somebody's here, and whose, a partner does not learn: it looks as if they were invited.
        if (invited.IsRefused && !isColleague)
            return this.Refused(invited.Refusal, nameof(Email));
        var there = invited.IsRefused ? null : invited.Value;
        var added = there is null
            ? OrganisationPerson.AddUnreached(User.AuthorityId(), id, Email!, Name, Rights ?? [], now, User.AccountId())
            : OrganisationPerson.Add(User.AuthorityId(), id, there.Id, Name, Rights ?? [], now, User.AccountId());
        if (added.IsRefused)
            return this.Refused(added.Refusal, nameof(Name));
        var (account, asked) = (added.Value.AccountId, added.Value.AskedEmail);
        if (await db.OrganisationPeople.AnyAsync(row => row.OrganisationId == id && row.EndedAt == null && row.AccountId == account && row.AskedEmail == asked, ct))
            return this.Refused(new("in-organisation-already"), nameof(Email));
        db.OrganisationPeople.Add(added.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return this.Refused(new("in-organisation-already"), nameof(Email));
        if (there is { IsNew: false })
            await db.QueueAsync(new(User.AuthorityId(), there.Id, null, JoinedRule, $"{added.Value.Id}", now, now.AddDays(7)), now, ct);

        TempData["Done"] = texts[isColleague ? "PersonAsked" : there is { IsNew: true } ? "PersonInvited" : "PersonAdded"].Value;
        return LocalRedirect($"/organisations/{id}/people");
    }

    private Task<int> InvitedSinceAsync(DateTimeOffset since, CancellationToken ct)
    {
        var (me, from) = (User.AccountId(), since.ToUniversalTime());
        return db.OrganisationPeople.CountAsync(row => row.AddedBy == me && row.AddedAt > from, ct);
    }

    private async Task<bool> FoundAsync(OrganisationId id, CancellationToken ct)
    {
        if (await db.Organisations.FindAsync([id], ct) is not { } found || (User.RoleName() == Roles.Partner && !await db.MayAsync(id, OrganisationRight.ManagePeople, ct)))
            return false;
        Organisation = found;
        return true;
    }
}

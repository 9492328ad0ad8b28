using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Partners;

/// <summary>A coordinator takes somebody on who asked to become a partner, or turns them down in their own words.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("joining-decision")]
public sealed class DecideModel(PledgeDb db, Invitations invitations, IDataProtectionProvider keys, TimeProvider clock, IStringLocalizer<PartnersText> texts) : PageModel
{
    public const string TurnedDownRule = "joining-turned-down";

    /// <summary>Kebab-case; asked for only where the organisation is new.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public JoiningRequest Asked { get; private set; } = null!;

    /// <summary>The organisation of that name that is on record already, or null.</summary>
    public OrganisationId? Known { get; private set; }

    /// <summary>Who decided, or null.</summary>
    public string? Who { get; private set; }

    public async Task<IActionResult> OnGetAsync(JoiningRequestId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(JoiningRequestId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Asked.Decision is not null)
            return this.Refused(new("joining-decided-already"));
        var now = clock.GetUtcNow();
        var organisation = Known ?? new OrganisationId(Guid.CreateVersion7(now));
        Organisation? made = null;
        if (Known is null)
        {
            var kind = Enum.GetValues<OrganisationKind>().Cast<OrganisationKind?>().FirstOrDefault(each => Kebab.Of(each!.Value) == Kind) ?? (OrganisationKind)(-1);
            var added = Organisation.Add(organisation, User.AuthorityId(), Asked.OrganisationName, kind, null, now, User.AccountId());
            if (added.IsRefused)
                return this.Refused(added.Refusal, nameof(Kind));
            made = added.Value;
        }
        // Asked before names were looked at.
        if (OrganisationPerson.CheckName(Asked.PersonName) is { } wrong)
            return this.Refused(wrong);
        // Whoever asked for the organisation looks after its people; of one that is on record already, those who do give the rights.
        var invited = await invitations.InvitePartnerAsync(User, Asked.PersonName, Asked.Email, ct);
        if (invited.IsRefused)
            return await RefusedAsync(id, new("joining-email-in-use"), "", ct);
        var person = OrganisationPerson.Add(User.AuthorityId(), organisation, invited.Value.Id, Asked.PersonName, made is null ? [] : OrganisationRight.All, now, User.AccountId());
        if (person.IsRefused)
            throw new InvalidOperationException("The form that asked let a name through that no person can have.");
        if (made is not null)
        {
            db.Organisations.Add(made);
            await db.SaveChangesAsync(ct);
        }
        _ = Asked.Accept(organisation, now, User.AccountId());
        if (made is not null || !await db.OrganisationPeople.AnyAsync(row => row.OrganisationId == organisation && row.AccountId == invited.Value.Id && row.EndedAt == null, ct))
            db.OrganisationPeople.Add(person.Value);
        // Decided by somebody else at the same moment: the whole of it is taken back.
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["AcceptedDone"].Value;
        return LocalRedirect($"/organisations/{organisation}/people");
    }

    public async Task<IActionResult> OnPostTurnDownAsync(JoiningRequestId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var now = clock.GetUtcNow();
        if (Asked.TurnDown(Words, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Words));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await RefusedAsync(id, new("joining-decided-meanwhile"), "", ct);
        // They have no account: the mail is the coordinator's, to another address.
        await db.QueueAsync(new(User.AuthorityId(), User.AccountId(), null, TurnedDownRule, id.ToString(), now, now.AddDays(7), keys.Seal(TurnedDownRule, $"{Asked.Email}\n{Asked.DecisionWords}")), now, ct);
        TempData["Done"] = texts["TurnedDownDone"].Value;
        return LocalRedirect("/organisations/joining");
    }

    // Nothing of what was begun is kept: the page is read again as it stands.
    private async Task<IActionResult> RefusedAsync(JoiningRequestId id, Refusal refusal, string field, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return await FoundAsync(id, ct) ? this.Refused(refusal, field) : NotFound();
    }

    private async Task<bool> FoundAsync(JoiningRequestId id, CancellationToken ct)
    {
        if (await db.JoiningRequests.FindAsync([id], ct) is not { } found)
            return false;
        Asked = found;
        Known = await db.FindOrganisationCalledAsync(found.OrganisationName, ct) is { } known ? new OrganisationId(known) : null;
        Who = await db.StaffNameAsync(found.DecidedBy, ct);
        return true;
    }
}

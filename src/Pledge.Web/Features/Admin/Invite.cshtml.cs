using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class InviteModel(PledgeDb db, Invitations invitations, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "person-name-missing"), MaxLength(120, ErrorMessage = "person-name-too-long")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "their-email-missing"), EmailShape]
    public string? Email { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "role-missing")]
    public string? Role { get; set; }

    /// <summary>Id of a team, or <see cref="NoTeam"/>. Whoever works with young people needs one of both: without a team a manager sees everybody, which nobody should choose by leaving a field alone.</summary>
    [BindProperty]
    public string? Team { get; set; }

    public const string NoTeam = "none";

    public IReadOnlyList<Named> Teams { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Teams = await db.ListTeamsAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Teams = await db.ListTeamsAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        if (TypedName.HoldsLink(Name!))
            return this.Refused(new Refusal("name-holds-link"), nameof(Name));
        if (!Roles.Staff.Contains(Role))
            return this.Refused(new Refusal("role-missing"), nameof(Role));
        if (string.IsNullOrEmpty(Team) && Role is Roles.Adviser or Roles.Manager)
            return this.Refused(new Refusal("team-missing"), nameof(Team));
        var team = Teams.FirstOrDefault(each => each.Id.ToString() == Team);
        if (team is null && Team is not (null or "" or NoTeam))
            return this.Refused(new Refusal("team-not-there"), nameof(Team));

        var invited = await invitations.InviteStaffAsync(User, Name!, Email!, Role!, team is null ? null : new TeamId(team.Id), ct);
        if (invited.IsRefused)
            return this.Refused(invited.Refusal, nameof(Email));
        TempData["Done"] = words["Invited"].Value;
        return LocalRedirect($"/admin/accounts/{invited.Value.Id}");
    }
}

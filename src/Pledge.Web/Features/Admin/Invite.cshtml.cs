using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
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

    [BindProperty]
    public Guid? Team { get; set; }

    public IReadOnlyList<Named> Teams { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Teams = await db.ListTeamsAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Teams = await db.ListTeamsAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        if (!Roles.Staff.Contains(Role))
            return this.Refused(new Refusal("role-missing"), nameof(Role));
        if (Team is { } team && Teams.All(t => t.Id != team))
            return this.Refused(new Refusal("team-not-there"), nameof(Team));

        var invited = await invitations.InviteStaffAsync(User, Name!, Email!, Role!, Team is { } id ? new TeamId(id) : null, ct);
        if (invited.IsRefused)
            return this.Refused(invited.Refusal, nameof(Email));
        TempData["Done"] = words["Invited"].Value;
        return LocalRedirect($"/admin/accounts/{invited.Value.Id}");
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class TeamsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "team-name-missing"), MaxLength(80, ErrorMessage = "team-name-too-long")]
    public string? Name { get; set; }

    public IReadOnlyList<Named> Teams { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Teams = await db.ListTeamsAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Teams = await db.ListTeamsAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        var team = new Team(User.AuthorityId(), Name!);
        db.Teams.Add(team);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: "team_name_once" })
        {
            return this.Refused(new Refusal("team-name-once"), nameof(Name));
        }
        await db.AuditAsync(User, "added-team", team.Id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = words["TeamAdded"].Value;
        return LocalRedirect("/admin/teams");
    }
}

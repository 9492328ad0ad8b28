using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>The people of a partner organisation, for a coordinator and for themselves.</summary>
[Authorize(Policy = Policies.SeeOrganisation)]
public sealed class PeopleModel(PledgeDb db) : PageModel
{
    public OrganisationId Id { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<PersonRow> People { get; private set; } = [];
    public bool MayManage { get; private set; }
    public string Back => User.RoleName() == Roles.Coordinator ? $"/organisations/{Id}" : "/partner";

    public async Task<IActionResult> OnGetAsync(OrganisationId id, CancellationToken ct)
    {
        if (await db.Organisations.FindAsync([id], ct) is not { } organisation)
            return NotFound();
        (Id, Name, People) = (id, organisation.Name, await db.ListPeopleAsync(id, ct));
        MayManage = User.RoleName() == Roles.Coordinator || await db.MayAsync(id, OrganisationRight.ManagePeople, ct);
        return Page();
    }
}

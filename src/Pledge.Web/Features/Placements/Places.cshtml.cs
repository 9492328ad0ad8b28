using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Placements;

/// <summary>The young people who took a place with an employer: what was released, what the employer said, and since when they are there.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class PlacesModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PlacementStory> Stories { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => (Stories, Today) = (await db.ListPlacementsAsync(null, ct), clock.Today());
}

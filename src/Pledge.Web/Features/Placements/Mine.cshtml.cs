using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Placements;

/// <summary>The places a young person took: how it is going, in their words and those of the others.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class MineModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PlacementStory> Stories { get; private set; } = [];
    public DateOnly Born { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.YoungPersonId();
        (Stories, Today) = (await db.ListPlacementsAsync(me, ct), clock.Today());
        Born = await db.YoungPeople.Where(row => row.Id == me).Select(row => row.DateOfBirth).SingleAsync(ct);
    }
}

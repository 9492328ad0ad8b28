using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Forum;

namespace Pledge.Web.Features.HaveMySay;

/// <summary>What asks this young person, what they raised themselves, and what the forum talks about.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int MostShown = 10;

    public IReadOnlyList<AskedOfMe> Asked { get; private set; } = [];
    public IReadOnlyList<RaisedRow> Raised { get; private set; } = [];
    public IReadOnlyList<ShownRow> Shown { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        (Asked, Raised, Shown, Today) = (await db.ListAskedOfMeAsync(ct), await db.ListRaisedAsync(ct), await db.ListShownAsync(MostShown, ct), clock.Today());
}

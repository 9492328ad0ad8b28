using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Opportunities;

/// <summary>What waits for a coordinator, and what is live.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class WaitingModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int Size = 25;

    public IReadOnlyList<PostRow> Waiting { get; private set; } = [];
    public IReadOnlyList<PostRow> Live { get; private set; } = [];

    /// <summary>Page of the live ones.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;
    public int LiveCount { get; private set; }
    public int LastNumber => Math.Max(1, (LiveCount + Size - 1) / Size);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Waiting = await db.ListForCoordinatorAsync(live: false, clock.Today(), ct);
        var live = await db.ListForCoordinatorAsync(live: true, clock.Today(), ct);
        (LiveCount, Number) = (live.Count, Math.Clamp(Number, 1, Math.Max(1, (live.Count + Size - 1) / Size)));
        Live = [.. live.Skip((Number - 1) * Size).Take(Size)];
    }
}

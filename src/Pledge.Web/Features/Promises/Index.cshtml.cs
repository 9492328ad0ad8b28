using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Promises;

[Authorize(Policy = Policies.OwnPledge), ScopedReads]
public sealed class IndexModel(ScopedRead read, TimeProvider clock) : PageModel
{
    /// <summary>Those that fit this young person.</summary>
    public IReadOnlyList<PledgeLine> Lines { get; private set; } = [];

    /// <summary>Those the edition asks of people of another age.</summary>
    public IReadOnlyList<PledgeLine> NotAsked { get; private set; } = [];

    /// <summary>Key of the promise just answered, or null.</summary>
    public string? Answered { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Answered = TempData["Answered"] as string;
        var lines = await read.ReadPledgeAsync(User, clock.Today(), ct);
        (Lines, NotAsked) = ([.. lines.Where(line => line.Fits)], [.. lines.Where(line => !line.Fits)]);
    }
}

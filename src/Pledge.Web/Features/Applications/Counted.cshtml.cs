using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>How many young people applied for what, and what came of it, for a coordinator: counts, nobody's name.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class CountedModel(PledgeDb db) : PageModel
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    public IReadOnlyList<CountedApplications> Posts { get; private set; } = [];
    public int LastNumber { get; private set; } = 1;

    /// <summary>Where they stand, in the order of the way, without what is nobody's.</summary>
    public static IEnumerable<(string State, int People)> Parts(CountedApplications post) =>
        new[] { ("waiting", post.Waiting), ("interview", post.Interview), ("offered", post.Offered), ("accepted", post.Accepted), ("declined", post.Declined), ("turned-down", post.TurnedDown), ("withdrawn", post.Withdrawn) }.Where(part => part.Item2 > 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await db.CountApplicationsAsync(ct);
        LastNumber = Math.Max(1, (all.Count + Size - 1) / Size);
        Number = Math.Clamp(Number, 1, LastNumber);
        Posts = [.. all.Skip((Number - 1) * Size).Take(Size)];
    }
}

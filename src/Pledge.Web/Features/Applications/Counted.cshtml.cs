using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>How many young people applied for what, and what came of it, for a coordinator: counts, nobody's name.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class CountedModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<CountedApplications> Posts { get; private set; } = [];

    /// <summary>Where they stand, in the order of the way, without what is nobody's.</summary>
    public static IEnumerable<(string State, int People)> Parts(CountedApplications post) =>
        new[] { ("waiting", post.Waiting), ("interview", post.Interview), ("offered", post.Offered), ("accepted", post.Accepted), ("declined", post.Declined), ("turned-down", post.TurnedDown), ("withdrawn", post.Withdrawn) }.Where(part => part.Item2 > 0);

    public async Task OnGetAsync(CancellationToken ct) => Posts = await db.CountApplicationsAsync(ct);
}

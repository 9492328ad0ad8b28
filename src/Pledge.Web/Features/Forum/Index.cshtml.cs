using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Forum;

/// <summary>What young people raised with the forum, what waits first.</summary>
[Authorize(Policy = Policies.RunParticipation)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<RaisedRow> Raised { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Raised = await db.ListRaisedAsync(ct);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>What its reader began to write and did not send, with the way back to it.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<DraftLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Lines = await db.ListDraftsAsync(User, ct);
}

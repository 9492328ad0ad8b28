using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class BeforeModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<PastLine> Past { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Past = await db.ListPastRelationshipsAsync(User.YoungPersonId(), ct);
}

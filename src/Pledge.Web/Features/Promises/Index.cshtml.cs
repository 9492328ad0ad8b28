using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Promises;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PledgeLine> Lines { get; private set; } = [];

    /// <summary>Key of the promise just answered, or null.</summary>
    public string? Answered { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Answered = TempData["Answered"] as string;
        Lines = await db.ReadPledgeAsync(User.AuthorityId(), User.YoungPersonId(), clock.Today(), ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Notes;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public LookPage Looks { get; private set; } = null!;
    public KeptInShort Kept { get; private set; } = null!;

    /// <summary>Notes the young person cannot read for now.</summary>
    public int KeptBack { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        Looks = await db.ListLooksAsync(User.YoungPersonId(), number, ct);
        Kept = await db.ReadKeptInShortAsync(User.YoungPersonId(), clock.Today(), ct);
        KeptBack = await db.CountKeptBackFromMeAsync(ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Find;
using Pledge.Web.Features.Notes;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Kebab-case <see cref="LookFilter"/>; anything else shows all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public LookFilter Filter { get; private set; }
    public IReadOnlyList<Sees> Sees { get; private set; } = [];
    public LookPage Looks { get; private set; } = null!;
    /// <summary>Looks from outside, with the reasons given.</summary>
    public IReadOnlyList<LookLine> WithReason { get; private set; } = [];
    public KeptInShort Kept { get; private set; } = null!;

    /// <summary>Notes the young person cannot read for now.</summary>
    public int KeptBack { get; private set; }

    /// <summary>Documents the young person cannot see for now.</summary>
    public int DocumentsKeptBack { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        Filter = Enum.GetValues<LookFilter>().FirstOrDefault(filter => Kebab.Of(filter) == Show);
        Sees = await db.ListWhoSeesAsync(User.YoungPersonId(), clock.Today(), ct);
        Looks = await db.ListLooksAsync(User.YoungPersonId(), number, ct, Filter);
        WithReason = await db.ListLooksAtAsync(User.YoungPersonId(), ct);
        Kept = await db.ReadKeptInShortAsync(User.YoungPersonId(), clock.Today(), ct);
        KeptBack = await db.CountKeptBackFromMeAsync(ct);
        DocumentsKeptBack = await db.CountDocumentsKeptFromMeAsync(ct);
    }
}

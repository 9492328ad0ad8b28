using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.FindWork;

/// <summary>What a young person looks for and keeps, so that they hear of new posts. Nobody else sees it.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class SearchesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FindWorkText> texts) : PageModel
{
    public IReadOnlyList<KeptLine> Searches { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Searches = await db.ListKeptAsync(clock.Today(), ct);

    /// <summary>Shows what it finds, with what is new marked, and counts from now.</summary>
    public async Task<IActionResult> OnPostLookAsync(KeptSearchId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } search)
            return NotFound();
        var within = search.Miles?.ToString(CultureInfo.InvariantCulture) ?? "any";
        new LookedFor(User.AccountId().Value, search.Words, search.Kind is { } kind ? Kebab.Of(kind) : null, search.Field, search.Near, within, 1, search.LookedAt).Write(TempData);
        search.Look(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return LocalRedirect("/find-work#results");
    }

    public async Task<IActionResult> OnPostEndAsync(KeptSearchId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } search)
            return NotFound();
        search.End(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["SearchEnded"].Value;
        return LocalRedirect("/find-work/searches");
    }

    private Task<KeptSearch?> FindAsync(KeptSearchId id, CancellationToken ct)
    {
        var me = User.YoungPersonId();
        return db.KeptSearches.SingleOrDefaultAsync(search => search.Id == id && search.YoungPersonId == me && search.EndedAt == null, ct);
    }
}

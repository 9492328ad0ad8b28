using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>Where a file and the record say different things: what is open and what was decided lately, or everything that was decided.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    private const int MostBelow = 20;

    public int Count { get; private set; }
    public int CountDecided { get; private set; }
    public bool ShowsDecided { get; private set; }
    public IReadOnlyList<ConflictRow> Open { get; private set; } = [];
    public IReadOnlyList<ConflictRow> Decided { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    /// <param name="show"><c>decided</c> for everything that was decided.</param>
    public async Task OnGetAsync(string? show, int? number, CancellationToken ct)
    {
        (Count, CountDecided) = (await db.CountConflictsAsync(ct), await db.CountDecidedConflictsAsync(ct));
        ShowsDecided = show == "decided" && CountDecided > 0;
        var last = Math.Max(1, ((ShowsDecided ? CountDecided : Count) + ConflictReads.PageSize - 1) / ConflictReads.PageSize);
        Pages = new(Math.Clamp(number ?? 1, 1, last), last, ShowsDecided ? "show=decided&" : "");
        if (!ShowsDecided)
            Open = await db.ListConflictsAsync(Pages.Number, ct);
        Decided = ShowsDecided ? await db.ListDecidedConflictsAsync(Pages.Number, ConflictReads.PageSize, ct) : await db.ListDecidedConflictsAsync(1, MostBelow, ct);
    }
}

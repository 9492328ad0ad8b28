using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>Where a file and the record say different things: what is open, and what was decided lately.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    public int Count { get; private set; }
    public IReadOnlyList<ConflictRow> Open { get; private set; } = [];
    public IReadOnlyList<ConflictRow> Decided { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    public async Task OnGetAsync(int? number, CancellationToken ct)
    {
        Count = await db.CountConflictsAsync(ct);
        var last = Math.Max(1, (Count + ConflictReads.PageSize - 1) / ConflictReads.PageSize);
        Pages = new(Math.Clamp(number ?? 1, 1, last), last);
        Open = await db.ListConflictsAsync(Pages.Number, ct);
        Decided = await db.ListDecidedConflictsAsync(ct);
    }
}

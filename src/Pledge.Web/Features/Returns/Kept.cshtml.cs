using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Returns;

/// <summary>One kept return, and what it says otherwise than the one before it.</summary>
[Authorize(Policy = Policies.MakeReturns)]
public sealed class KeptModel(PledgeDb db) : PageModel
{
    private const int PageSize = 50;

    public KeptReturn Kept { get; private set; } = null!;
    public CollectionYear Year => new(Kept.CollectionYear);

    /// <summary>Of the whole return; null for the first of its year.</summary>
    public IReadOnlyList<Oc3Difference>? Changes { get; private set; }

    public IReadOnlyList<Oc3Difference> Shown { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int year, int version, int? number, CancellationToken ct)
    {
        var kept = await db.ListKeptAsync(new(year), ct);
        if (kept.Find(one => one.Number == version) is not { } found)
            return NotFound();
        Kept = found;
        if (kept.Find(one => one.Number == version - 1) is { } before)
            Changes = Oc3Difference.Between(await db.KeptRowsAsync(before.Id, ct), await db.KeptRowsAsync(found.Id, ct));
        var last = Math.Max(1, ((Changes?.Count ?? 0) + PageSize - 1) / PageSize);
        Pages = new(Math.Clamp(number ?? 1, 1, last), last);
        Shown = [.. (Changes ?? []).Skip((Pages.Number - 1) * PageSize).Take(PageSize)];
        return Page();
    }
}

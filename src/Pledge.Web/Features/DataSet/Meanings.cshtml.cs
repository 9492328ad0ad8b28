using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.DataSet;

/// <summary>What the authority's own spellings mean, to be looked up and changed.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class MeaningsModel(PledgeDb db, MeaningWords words) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<Meaning> Shown { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;
    public MeaningWords Words => words;

    public async Task OnGetAsync(int? number, CancellationToken ct)
    {
        var all = await db.ListMeaningsAsync(ct);
        var last = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        Pages = new(Math.Clamp(number ?? 1, 1, last), last);
        Shown = [.. all.Skip((Pages.Number - 1) * PageSize).Take(PageSize)];
    }
}

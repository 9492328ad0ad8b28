using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Returns;

/// <summary>One collection year in the list.</summary>
/// <param name="Kept">The last return kept of it, or null.</param>
/// <param name="Now">What it would be now; null once one is kept, and for whoever only reads.</param>
public sealed record ReturnYear(CollectionYear Year, KeptReturn? Kept, Oc3Return? Now);

[Authorize(Policy = Policies.ReadReturns)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ReturnYear> Years { get; private set; } = [];

    /// <summary>Earlier years of which none is kept, the newest first, for whoever can still make one; as far back as files of a return are read.</summary>
    public IReadOnlyList<CollectionYear> Earlier { get; private set; } = [];

    public bool MakesReturns => User.RoleName() == Roles.DataOfficer;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var kept = (await db.ListKeptAsync(ct)).GroupBy(one => one.CollectionYear).ToDictionary(of => of.Key, of => of.First());
        var last = CollectionYear.LastEnded(clock.Today()).Number;
        List<ReturnYear> years = [];
        foreach (var number in kept.Keys.Union(MakesReturns ? [last + 1, last] : []).OrderDescending())
        {
            var year = new CollectionYear(number);
            var one = kept.GetValueOrDefault(number);
            years.Add(new(year, one, one is null ? (await db.DeriveReturnAsync(User.AuthorityId(), year, clock.GetUtcNow(), ct)).Return : null));
        }
        Years = years;
        if (MakesReturns)
            Earlier = [.. Enumerable.Range(1, 9).Select(back => last - back).Where(number => !kept.ContainsKey(number)).Select(number => new CollectionYear(number))];
    }
}

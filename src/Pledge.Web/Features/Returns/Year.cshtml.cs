using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Returns;

/// <summary>A rule and how many people it fires for.</summary>
public sealed record RuleCount(Oc3Rule Rule, int People);

[Authorize(Policy = Policies.MakeReturns)]
public sealed class YearModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    public Oc3Return Return { get; private set; } = null!;
    public BirthdayWindow Window { get; private set; }
    public IReadOnlyList<KeptReturn> Kept { get; private set; } = [];

    /// <summary>People about whom the return says something else now than when it was last kept; null while none is.</summary>
    public int? Changed { get; private set; }

    /// <summary>Errors first, then what most people have.</summary>
    public IReadOnlyList<RuleCount> Failures { get; private set; } = [];

    public IReadOnlyList<RuleCount> LeftOut { get; private set; } = [];

    /// <summary>The people shown: those with something to put right, or those whom <see cref="Rule"/> is about.</summary>
    public IReadOnlyList<Oc3Entry> People { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Workers { get; private set; } = new Dictionary<Guid, string>();
    public PageLinks Pages { get; private set; } = null!;

    /// <summary>The rule that the list is narrowed to, or null.</summary>
    public Oc3Rule? Rule { get; private set; }

    /// <summary>This page of the list, for whoever comes back to it.</summary>
    public string Address => $"/returns/{Return.Year.Number}?{Pages.Query}number={Pages.Number}#people";

    public bool IsOver => Return.Year.End < clock.Today();

    /// <param name="year">By the year it ends in.</param>
    /// <param name="rule">Code of a rule: only the people it fires for.</param>
    /// <param name="out">As <paramref name="rule"/>, of a rule that leaves people out.</param>
    public async Task<IActionResult> OnGetAsync(int year, string? rule, string? @out, int? number, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!Years.CanBeReturned(year, clock.Today()))
            return NotFound();
        (Return, Window) = await db.DeriveReturnAsync(User.AuthorityId(), new(year), now, ct);
        Kept = await db.ListKeptAsync(Return.Year, ct);
        if (Kept is [var last, ..])
            Changed = Oc3Difference.Between(await db.KeptRowsAsync(last.Id, ct), Return.Rows).Count;

        Failures =
        [
            .. Return.Entries.SelectMany(entry => entry.Failures.DistinctBy(fired => (fired.Code, fired.Weight))).GroupBy(fired => (fired.Code, fired.Weight))
                .Select(of => new RuleCount(of.First(), of.Count())).OrderBy(count => count.Rule.Weight).ThenByDescending(count => count.People),
        ];
        LeftOut = [.. Return.Entries.Select(entry => entry.LeftOutBy).OfType<Oc3Rule>().GroupBy(left => left.Code).Select(of => new RuleCount(of.First(), of.Count())).OrderByDescending(count => count.People)];
        Rule = @out is not null ? LeftOut.FirstOrDefault(count => count.Rule.Code == @out)?.Rule : Failures.FirstOrDefault(count => count.Rule.Code == rule)?.Rule;
        await ShowAsync(number ?? 1, ct);
        return Page();
    }

    private async Task ShowAsync(int number, CancellationToken ct)
    {
        var people = Return.Entries.Where(entry => Rule switch
        {
            null => entry.Failures.Count > 0,
            { Weight: Oc3Weight.LeavesOut } => entry.LeftOutBy?.Code == Rule.Code,
            _ => entry.Failures.Any(fired => fired.Code == Rule.Code),
        }).OrderByDescending(entry => entry.HasErrors).ToList();
        var last = Math.Max(1, (people.Count + PageSize - 1) / PageSize);
        Pages = new(Math.Clamp(number, 1, last), last, Rule is null ? "" : Rule.Weight is Oc3Weight.LeavesOut ? $"out={Rule.Code}&" : $"rule={Rule.Code}&");
        People = [.. people.Skip((Pages.Number - 1) * PageSize).Take(PageSize)];
        Workers = await db.WorkersOfAsync(People.Select(entry => entry.Subject.Id), clock.Today(), ct);
    }
}

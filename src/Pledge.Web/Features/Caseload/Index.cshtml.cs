using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>Which part of the caseload is shown.</summary>
public enum CaseloadFilter
{
    All,
    Overdue,
    DueThisWeek,
    NotYet,
}

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int NameMaxLength = 80;

    /// <summary>Kebab-case name of a <see cref="CaseloadFilter"/>; anything else shows everyone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Part of a name. Posted, so that no name is ever in an address, a history or a log.</summary>
    [BindProperty]
    public string? Name { get; set; }

    public CaseloadFilter Filter { get; private set; }
    public bool WholeTeam { get; private set; }
    public int Everyone { get; private set; }
    public IReadOnlyDictionary<CaseloadFilter, int> Counts { get; private set; } = new Dictionary<CaseloadFilter, int>();
    public IReadOnlyList<CaseloadRow> Rows { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(null, ct);

    public async Task<PageResult> OnPostAsync(CancellationToken ct)
    {
        // Whatever was typed too long matches nobody; there is nothing to refuse.
        await LoadAsync(string.IsNullOrWhiteSpace(Name) ? null : Name.Trim()[..Math.Min(Name.Trim().Length, NameMaxLength)], ct);
        return Page();
    }

    private async Task LoadAsync(string? name, CancellationToken ct)
    {
        var today = clock.Today();
        WholeTeam = User.RoleName() == Roles.Manager;
        var lines = await db.ListCaseloadAsync(User.AccountId(), WholeTeam, today, ct);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var pauses = await db.ListPausesAsync(today, ct);

        var all = CaseloadRow.WorstFirst(lines.Select(line => CaseloadRow.Of(line, today, settings, pauses))).ToList();
        Everyone = all.Count;
        Counts = Enum.GetValues<CaseloadFilter>().ToDictionary(filter => filter, filter => all.Count(row => Shows(filter, row)));
        Filter = Enum.GetValues<CaseloadFilter>().FirstOrDefault(filter => Kebab.Of(filter) == Show);
        Rows = [.. all.Where(row => Shows(Filter, row) && (name is null || row.IsCalled(name)))];
    }

    private static bool Shows(CaseloadFilter filter, CaseloadRow row) => filter switch
    {
        CaseloadFilter.Overdue => row.IsOverdue,
        CaseloadFilter.DueThisWeek => row.IsDueThisWeek,
        CaseloadFilter.NotYet => row.SaidNotYet,
        _ => true,
    };
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>Every match that runs, those first that need somebody: worries, ends that were not planned, silence, check-ins that are due.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class MatchesModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public DateOnly Today { get; private set; }
    public IReadOnlyList<(MatchRow Row, IReadOnlyList<string> Alarms)> NeedYou { get; private set; } = [];
    public IReadOnlyList<MatchRow> Quiet { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var rows = (await db.ListMatchesAsync(Today, ct)).Select(row => (Row: row, Alarms: row.Alarms(Today))).ToList();
        NeedYou = [.. rows.Where(pair => pair.Alarms.Count > 0).OrderBy(pair => MatchHealth.Urgency(pair.Alarms[0]))];
        Quiet = [.. rows.Where(pair => pair.Alarms.Count == 0 && pair.Row.EndedOn is null).Select(pair => pair.Row)];
    }
}

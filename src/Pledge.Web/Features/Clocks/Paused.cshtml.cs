using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Clocks;

/// <summary>The paused clocks of the caseload, or, for a manager, of the whole team.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class PausedModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int MonthsKept = 3;

    public IReadOnlyList<PauseLine> InForce { get; private set; } = [];
    public IReadOnlyList<PauseLine> Over { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var lines = await db.ListPauseLinesAsync(today.AddMonths(-MonthsKept), ct);
        InForce = [.. lines.Where(line => line.Pause.IsInForceOn(today)).OrderBy(line => line.Pause.LastDay)];
        Over = [.. lines.Where(line => !line.Pause.IsInForceOn(today)).OrderByDescending(line => line.Pause.LastDay)];
    }
}

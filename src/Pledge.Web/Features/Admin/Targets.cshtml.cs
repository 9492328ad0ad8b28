using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class TargetsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<(Indicator Indicator, TargetLine? Now)> Now { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (targets, today) = (await db.ListTargetsAsync(indicator: null, ct), clock.Today());
        Now = [.. Indicator.All.Where(indicator => indicator.Polarity is not Polarity.None).Select(indicator => (indicator, targets.FirstOrDefault(line => line.Indicator == indicator.Code && line.HoldsOn(today))))];
    }
}

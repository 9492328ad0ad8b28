using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>Where a partner starts: the organisations they belong to.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<MyOrganisation> Organisations { get; private set; } = [];

    /// <summary>Whoever is a mentor and belongs to no organisation starts at their mentoring.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId();
        Organisations = await db.ListMyOrganisationsAsync(me, ct);
        return Organisations.Count == 0 && await db.Mentors.AnyAsync(row => row.AccountId == me, ct) ? LocalRedirect("/mentor-desk") : Page();
    }
}

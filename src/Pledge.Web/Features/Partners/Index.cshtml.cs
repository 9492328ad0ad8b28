using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>Where a partner starts: the organisations they belong to, and what waits there.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<MyOrganisation> Organisations { get; private set; } = [];
    public PartnerToDo ToDo { get; private set; } = null!;

    /// <summary>Whoever is a mentor and belongs to no organisation starts at their mentoring.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId();
        (Organisations, ToDo) = (await db.ListMyOrganisationsAsync(me, ct), await db.CountToDoAsync(clock.Today(), ct));
        return Organisations.Count == 0 && await db.Mentors.AnyAsync(row => row.AccountId == me, ct) ? LocalRedirect("/mentor-desk") : Page();
    }
}

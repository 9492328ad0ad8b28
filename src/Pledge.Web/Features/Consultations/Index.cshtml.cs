using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Consultations;

[Authorize(Policy = Policies.RunParticipation)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int Listed = 100;

    public IReadOnlyList<Consultation> Consultations { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Consultations = await db.Consultations.AsNoTracking().OrderByDescending(row => row.OpensOn).ThenByDescending(row => row.Id).Take(Listed).ToListAsync(ct);
    }
}

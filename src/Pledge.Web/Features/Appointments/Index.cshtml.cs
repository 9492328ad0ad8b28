using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Appointments;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Appointments;

/// <summary>A young person's appointments: what is coming, and what is over.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public AppointmentList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        List = await db.ListAppointmentsAsync(User.YoungPersonId(), "/appointments", AppointmentSide.YoungPerson, null, clock.GetUtcNow(), ct);
}

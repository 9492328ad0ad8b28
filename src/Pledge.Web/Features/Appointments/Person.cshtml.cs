using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Appointments;

/// <summary>The appointments of a young person, for whoever works with them.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class PersonModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public AppointmentList List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        Person = person;
        List = await db.ListAppointmentsAsync(id, $"/young-people/{id}/appointments", AppointmentSide.Worker, person.ShortName, clock.GetUtcNow(), ct);
        await db.LookedAsync(User, id, "appointments", clock.GetUtcNow(), ct);
        return Page();
    }
}

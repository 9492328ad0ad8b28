using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Appointments;

/// <summary>Proposes an appointment to the other side.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class MakeModel(PledgeDb db, AppointmentWrites appointments, IStringLocalizer<AppointmentsText> text) : PageModel
{
    [BindProperty]
    public AppointmentForm Form { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await appointments.ProposeAsync(User, Person.Authority, id, AppointmentSide.Worker, Form, ct) is { } refusal)
            return this.Refused(refusal, TimeForm.FieldOf(refusal));

        TempData["Done"] = text[await db.HasSignInAsync(id, ct) ? "Sent" : "SentToNobody", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}/appointments");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        Person = person;
        return true;
    }
}

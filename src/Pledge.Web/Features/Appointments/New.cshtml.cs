using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Appointments;
using Pledge.Web.Access;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Appointments;

/// <summary>Proposes an appointment to the other side.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class NewModel(AppointmentWrites appointments, IStringLocalizer<AppointmentsText> text) : PageModel
{
    [BindProperty]
    public AppointmentForm Form { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        if (await appointments.ProposeAsync(User, User.AuthorityId(), User.YoungPersonId(), AppointmentSide.YoungPerson, Form, ct) is { } refusal)
            return this.Refused(refusal, TimeForm.FieldOf(refusal));

        TempData["Done"] = text["Sent", text["YourWorkerFirst"].Value].Value;
        return LocalRedirect("/appointments");
    }
}

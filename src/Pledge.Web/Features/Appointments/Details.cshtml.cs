using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Appointments;

/// <summary>One appointment: say yes, name another time, or call it off.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class DetailsModel(PledgeDb db, AppointmentWrites appointments, TimeProvider clock, IStringLocalizer<AppointmentsText> text) : PageModel
{
    [BindProperty]
    public TimeForm Form { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Sequence of the appointment on the page that was sent.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public Appointment Appointment { get; private set; } = null!;

    public AppointmentView View => new() { Appointment = Appointment, Side = AppointmentSide.YoungPerson, Root = "/appointments", Now = clock.GetUtcNow(), Form = Form, Reason = Reason };

    public async Task<IActionResult> OnGetAsync(AppointmentId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        Form.ShowTime(Appointment.StartsAt, Appointment.Minutes);
        return Page();
    }

    public Task<IActionResult> OnPostAcceptAsync(AppointmentId id, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, row => row.Accept(AppointmentSide.YoungPerson, Seen, clock.GetUtcNow(), User.AccountId()), "Accepted", ct);
    }

    public Task<IActionResult> OnPostMoveAsync(AppointmentId id, CancellationToken ct) =>
        ActAsync(id, row => row.Move(AppointmentSide.YoungPerson, Seen, Form.Chosen(), clock.GetUtcNow(), User.AccountId()), "Sent", ct);

    public Task<IActionResult> OnPostCancelAsync(AppointmentId id, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, row => row.Cancel(AppointmentSide.YoungPerson, Seen, Reason, clock.GetUtcNow(), User.AccountId()), "Cancelled", ct);
    }

    private async Task<IActionResult> ActAsync(AppointmentId id, Func<Appointment, Refusal?> act, string said, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await appointments.ChangeAsync(User, Appointment, AppointmentSide.YoungPerson, act, ct) is { } refusal)
        {
            await FoundAsync(id, ct);
            if (Form.On is null)
                Form.ShowTime(Appointment.StartsAt, Appointment.Minutes);
            return this.Refused(refusal, TimeForm.FieldOf(refusal));
        }
        TempData["Done"] = text[said, text["YourWorkerFirst"].Value].Value;
        return LocalRedirect($"/appointments/{id}");
    }

    private async Task<bool> FoundAsync(AppointmentId id, CancellationToken ct)
    {
        if (await db.FindAppointmentAsync(User.YoungPersonId(), id, ct) is not { } found)
            return false;

        Appointment = found;
        return true;
    }
}

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

/// <summary>One appointment: say yes, name another time, or call it off.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class PersonDetailsModel(PledgeDb db, AppointmentWrites appointments, TimeProvider clock, IStringLocalizer<AppointmentsText> text) : PageModel
{
    [BindProperty]
    public TimeForm Form { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Sequence of the appointment on the page that was sent.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public PersonHead Person { get; private set; } = null!;

    public Appointment Appointment { get; private set; } = null!;

    public AppointmentView View => new() { Appointment = Appointment, Side = AppointmentSide.Worker, Other = Person.ShortName, Root = $"/young-people/{Person.Id}/appointments", Now = clock.GetUtcNow(), Form = Form, Reason = Reason };

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, AppointmentId appointment, CancellationToken ct)
    {
        if (!await FoundAsync(id, appointment, ct))
            return NotFound();

        Form.ShowTime(Appointment.StartsAt, Appointment.Minutes);
        await db.LookedAsync(User, id, "appointments", clock.GetUtcNow(), ct);
        return Page();
    }

    public Task<IActionResult> OnPostAcceptAsync(YoungPersonId id, AppointmentId appointment, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, appointment, row => row.Accept(AppointmentSide.Worker, Seen, clock.GetUtcNow(), User.AccountId()), "Accepted", ct);
    }

    public Task<IActionResult> OnPostSaidYesAsync(YoungPersonId id, AppointmentId appointment, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, appointment, row => row.SaidYes(Seen, clock.GetUtcNow(), User.AccountId()), "SaidYes", ct);
    }

    public Task<IActionResult> OnPostMoveAsync(YoungPersonId id, AppointmentId appointment, CancellationToken ct) =>
        ActAsync(id, appointment, row => row.Move(AppointmentSide.Worker, Seen, Form.Chosen(), clock.GetUtcNow(), User.AccountId()), "Sent", ct);

    public Task<IActionResult> OnPostCancelAsync(YoungPersonId id, AppointmentId appointment, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, appointment, row => row.Cancel(AppointmentSide.Worker, Seen, Reason, clock.GetUtcNow(), User.AccountId()), "Cancelled", ct);
    }

    private async Task<IActionResult> ActAsync(YoungPersonId id, AppointmentId appointment, Func<Appointment, Refusal?> act, string said, CancellationToken ct)
    {
        if (!await FoundAsync(id, appointment, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await appointments.ChangeAsync(User, Appointment, AppointmentSide.Worker, act, ct) is { } refusal)
        {
            await FoundAsync(id, appointment, ct);
            if (Form.On is null)
                Form.ShowTime(Appointment.StartsAt, Appointment.Minutes);
            return this.Refused(refusal, TimeForm.FieldOf(refusal));
        }
        TempData["Done"] = text[said, Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}/appointments/{appointment}");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, AppointmentId appointment, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindAppointmentAsync(id, appointment, ct) is not { } found)
            return false;

        (Person, Appointment) = (person, found);
        return true;
    }
}

using System.Text.Json;
using MimeKit;
using Pledge.Domain.Appointments;

namespace Pledge.Web.Features.Appointments;

/// <summary>What a calendar has to know of an appointment, and no more. Goes sealed in the ledger with the message that tells of it.</summary>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="ChangedAt">UTC instant of the last change.</param>
public sealed record AppointmentInvite(Guid Id, int Sequence, DateTimeOffset StartsAt, int Minutes, AppointmentState State, DateTimeOffset ChangedAt)
{
    public static AppointmentInvite Of(Appointment appointment) =>
        new(appointment.Id.Value, appointment.Sequence, appointment.StartsAt, appointment.Minutes, appointment.State, appointment.ChangedAt);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else: a bug.</exception>
    public static AppointmentInvite Read(string text) => JsonSerializer.Deserialize<AppointmentInvite>(text) ?? throw new JsonException("There is no appointment.");

    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>The part of a mail that calendar programs offer to keep.</summary>
    /// <remarks>Inline, because Evolution folds an attachment away and shows the offer only to whoever opens it.</remarks>
    /// <param name="from">Whom the mail comes from.</param>
    public MimePart ToMimePart(MailboxAddress from) => new("text", "calendar")
    {
        ContentType = { Charset = "utf-8", Name = "appointment.ics", Parameters = { { "method", State is AppointmentState.Cancelled ? "CANCEL" : "PUBLISH" } } },
        ContentDisposition = new(ContentDisposition.Inline) { FileName = "appointment.ics" },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(AppointmentCalendar.InviteOf(this, from))),
    };
}

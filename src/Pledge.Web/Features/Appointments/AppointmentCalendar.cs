using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Pledge.Domain;
using Pledge.Domain.Appointments;

namespace Pledge.Web.Features.Appointments;

/// <summary>Appointments as iCalendar (RFC 5545). Neutral: a calendar is often shared or seen by others, so no name, place, kind or note is ever in it.</summary>
public static class AppointmentCalendar
{
    private const string Zone = "Europe/London";

    /// <summary>One appointment as a file for an e-mail (RFC 5546): <c>METHOD:REQUEST</c>, or <c>CANCEL</c> once it is cancelled.</summary>
    /// <param name="organizer">Address the service sends from. RFC 5546 asks for it.</param>
    /// <param name="attendee">Address the e-mail goes to, so nobody learns one they did not have.</param>
    /// <returns>UTF-8 bytes without a byte order mark, lines ending in CRLF.</returns>
    public static byte[] InviteOf(Appointment appointment, string organizer, string attendee)
    {
        var cancelled = appointment.State is AppointmentState.Cancelled;
        var invite = new CalendarEvent
        {
            Uid = appointment.Id.ToString(),
            DtStamp = Utc(appointment.ChangedAt),
            Sequence = appointment.Sequence,
            Summary = "Appointment",
            Start = London(appointment.StartsAt),
            End = London(appointment.EndsAt),
            Status = cancelled ? EventStatus.Cancelled : appointment.State is AppointmentState.Accepted ? EventStatus.Confirmed : EventStatus.Tentative,
            Class = "PRIVATE",
            Organizer = new Organizer($"mailto:{organizer}"),
            Attendees = [new Attendee($"mailto:{attendee}")],
        };
        var calendar = new Calendar { Method = cancelled ? CalendarMethods.Cancel : CalendarMethods.Request, ProductId = "-//Pledge//Appointments//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, LondonTime.ToLondon(appointment.StartsAt).DateTime.AddYears(-1), includeHistoricalData: false));
        calendar.Events.Add(invite);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, "UTC");

    private static CalDateTime London(DateTimeOffset instant) => new(LondonTime.ToLondon(instant).DateTime, Zone);
}

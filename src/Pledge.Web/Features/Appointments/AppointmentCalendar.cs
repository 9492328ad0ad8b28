using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;
using Pledge.Domain;
using Pledge.Domain.Appointments;

namespace Pledge.Web.Features.Appointments;

/// <summary>A day in a calendar.</summary>
/// <param name="Uid">The same for as long as it is the same thing.</param>
/// <param name="On">London day.</param>
public sealed record CalendarDay(string Uid, DateOnly On);

/// <summary>Appointments and dates as iCalendar (RFC 5545). Neutral: a calendar is often shared or seen by others, so no name, place, kind or note is ever in it.</summary>
public static class AppointmentCalendar
{
    private const string Zone = "Europe/London";

    /// <summary>One appointment as a file for an e-mail (RFC 5546): <c>METHOD:PUBLISH</c>, or <c>CANCEL</c> once it is cancelled.</summary>
    /// <remarks>Not <c>REQUEST</c>: mail programs then offer to accept and to decline, and send that to us where nobody reads it, while whoever pressed the button believes that it was said.
    /// For the same reason what is to be kept names no organizer, which RFC 5546 asks for: Evolution would mail the answer to it. To what is cancelled nobody answers, and without
    /// an organizer "an unknown person" cancels.</remarks>
    /// <param name="from">Whom the mail comes from.</param>
    /// <returns>UTF-8 bytes without a byte order mark, lines ending in CRLF.</returns>
    public static byte[] InviteOf(AppointmentInvite invite, MailboxAddress from)
    {
        var isCancelled = invite.State is AppointmentState.Cancelled;
        var calendar = New(isCancelled ? CalendarMethods.Cancel : CalendarMethods.Publish, invite.StartsAt);
        var one = EventOf(invite);
        if (isCancelled)
            one.Organizer = OrganizerOf(from);
        calendar.Events.Add(one);
        return Bytes(calendar);
    }

    /// <summary>Everything for a calendar program that asks again and again. Cancelled appointments stay in it and say so, because not every program forgets what is gone.</summary>
    /// <param name="now">UTC instant of the answer.</param>
    /// <returns>As <see cref="InviteOf"/>.</returns>
    public static byte[] FeedOf(IReadOnlyCollection<AppointmentInvite> appointments, IEnumerable<CalendarDay> days, DateTimeOffset now)
    {
        var calendar = New(CalendarMethods.Publish, appointments.Count == 0 ? now : appointments.Min(one => one.StartsAt));
        calendar.AddProperty("X-WR-CALNAME", "Appointments");
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.Events.AddRange(appointments.Select(InFeed));
        calendar.Events.AddRange(days.Select(day => new CalendarEvent
        {
            Uid = day.Uid,
            DtStamp = Utc(now),
            Summary = "Date to remember",
            Start = new CalDateTime(day.On),
            End = new CalDateTime(day.On.AddDays(1)),
            Transparency = "TRANSPARENT",
            Class = "PRIVATE",
        }));
        return Bytes(calendar);
    }

    /// <summary>A name that is set to nothing would be written as an empty one.</summary>
    private static Organizer OrganizerOf(MailboxAddress from)
    {
        var organizer = new Organizer($"mailto:{from.Address}");
        if (!string.IsNullOrEmpty(from.Name))
            organizer.CommonName = from.Name;
        return organizer;
    }

    /// <summary>Not every view of every program shows the status: Thunderbird's list of today does not. So a cancelled one says it in words, and takes no time.</summary>
    private static CalendarEvent InFeed(AppointmentInvite invite)
    {
        var one = EventOf(invite);
        if (invite.State is AppointmentState.Cancelled)
            (one.Summary, one.Transparency) = ("Cancelled: appointment", "TRANSPARENT");
        return one;
    }

    private static CalendarEvent EventOf(AppointmentInvite invite) => new()
    {
        Uid = invite.Id.ToString(),
        DtStamp = Utc(invite.ChangedAt),
        Sequence = invite.Sequence,
        Summary = "Appointment",
        Start = London(invite.StartsAt),
        End = London(invite.StartsAt.AddMinutes(invite.Minutes)),
        Status = invite.State switch { AppointmentState.Cancelled => EventStatus.Cancelled, AppointmentState.Accepted => EventStatus.Confirmed, _ => EventStatus.Tentative },
        Class = "PRIVATE",
    };

    /// <param name="earliest">UTC instant of the first entry: the rules of the time zone from the year before are in it.</param>
    private static Calendar New(string method, DateTimeOffset earliest)
    {
        var calendar = new Calendar { Method = method, ProductId = "-//Pledge//Appointments//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, LondonTime.ToLondon(earliest).DateTime.AddYears(-1), includeHistoricalData: false));
        return calendar;
    }

    private static byte[] Bytes(Calendar calendar) => Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, "UTC");

    private static CalDateTime London(DateTimeOffset instant) => new(LondonTime.ToLondon(instant).DateTime, Zone);
}

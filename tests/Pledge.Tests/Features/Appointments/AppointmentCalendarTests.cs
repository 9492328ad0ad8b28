using System.Text;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Features.Appointments;

namespace Pledge.Tests.Features.Appointments;

/// <summary>The file is read here by the rules of RFC 5545 themselves, not by the library that wrote it.</summary>
public sealed class AppointmentCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId By = AccountId.New();

    [Fact]
    public void The_file_keeps_the_rules_of_the_format()
    {
        var text = Text(Made(new(2026, 3, 10)));

        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var open = new Stack<string>();
        foreach (var (name, value) in Lines(text))
        {
            if (name is "BEGIN")
                open.Push(value);
            else if (name is "END")
                Assert.Equal(open.Pop(), value);
        }
        Assert.Empty(open);
        Assert.Equal(("2.0", "-//Pledge//Appointments//EN"), (One(text, "VERSION"), One(text, "PRODID")));
        Assert.Contains(("BEGIN", "VTIMEZONE"), Lines(text));
        Assert.Equal("Europe/London", One(text, "TZID"));
    }

    [Theory]
    [InlineData("2026-03-28", "20260328T140000")]
    [InlineData("2026-03-29", "20260329T140000")]
    [InlineData("2026-10-24", "20261024T140000")]
    [InlineData("2026-10-25", "20261025T140000")]
    public void The_time_is_Londons_on_both_sides_of_a_clock_change(string day, string start)
    {
        var text = Text(Made(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(start, One(text, "DTSTART;TZID=Europe/London"));
        Assert.Equal(start.Replace("T14", "T15", StringComparison.Ordinal), One(text, "DTEND;TZID=Europe/London"));
    }

    [Fact]
    public void A_change_keeps_the_UID_and_raises_the_sequence_and_a_cancelled_one_says_so()
    {
        var made = Made(new(2026, 3, 10));
        var asked = Text(made);
        Assert.Equal(("PUBLISH", "TENTATIVE", "0", "20260302T100000Z"), (One(asked, "METHOD"), One(asked, "STATUS"), One(asked, "SEQUENCE"), One(asked, "DTSTAMP")));

        made.Accept(AppointmentSide.YoungPerson, 0, Now, By);
        Assert.Equal(("PUBLISH", "CONFIRMED", "1"), (One(Text(made), "METHOD"), One(Text(made), "STATUS"), One(Text(made), "SEQUENCE")));

        made.Cancel(AppointmentSide.Worker, 1, "Ill", Now.AddHours(1), By);
        var gone = Text(made);
        Assert.Equal(("CANCEL", "CANCELLED", "2", "20260302T110000Z"), (One(gone, "METHOD"), One(gone, "STATUS"), One(gone, "SEQUENCE"), One(gone, "DTSTAMP")));
        Assert.Equal((made.Id.ToString(), made.Id.ToString()), (One(asked, "UID"), One(gone, "UID")));
        Assert.Equal("mailto:pledge@council.test", One(gone, "ORGANIZER;CN=Pledge"));
    }

    [Fact]
    public void Nothing_of_the_record_is_in_it()
    {
        var text = Text(Made(new(2026, 3, 10)));

        Assert.Equal("Appointment", One(text, "SUMMARY"));
        Assert.DoesNotContain("مقهى", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bring", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("review", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Lines(text), line => line.Name is "LOCATION" or "DESCRIPTION" or "COMMENT" or "ORGANIZER" or "ATTENDEE");
    }

    private static Appointment Made(DateOnly day) => Appointment.Propose(
        AuthorityId.New(), YoungPersonId.New(), AppointmentSide.Worker, AppointmentKind.PlanReview, new(day, new(14, 0), 60), "مقهى السلام", "Bring the letter", Now, By).Value!;

    private static string Text(Appointment appointment) => Encoding.UTF8.GetString(AppointmentCalendar.InviteOf(AppointmentInvite.Of(appointment), new("Pledge", "pledge@council.test")));

    private static string One(string text, string name) => Assert.Single(Lines(text), line => line.Name == name).Value;

    private static List<(string Name, string Value)> Lines(string text) =>
        [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]))];
}

using MimeKit;
using Pledge.Domain;
using Pledge.Tests.Background;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Appointments;

/// <summary>Both sides hear of what the other did, and are reminded before it begins.</summary>
public sealed class AppointmentMailTests : IClassFixture<MailSite>
{
    private static readonly (string, string)[] Asked =
        [("Form.Kind", "meeting"), ("Form.On.Day", "6"), ("Form.On.Month", "12"), ("Form.On.Year", "2026"), ("Form.Time", "14:30"), ("Form.Minutes", "45"), ("Form.Place", "Elm Street")];

    private readonly MailSite _site;

    public AppointmentMailTests(MailSite site)
    {
        _site = site;
        site.Clock.SetUtcNow(LondonTime.At(site.Clock.Today().AddDays(1), new(10, 0)));
    }

    private DateOnly Today => _site.Clock.Today();

    [Fact]
    public async Task A_worker_gets_a_file_for_the_calendar_and_a_second_one_takes_it_out()
    {
        var (worker, young) = await PairAsync();
        var visitor = await _site.SignInAsync(young.Account);
        await visitor.SubmitAsync("/appointments/new", Asked);
        await _site.SendAsync();
        var id = await _site.SqlAsync<Guid>("select id from pledge.appointment where young_person_id = $1", young.YoungPerson);

        var asked = Assert.Single(Mails(worker));
        Assert.Equal("An appointment in Pledge", asked.Subject);
        var (part, file) = FileOf(asked);
        Assert.Equal("PUBLISH", part.ContentType.Parameters["method"]);
        Assert.Contains($"UID:{id}\r\n", file, StringComparison.Ordinal);
        // Nothing to accept or to decline: the answer would be read by nobody.
        Assert.DoesNotContain("ATTENDEE", file, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0\r\n", file, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/London:20261206T143000\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Elm", asked.ToString() + file, StringComparison.Ordinal);

        await (await visitor.FillAsync($"/appointments/{id}", "cancel", ("Reason", "I am ill")))();
        await _site.SendAsync();

        var (gone, cancelled) = FileOf(Mails(worker)[1]);
        Assert.Equal("CANCEL", gone.ContentType.Parameters["method"]);
        Assert.Contains($"UID:{id}\r\n", cancelled, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1\r\n", cancelled, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", cancelled, StringComparison.Ordinal);
        Assert.DoesNotContain("ill", Mails(worker)[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_young_person_who_chose_little_is_told_only_that_there_is_something_and_one_who_chose_more_gets_the_file()
    {
        var (worker, young) = await PairAsync();
        var (otherWorker, other) = await PairAsync();
        await _site.Arrange.ReminderSettingAsync(other, discreet: false);

        await (await _site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new", Asked);
        await (await _site.SignInAsync(otherWorker.Account)).SubmitAsync($"/young-people/{other.YoungPerson}/appointments/new", Asked);
        await _site.SendAsync();

        Assert.Equal("You have a message", Assert.Single(Mails(young)).Subject);
        Assert.DoesNotContain(Mails(young)[0].BodyParts, part => part.ContentType.IsMimeType("text", "calendar"));
        Assert.DoesNotContain("ppointment", Mails(young)[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Appointment\r\n", FileOf(Assert.Single(Mails(other))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_before_and_two_hours_before_both_are_reminded_and_one_that_moved_is_not_mistaken_for_it()
    {
        var (worker, young) = await PairAsync();
        var id = await _site.Arrange.AppointmentAsync(young, LondonTime.At(Today.AddDays(1), new(15, 0)), "accepted");
        await _site.PlanAsync();
        Assert.Equal(["appointment-tomorrow queued"], await LedgerAsync(worker));
        Assert.Equal(["appointment-tomorrow queued"], await LedgerAsync(young));
        await _site.SendAsync();

        _site.Clock.SetUtcNow(LondonTime.At(Today.AddDays(1), new(9, 30)));
        await _site.PlanAsync();
        Assert.Equal(["appointment-soon queued", "appointment-tomorrow sent"], await LedgerAsync(young));
        Assert.Equal(LondonTime.At(Today, new(13, 0)).UtcDateTime, await _site.SqlAsync<DateTime>("select not_before from pledge.message where account_id = $1 and rule = 'appointment-soon'", young.Account));

        await _site.ExecuteAsync("update pledge.appointment set starts_at = $2 where id = $1", id, LondonTime.At(Today, new(17, 0)));
        await _site.PlanAsync();
        Assert.Equal(["appointment-soon dropped", "appointment-soon queued", "appointment-tomorrow sent"], await LedgerAsync(young));

        _site.Clock.SetUtcNow(LondonTime.At(Today, new(15, 0)));
        await _site.SendAsync();
        Assert.Equal(["appointment-soon dropped", "appointment-soon sent", "appointment-tomorrow sent"], await LedgerAsync(young));
        Assert.Equal(["appointment-soon dropped", "appointment-soon sent", "appointment-tomorrow sent"], await LedgerAsync(worker));
    }

    [Fact]
    public async Task Nobody_is_woken_for_an_appointment_before_their_hours()
    {
        var (worker, young) = await PairAsync();
        await _site.Arrange.AppointmentAsync(young, LondonTime.At(Today.AddDays(1), new(8, 30)));
        _site.Clock.SetUtcNow(LondonTime.At(Today.AddDays(1), new(6, 0)));

        await _site.PlanAsync();

        Assert.Empty(await LedgerAsync(worker));
    }

    private async Task<(Someone Worker, Someone Young)> PairAsync()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var young = await _site.Arrange.TheirsAsync(worker, born: Today.AddMonths(8).AddYears(-20));
        await _site.Arrange.ContactAsync(worker, young, Today);
        // Whoever has answered lately is not asked how it is going on the day of the month that is theirs.
        await _site.Arrange.AnswerAsync(young, (await _site.Arrange.EditionAsync(young.Authority, "home"))[0], "home", "true", _site.Clock.GetUtcNow().AddMinutes(-1));
        return (worker, young);
    }

    private List<MimeMessage> Mails(Someone who)
    {
        var address = _site.SqlAsync<string>("select email from identity.account where id = $1", who.Account).GetAwaiter().GetResult();
        return [.. _site.Smtp.Messages.Where(mail => mail.To.Mailboxes.Single().Address == address)];
    }

    private async Task<string[]> LedgerAsync(Someone who) =>
        await _site.SqlAsync<string[]>("select coalesce(array_agg(rule || ' ' || state order by rule, state), '{}') from pledge.message where account_id = $1", who.Account);

    private static (MimePart Part, string Text) FileOf(MimeMessage mail)
    {
        var part = (MimePart)Assert.Single(mail.BodyParts, part => part.ContentType.IsMimeType("text", "calendar"));
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return (part, System.Text.Encoding.UTF8.GetString(content.ToArray()));
    }
}

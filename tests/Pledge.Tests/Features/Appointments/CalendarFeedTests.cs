using System.Net;
using System.Text.RegularExpressions;
using Pledge.Domain;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Appointments;

/// <summary>The link for a calendar program.</summary>
public sealed partial class CalendarFeedTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_link_is_shown_once_and_gives_appointments_and_dates_without_a_word_about_them()
    {
        var (_, young) = await PairAsync();
        var agreed = await site.Arrange.AppointmentAsync(young, LondonTime.At(new(2026, 12, 7), new(14, 0)), "accepted");
        var off = await site.Arrange.AppointmentAsync(young, LondonTime.At(new(2026, 12, 8), new(14, 0)), "cancelled");
        await site.ExecuteAsync("insert into pledge.plan_date (id, authority_id, young_person_id, what, falls_on, recorded_at, recorded_by) values ($1, $2, $3, 'Court about my brother', '2027-01-05', now(), $4)",
            Guid.CreateVersion7(), young.Authority, young.YoungPerson, young.Account);
        var (visitor, link) = await MadeAsync(young);
        Assert.DoesNotMatch(Link(), (await visitor.PageAsync("/appointments/calendar")).DocumentElement.OuterHtml);

        var answer = await site.Visit().GetAsync(link);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var entries = text.Split("BEGIN:VEVENT")[1..];
        Assert.Contains(entries, entry => entry.Contains($"UID:{agreed}\r\n", StringComparison.Ordinal) && entry.Contains("DTSTART;TZID=Europe/London:20261207T140000\r\n", StringComparison.Ordinal) && entry.Contains("STATUS:CONFIRMED\r\n", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Contains($"UID:{off}\r\n", StringComparison.Ordinal) && entry.Contains("STATUS:CANCELLED\r\n", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Contains("DTSTART;VALUE=DATE:20270105\r\n", StringComparison.Ordinal) && entry.Contains("DTEND;VALUE=DATE:20270106\r\n", StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.Matches("SUMMARY:(Appointment|Cancelled: appointment|Date to remember)\r\n", entry));
        Assert.DoesNotMatch("(?i)court|brother|elm street|ash|reed", text);
        Assert.Equal(text.Replace(DtStamp().Match(text).Value, "", StringComparison.Ordinal), (await (await site.Visit().GetAsync(link)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(DtStamp().Match(text).Value, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_link_stops_the_old_one_and_stopping_stops_it_for_good()
    {
        var (_, young) = await PairAsync();
        var (visitor, first) = await MadeAsync(young);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync(first)).StatusCode);

        var second = Link().Match((await (await (await visitor.FillAsync("/appointments/calendar", "make"))()).DocumentAsync()).DocumentElement.OuterHtml).Value;
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync(second)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await visitor.PostFormAsync("/account", second)).StatusCode);

        await (await visitor.FillAsync("/appointments/calendar", "end"))();
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(second)).StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.calendar_feed where account_id = $1 and ended_at is null", young.Account));
    }

    [Fact]
    public async Task What_is_in_it_keeps_its_name_with_another_link_and_no_name_says_what_it_is()
    {
        var (_, young) = await PairAsync();
        var (visitor, first) = await MadeAsync(young);
        var before = await UidsAsync(first);

        var second = Link().Match((await (await (await visitor.FillAsync("/appointments/calendar", "make"))()).DocumentAsync()).DocumentElement.OuterHtml).Value;

        Assert.NotEmpty(before);
        Assert.Equal(before, await UidsAsync(second));
        Assert.All(before, uid => Assert.True(Guid.TryParse(uid, out _), uid));
    }

    [Fact]
    public async Task The_page_of_a_link_loaded_again_makes_no_other()
    {
        var (_, young) = await PairAsync();
        var visitor = await site.SignInAsync(young.Account);
        var send = await visitor.FillAsync("/appointments/calendar", "make");
        var link = Link().Match((await (await send()).DocumentAsync()).DocumentElement.OuterHtml).Value;

        var again = await send();

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("made already", (await visitor.PageAsync("/appointments/calendar")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_link_as_they_were_made_before_goes_on_working()
    {
        var (_, young) = await PairAsync();
        var (_, link) = await MadeAsync(young);

        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync(link.Replace("/Appointments.ics", ".ics", StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_stops_it()
    {
        var (_, young) = await PairAsync();
        var (visitor, link) = await MadeAsync(young);

        await visitor.PostFormAsync("/account", "/account?handler=SignOutEverywhere");

        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_closed_account_has_no_calendar_and_what_is_no_link_is_not_found()
    {
        var (_, young) = await PairAsync();
        var (_, link) = await MadeAsync(young);
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", young.Account);

        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync("/calendar/x.ics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(link[..^".ics".Length])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(link[..^"/Appointments.ics".Length])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync($"/calendar/{new string('a', 5000)}.ics")).StatusCode);
    }

    [Fact]
    public async Task Whoever_enters_by_the_link_writes_nothing()
    {
        var (_, young) = await PairAsync();
        var (_, link) = await MadeAsync(young);
        await using var connection = new Npgsql.NpgsqlConnection(site.Database.App);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var enter = new Npgsql.NpgsqlCommand("select count(*) from pledge.enter_by_calendar(sha256($1::bytea), '2026-11-22')", connection)
        {
            Parameters = { new() { Value = System.Text.Encoding.UTF8.GetBytes(link["/calendar/".Length..^"/Appointments.ics".Length]) } },
        };
        Assert.Equal(1L, await enter.ExecuteScalarAsync(TestContext.Current.CancellationToken));

        await using var write = new Npgsql.NpgsqlCommand("delete from pledge.draft", connection);
        Assert.Equal(Npgsql.PostgresErrorCodes.ReadOnlySqlTransaction, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
    }

    private async Task<(Visitor Visitor, string Link)> MadeAsync(Someone young)
    {
        var visitor = await site.SignInAsync(young.Account);
        var page = await (await (await visitor.FillAsync("/appointments/calendar", "make"))()).DocumentAsync();
        return (visitor, Link().Match(page.DocumentElement.OuterHtml).Value);
    }

    private async Task<(Someone Worker, Someone Young)> PairAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private async Task<IReadOnlyList<string>> UidsAsync(string link) =>
        [.. Uid().Matches(await (await site.Visit().GetAsync(link)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("UID:([^\r]+)\r")]
    private static partial Regex Uid();

    [GeneratedRegex("/calendar/[A-Za-z0-9_-]{43}/Appointments\\.ics")]
    private static partial Regex Link();

    [GeneratedRegex("DTSTAMP:[0-9TZ]+")]
    private static partial Regex DtStamp();
}

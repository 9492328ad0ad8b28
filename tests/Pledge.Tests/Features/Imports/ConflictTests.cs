using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using static Pledge.Tests.Features.Imports.Importing;

namespace Pledge.Tests.Features.Imports;

/// <summary>What a file says otherwise than the record stands until a data officer decides it.</summary>
public sealed class ConflictTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Person = "C1,M,10/05/2006,WBRI,,,";

    private Guid _authority;
    private Someone _account = null!;
    private Visitor _officer = null!;

    public async ValueTask InitializeAsync()
    {
        await CodesAsync(site);
        _authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
        _account = await site.Arrange.StaffAsync(_authority, Roles.DataOfficer, name: "Dee Officer");
        _officer = await site.SignInAsync(_account.Account);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_record_is_right_is_remembered_while_both_say_the_same()
    {
        await WorkerSaidAsync("activity", "G5", "2025-01-07");
        var report = await ReturnedAsync("F2", "U1");
        Assert.Equal((2, 0, 0, 1), (report.RowsLoaded, report.RowsUnchanged, report.NotLoaded, report.ToDecide));
        var again = await ReturnedAsync("F2", "U1");
        Assert.Equal((0, 2, 1), (again.RowsLoaded, again.RowsUnchanged, again.ToDecide));

        var list = await _officer.PageAsync("/imports/differences");
        Assert.Contains("To decide: 1", list.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("The file says Studying, full time (F2) Return of 2025/2026", list.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("The record says Not in work or study (G5) Since 7 January 2025", list.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal("/imports/differences", (await DecideAsync(await OpenAsync(), "record", "")).Headers.Location?.OriginalString);

        Assert.Equal(0, (await ReturnedAsync("F2", "U1")).ToDecide);
        Assert.Equal(1, (await ReturnedAsync("F1", "U1")).ToDecide);
        Assert.Contains("activity G5 2025-01-07", await site.FactsAsync(_authority, "C1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_right_corrects_the_record_from_that_birthday_and_erases_nothing()
    {
        await WorkerSaidAsync("home", "D", "2024-02-01", suitable: false);
        await site.ExecuteAsync("update pledge.fact set recorded_by = $2 where authority_id = $1", _authority, (await site.Arrange.StaffAsync(_authority, Roles.Adviser, name: "Wyn Worker")).Account);
        await ReturnedAsync("F2", "D1", 2025);
        await ReturnedAsync("F2", "S2", 2026);
        var first = await OpenAsync(2025);

        var unexplained = await (await DecideAsync(first, "file", "")).DocumentAsync();
        Assert.Contains("Say why you are changing this", unexplained.QuerySelector("#Reason-error").Reads(), StringComparison.Ordinal);
        await DecideAsync(first, "file", "Seen by two people");

        // The next birthday is a question of its own, so what was recorded stays from there on.
        Assert.Equal("home D2 2024-02-01 2024-05-10, home D1 2024-05-10 2025-05-10, home D2 2025-05-10", await HomesAsync());
        Assert.Equal("Seen by two people|Dee Officer|Ringwood", await site.SqlAsync<string>("""
            select concat_ws('|', max(o.supersede_reason), max(s.display_name), max(n.provider)) from pledge.fact o join pledge.fact n on n.id = o.superseded_by join pledge.staff_member s on s.id = n.recorded_by
            where o.authority_id = $1 and n.source = 'oc3'
            """, _authority));
        // What is left of the worker's words is still theirs.
        var manager = await site.SignInAsync((await site.Arrange.StaffAsync(_authority, Roles.Manager)).Account);
        var homes = (await manager.PageAsync($"/young-people/{await site.SqlAsync<Guid>("select id from pledge.young_person where authority_id = $1", _authority)}")).Body.Reads();
        Assert.Equal((2, 1), (homes.Split("Recorded by Wyn Worker").Length - 1, homes.Split("Recorded by Dee Officer").Length - 1));
        await _officer.SubmitAsync($"/imports/differences/{await OpenAsync(2026)}", ("Right", "file"), ("Beyond", "true"), ("Reason", "Homeless since"));
        Assert.EndsWith("home D1 2024-05-10 2025-05-10, home S2 2025-05-10", await HomesAsync(), StringComparison.Ordinal);

        var before = await site.StateAsync(_authority);
        Assert.Equal((0, 0), (await ReturnedAsync("F2", "S2", 2026)) is var report ? (report.RowsLoaded, report.ToDecide) : default);
        Assert.Equal(before, await site.StateAsync(_authority));
    }

    [Fact]
    public async Task A_decision_taken_again_puts_back_what_stood_and_both_stay_in_the_history()
    {
        await WorkerSaidAsync("home", "D", "2024-02-01", suitable: false);
        await ReturnedAsync("F2", "D1", 2025);
        var first = await OpenAsync(2025);
        var beyond = await (await DecideAsync(first, "file", "Pressed in haste")).DocumentAsync();
        Assert.Contains("beyond the next birthday", beyond.QuerySelector("#Beyond-error").Reads(), StringComparison.Ordinal);
        Assert.Contains("The record will say “Semi-independent, suitable (D1)” from 10 May 2024 on", beyond.Body.Reads(), StringComparison.Ordinal);
        await _officer.SubmitAsync($"/imports/differences/{first}", ("Right", "file"), ("Beyond", "true"), ("Reason", "Pressed in haste"));
        Assert.Equal("home D2 2024-02-01 2024-05-10, home D1 2024-05-10", await HomesAsync());

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await _officer.FillAsync($"/imports/differences/{first}", null, ("Reason", "Second of two"));
        await _officer.SubmitAsync($"/imports/differences/{first}", ("Reason", "Their worker saw it"));
        var told = await (await late()).DocumentAsync();

        Assert.Contains("Nothing of yours was kept", told.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal("home D2 2024-02-01 2024-05-10, home D2 2024-05-10", await HomesAsync());
        Assert.Equal("worker|Ringwood|Dee Officer|Their worker saw it", await site.SqlAsync<string>("""
            select concat_ws('|', f.source, f.provider, s.display_name, (select o.supersede_reason from pledge.fact o where o.superseded_by = f.id)) from pledge.fact f join pledge.staff_member s on s.id = f.recorded_by
            where f.authority_id = $1 and f.kind = 'home' and f.superseded_at is null and f.period_from = '2024-05-10'
            """, _authority));
        Assert.Equal("file D1 D2 Pressed in haste, record D1 D2 Their worker saw it", await site.SqlAsync<string>(
            "select string_agg(concat_ws(' ', decision, file_says, record_says, reason), ', ' order by decided_at) from pledge.import_conflict where authority_id = $1", _authority));
        var list = (await _officer.PageAsync("/imports/differences?show=decided")).Body.Reads();
        Assert.InRange(list.IndexOf("The record was right", StringComparison.Ordinal), 0, list.IndexOf("The file was right and", StringComparison.Ordinal));
        Assert.Equal(0, (await ReturnedAsync("F2", "D1", 2025)).ToDecide);

        // And once more: what counts is the last.
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await site.SqlAsync<Guid>("select id from pledge.import_conflict where authority_id = $1 and takes_again is not null", _authority);
        await _officer.SubmitAsync($"/imports/differences/{second}", ("Beyond", "true"), ("Reason", "The file after all"));
        Assert.Equal("home D2 2024-02-01 2024-05-10, home D1 2024-05-10", await HomesAsync());
        Assert.Empty((await _officer.PageAsync($"/imports/differences/{first}")).QuerySelectorAll("form[action*='differences'], textarea"));
    }

    [Fact]
    public async Task When_a_worker_records_what_the_file_says_it_closes_by_itself()
    {
        await WorkerSaidAsync("activity", "G5", "2025-01-07");
        await ReturnedAsync("F2", "U1");
        var conflict = await OpenAsync();
        var late = await _officer.FillAsync($"/imports/differences/{conflict}", null, ("Right", "file"), ("Reason", "I think so"));

        await site.ExecuteAsync("update pledge.fact set superseded_at = now() where authority_id = $1 and kind = 'activity' and source = 'worker'", _authority);
        await WorkerSaidAsync("activity", "F2", "2025-01-07");

        Assert.Contains("Both came to say the same", (await _officer.PageAsync("/imports/differences")).Body.Reads(), StringComparison.Ordinal);
        var told = await (await late()).DocumentAsync();
        Assert.Contains("Somebody decided this in the meantime", told.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_says_what_it_closed_and_what_closed_by_itself_is_not_to_be_decided_again()
    {
        await WorkerSaidAsync("activity", "G5", "2025-01-07");
        await ReturnedAsync("F2", "U1");
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var closing = await _officer.PageAsync($"/imports/{(await ReturnedAsync("G5", "U1")).Id}");

        Assert.Contains("Differences that closed by themselves1", closing.QuerySelector("dl").Reads(), StringComparison.Ordinal);
        var list = (await _officer.PageAsync(closing.QuerySelector("a[href^='/imports/differences?']")!.GetAttribute("href")!)).Body.Reads();
        Assert.Contains("Decided or closed by themselves: 1 Newest first. None of these is to be decided again.", list, StringComparison.Ordinal);

        await ReturnedAsync("F1", "U1");
        await DecideAsync(await OpenAsync(), "record", "");
        Assert.Contains("Open one that somebody decided to take the decision again.", (await _officer.PageAsync("/imports/differences?show=decided")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_decide_the_second_is_told_and_a_stranger_finds_nothing()
    {
        await WorkerSaidAsync("activity", "G5", "2025-01-07");
        await ReturnedAsync("F2", "U1");
        var conflict = await OpenAsync();
        var (first, second) = (await _officer.FillAsync($"/imports/differences/{conflict}", null, ("Right", "record")), await _officer.FillAsync($"/imports/differences/{conflict}", null, ("Right", "file"), ("Reason", "Mine")));
        var stranger = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync($"Else {Guid.NewGuid():N}"), Roles.DataOfficer)).Account);

        await first();
        var told = await (await second()).DocumentAsync();

        Assert.Contains("Nothing of yours was kept", told.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal("record", await site.SqlAsync<string>("select decision from pledge.import_conflict where id = $1", conflict));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/imports/differences/{conflict}")).StatusCode);
    }

    [Fact]
    public async Task A_header_fills_in_what_was_not_known_and_asks_about_what_is_otherwise()
    {
        await site.ImportAsync(_authority, 2025, ("h", Header("C1,U,10/05/2006,REFU,,,")), ("o", Oc3("C1,10/05/2006,YES,F2,U1")));
        await site.ImportAsync(_authority, 2026, ("h", Header("C1,M,10/05/2006,WBRI,,,")));
        Assert.Equal("2006-05-10 M WBRI", await WhoAsync());

        var report = await site.ImportAsync(_authority, 2026, strict: true,
            ("h", Stream(Header("C1,F,11/05/2006,BAFR,,,"))), ("o", Stream(Oc3("C1,11/05/2006,YES,F2,U1"))));

        // The row of the return waits for the date of birth.
        Assert.Equal([("DOB", "11/05/2006", "differs-from-record"), ("ETHNIC", "BAFR", "differs-from-record"), ("SEX", "F", "differs-from-record"), ("DOB", "11/05/2006", "birth-to-decide")],
            report.Refusals.OrderByDescending(r => r.Code).ThenBy(r => r.Column).Select(r => (r.Column, r.Value, r.Code)));
        Assert.True(report.Loaded);
        Assert.Equal("2006-05-10 M WBRI", await WhoAsync());

        await DecideAsync(await OpenAsync(kind: "born"), "file", "Birth certificate");
        await DecideAsync(await OpenAsync(kind: "sex"), "record", "");

        Assert.Equal("2006-05-11 M WBRI", await WhoAsync());
        Assert.StartsWith("activity F2 2024-05-11", await site.FactsAsync(_authority, "C1"), StringComparison.Ordinal);
        Assert.Equal("2006-05-10", await site.SqlAsync<string>("select record_says from pledge.import_conflict where authority_id = $1 and decision = 'file' and decided_by = $2", _authority, _account.Account));
        // An older file does not undo it, and asks about a date of birth only.
        Assert.Equal(["DOB"], (await site.ImportAsync(_authority, 2024, ("h", Header("C1,F,12/05/2006,AIND,,,")))).Refusals.Select(r => r.Column));
    }

    private static MemoryStream Stream(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task WorkerSaidAsync(string kind, string code, string from, bool? suitable = null)
    {
        await site.ExecuteAsync("insert into pledge.young_person (id, authority_id, child_id, date_of_birth, sex, ethnicity, added_at) select gen_random_uuid(), $1, 'C1', '2006-05-10', 'M', 'WBRI', now() where not exists (select from pledge.young_person where authority_id = $1)", _authority);
        await site.ExecuteAsync("""
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, suitable, provider, source, recorded_at)
            select gen_random_uuid(), authority_id, id, $2, $4::date, $3, $5, case $2 when 'home' then 'Ringwood' end, 'worker', now() from pledge.young_person where authority_id = $1
            """, _authority, kind, code, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), suitable);
    }

    private Task<Pledge.Web.Features.Imports.ImportReport> ReturnedAsync(string activity, string home, int year = 2026) =>
        site.ImportAsync(_authority, year, ("h", Header(Person)), ("o", Oc3($"C1,10/05/2006,YES,{activity},{home}")));

    private Task<Guid> OpenAsync(int year = 2026, string? kind = null) => site.SqlAsync<Guid>(
        "select id from pledge.import_conflict where authority_id = $1 and decision is null and collection_year = $2 and kind = coalesce($3, kind)", _authority, year, kind);

    private Task<HttpResponseMessage> DecideAsync(Guid conflict, string right, string reason) => _officer.SubmitAsync($"/imports/differences/{conflict}", ("Right", right), ("Reason", reason));

    private async Task<string> HomesAsync() => string.Join(", ", (await site.FactsAsync(_authority, "C1")).Split(", ").Where(fact => fact.StartsWith("home", StringComparison.Ordinal)));

    private Task<string> WhoAsync() => site.SqlAsync<string>("select concat_ws(' ', date_of_birth, sex, ethnicity) from pledge.young_person where authority_id = $1 and child_id = 'C1'", _authority);
}

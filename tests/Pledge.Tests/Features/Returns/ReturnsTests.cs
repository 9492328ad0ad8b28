using System.Net;
using System.Text;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Returns;

public sealed class ReturnsTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private static readonly DateOnly Turns20 = new(2005, 9, 14), Turns23 = new(2002, 9, 14);

    private Guid _authority;
    private Visitor _officer = null!;
    private Someone _account = null!;

    public async ValueTask InitializeAsync()
    {
        _authority = await site.Arrange.AuthorityAsync($"Return {Guid.NewGuid():N}");
        _account = await site.Arrange.StaffAsync(_authority, Roles.DataOfficer, name: "Dee Officer");
        _officer = await site.SignInAsync(_account.Account);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_stands_in_the_way_is_listed_by_person_with_the_page_that_puts_it_right()
    {
        await site.LeaverAsync(_authority, "C1", Turns20);
        var person = await site.LeaverAsync(_authority, "C2", Turns20, activity: "0");

        var page = await _officer.PageAsync("/returns/2026?rule=345");

        Assert.Contains("Rows ready: 2. People with something to put right first: 1.", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(["345"], page.QuerySelectorAll("caption:first-child ~ tbody a[href^='?rule']").Select(link => link.Reads()));
        Assert.Equal("Zephyrine Vale", page.QuerySelector("ul.rows h3").Reads());
        var link = page.QuerySelector($"a[href^='/young-people/{person}/activity']")!;
        Assert.StartsWith("Record what they do", link.Reads(), StringComparison.Ordinal);

        var form = await _officer.PageAsync(link.GetAttribute("href")!);
        Assert.Contains("how it was on the day they turned 20: 14 September 2025. On record of that day: Activity not known", form.Body.Reads(), StringComparison.Ordinal);
        var saved = await _officer.SubmitAsync(link.GetAttribute("href")!, ("Form.Code", "F2"));
        Assert.Equal("/returns/2026?rule=345&number=1#people", saved.Headers.Location?.OriginalString);
        Assert.Contains("Nothing. Every row passes", (await _officer.PageAsync("/returns/2026?rule=345&number=1")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal($"/people/{person}", (await _officer.SubmitAsync($"/young-people/{person}/activity?back=//elsewhere.example", ("Form.Code", "F1"))).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_a_data_officer_puts_right_is_in_the_return()
    {
        var person = await site.LeaverAsync(_authority, "C1", Turns20, activity: "0");

        var saved = await _officer.SubmitAsync($"/young-people/{person}/activity", ("Form.Code", "F2"), ("Form.From.Day", "1"), ("Form.From.Month", "9"), ("Form.From.Year", "2025"));

        Assert.Equal($"/people/{person}", saved.Headers.Location?.OriginalString);
        Assert.Contains("C1,14/09/2005,YES,F2,U1", await FileAsync("/returns/2026/files/oc3.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_are_as_the_Department_asks()
    {
        await site.LeaverAsync(_authority, "C2", Turns20, inTouch: "NO", activity: "0", home: "S", suitable: false);
        await site.LeaverAsync(_authority, "C10", Turns20);
        await site.LeaverAsync(_authority, "C3", Turns20, inTouch: null);

        Assert.Equal("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\nC10,14/09/2005,YES,F2,U1\r\nC2,14/09/2005,NO,0,S2\r\n", await FileAsync("/returns/2026/files/oc3.csv"));
        Assert.Equal("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\nC10,F,14/09/2005,NOBT,,,\r\nC2,F,14/09/2005,NOBT,,,\r\n", await FileAsync("/returns/2026/files/header.csv"));
        var xml = System.Xml.Linq.XDocument.Parse(await FileAsync("/returns/2026/files/oc3.xml"));
        Assert.Equal("EXPSSDA903", xml.Root!.Name.LocalName);
        Assert.Equal(["C10 YES F2 U1", "C2 NO 0 S2"], xml.Root.Elements("CHILD").Select(child => string.Join(' ', new[] { "CHILDID", "IN_TOUCH", "ACTIV", "ACCOM" }.Select(name => child.Element("HEADER")!.Element(name)!.Value))));
        Assert.Equal(HttpStatusCode.NotFound, (await _officer.GetAsync("/returns/2026/files/other.csv")).StatusCode);
    }

    [Fact]
    public async Task Who_is_not_in_it_is_counted_and_listed_with_the_reason()
    {
        await site.LeaverAsync(_authority, "C1", Turns20);
        await site.LeaverAsync(_authority, "C2", Turns23);

        var page = await _officer.PageAsync("/returns/2026?out=no-contact");

        Assert.Contains("Number C2. Turns 23 in the year.", page.QuerySelector("ul.rows").Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Number C1.", page.Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_22_on_a_contact_that_was_made_in_the_year_counts()
    {
        var person = await site.LeaverAsync(_authority, "C1", Turns23);
        await ContactAsync(person, "attempted", "2026-03-01");
        Assert.DoesNotContain("C1", await FileAsync("/returns/2026/files/oc3.csv"), StringComparison.Ordinal);

        await ContactAsync(person, "made", "2025-06-01");

        Assert.Contains("C1,14/09/2002,YES,F2,U1", await FileAsync("/returns/2026/files/oc3.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_return_gives_the_same_bytes_whatever_is_corrected_later()
    {
        var person = await site.LeaverAsync(_authority, "C1", Turns20);
        await KeepAsync();
        var (oc3, header, xml) = (await FileAsync("/returns/2026/kept/1/files/oc3.csv"), await FileAsync("/returns/2026/kept/1/files/header.csv"), await FileAsync("/returns/2026/kept/1/files/oc3.xml"));
        Assert.Equal(await FileAsync("/returns/2026/files/oc3.csv"), oc3);

        await site.ExecuteAsync("update pledge.young_person set child_id = 'X1', sex = 'U' where id = $1", person);
        await site.ExecuteAsync("update pledge.fact set superseded_at = $2 where young_person_id = $1 and kind = 'home'", person, site.Clock.GetUtcNow());

        Assert.Equal((oc3, header, xml), (await FileAsync("/returns/2026/kept/1/files/oc3.csv"), await FileAsync("/returns/2026/kept/1/files/header.csv"), await FileAsync("/returns/2026/kept/1/files/oc3.xml")));
        Assert.NotEqual(oc3, await FileAsync("/returns/2026/files/oc3.csv"));
    }

    [Fact]
    public async Task An_amended_return_has_a_reason_and_shows_what_changed()
    {
        var person = await site.LeaverAsync(_authority, "C1", Turns20);
        await site.LeaverAsync(_authority, "C2", Turns20);
        await KeepAsync();
        await site.ExecuteAsync("update pledge.fact set superseded_at = $2 where young_person_id = $1 and kind = 'home'", person, site.Clock.GetUtcNow());
        Assert.Contains("something else now than when it was last kept: 1.", (await _officer.PageAsync("/returns/2026")).Body.Reads(), StringComparison.Ordinal);

        var refused = await (await _officer.SubmitAsync("/returns/2026/keep", ("Reason", ""))).DocumentAsync();
        Assert.Equal("Say why the return changes", refused.QuerySelector("#Reason-error").Reads().Replace("Error: ", "", StringComparison.Ordinal));

        Assert.Equal("/returns/2026/kept/2", (await _officer.SubmitAsync("/returns/2026/keep", ("Reason", "A home was wrong"))).Headers.Location!.OriginalString);
        var page = await _officer.PageAsync("/returns/2026/kept/2");
        Assert.Contains("New in it: 0. Gone from it: 0. Changed: 1.", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(["C1", "On 14 September 2025: YES, F2, U1", "On 14 September 2025: YES, F2, 0"], page.QuerySelectorAll("tbody tr > *").Select(cell => cell.Reads()));
        Assert.Contains("A home was wrong", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.audit_event where what = 'kept-return' and subject_id = (select id from pledge.oc3_submission where authority_id = $1 and number = 2)", _authority));
    }

    [Fact]
    public async Task A_return_that_did_not_change_is_not_kept_again_and_a_value_that_went_is_called_empty()
    {
        var person = await site.LeaverAsync(_authority, "C1", Turns20);
        await site.ExecuteAsync("update pledge.young_person set upn = 'A123456789012' where id = $1", person);
        await KeepAsync();

        var same = await _officer.PageAsync("/returns/2026/keep");
        Assert.Contains("Nothing in the return changed since it was last kept", same.Body.Reads(), StringComparison.Ordinal);
        Assert.Null(same.QuerySelector("main form"));

        await site.ExecuteAsync("update pledge.young_person set upn = null where id = $1", person);
        Assert.Contains("UPN empty, MOTHER empty.", (await _officer.PageAsync("/returns/2026/keep")).QuerySelector("tbody").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_keep_at_one_moment_the_second_is_told()
    {
        await site.LeaverAsync(_authority, "C1", Turns20);
        var first = await _officer.FillAsync("/returns/2026/keep", null, ("Version", "0"));
        var second = await _officer.FillAsync("/returns/2026/keep", null, ("Version", "0"));

        await first();
        var told = await (await second()).DocumentAsync();

        Assert.Contains("Somebody kept a return of this year in the meantime.", told.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.oc3_submission where authority_id = $1", _authority));
    }

    [Fact]
    public async Task A_year_that_runs_is_not_kept()
    {
        await site.LeaverAsync(_authority, "C1", new(2006, 5, 1));

        var page = await _officer.PageAsync("/returns/2027/keep");

        Assert.Contains("This year runs until 31 March 2027.", page.QuerySelector(".govuk-inset-text").Reads(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        var refused = await (await _officer.PostFormAsync("/returns/2026/keep", "/returns/2027/keep", ("Version", "0"))).DocumentAsync();
        Assert.Contains("The year runs until 31 March 2027.", refused.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_before_anybody_says_so()
    {
        await site.LeaverAsync(_authority, "C1", Turns20);

        var page = (await _officer.PageAsync("/returns/2012")).Body.Reads();

        Assert.Contains("Nobody on record turns 17 to 25 in it.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is in it", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Every row passes", page, StringComparison.Ordinal);
        Assert.Contains("Everybody who turns 17 to 25 in the year is in it.", (await _officer.PageAsync("/returns/2026")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_authoritys_return_is_not_found()
    {
        await site.LeaverAsync(_authority, "C1", Turns20);
        await KeepAsync();
        var stranger = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync($"Else {Guid.NewGuid():N}"), Roles.DataOfficer)).Account);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/returns/2026/kept/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/returns/2026/kept/1/files/oc3.csv")).StatusCode);
        Assert.DoesNotContain("C1", await (await stranger.GetAsync("/returns/2026/files/oc3.csv")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_reads_which_returns_were_kept_and_nothing_of_anybody()
    {
        await site.LeaverAsync(_authority, "C1", Turns20);
        await KeepAsync();
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(_authority, Roles.Administrator)).Account);

        Assert.Contains("Return 1, kept on 22 November 2026, 10:00 by Dee Officer", (await administrator.PageAsync("/returns")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync("/returns/2026")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync("/returns/2026/kept/1/files/oc3.csv")).StatusCode);
    }

    [Fact]
    public async Task Somebody_said_dead_last_year_is_asked_about_again()
    {
        var person = await site.LeaverAsync(_authority, "C1", Turns20);
        await site.ExecuteAsync("insert into pledge.oc3_row (authority_id, young_person_id, collection_year, birthday, in_touch, activity, home, loaded_at) values ($1, $2, 2025, '2024-09-14', 'DIED', '0', '0', now())", _authority, person);

        Assert.Contains("348", (await _officer.PageAsync("/returns/2026")).QuerySelector("tbody").Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/returns")]
    [InlineData("/returns/2026")]
    public async Task The_number_of_statements_does_not_grow_with_the_people(string address)
    {
        await site.LeaverAsync(_authority, "C0", Turns20, activity: "0");
        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await _officer.PageAsync(address);
            return statements.Sent.Count;
        }

        // The first visit of a fresh site reads what it keeps.
        await _officer.PageAsync(address);
        var one = await CountAsync();
        for (var i = 1; i < 8; i++)
            await site.LeaverAsync(_authority, $"C{i}", Turns20, activity: "0");

        Assert.InRange(one, 1, 12);
        Assert.Equal(one, await CountAsync());
    }

    private Task<HttpResponseMessage> KeepAsync() => _officer.SubmitAsync("/returns/2026/keep", ("Version", "0"));

    private async Task<string> FileAsync(string address)
    {
        using var response = await _officer.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
    }

    private Task<int> ContactAsync(Guid person, string outcome, string on) => site.ExecuteAsync(
        "insert into pledge.contact (id, authority_id, young_person_id, group_id, outcome, channel, started_by, occurred_on, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, gen_random_uuid(), $3, 'phone', 'worker', $4::date, '2026-04-01', $5)",
        _authority, person, outcome, on, _account.Account);
}

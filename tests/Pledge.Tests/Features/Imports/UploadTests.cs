using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using static Pledge.Tests.Features.Imports.Importing;

namespace Pledge.Tests.Features.Imports;

public sealed class UploadTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private Someone _officer = null!;

    public async ValueTask InitializeAsync()
    {
        await CodesAsync(site);
        _officer = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}"), Roles.DataOfficer);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Files_are_loaded_and_the_report_lists_what_was_not()
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var response = await UploadAsync(visitor, "2026", ("any name.csv", Header("C1,M,10/05/2006,WBRI,,,", "=1+1,Q,10/05/2006,WBRI,,,")), ("x", Oc3("C1,10/05/2006,YES,F2,U1")));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var address = response.Headers.Location!.ToString();
        var page = await visitor.PageAsync(address);
        Assert.Contains("Check 101", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("activity F2 2025-05-10, home U1 2025-05-10, in-touch YES 2025-05-10", await site.FactsAsync(_officer.Authority, "C1"));
        Assert.Contains("any name.csv", (await visitor.PageAsync("/imports")).Body!.TextContent + page.Body.TextContent, StringComparison.Ordinal);
        var list = await (await visitor.GetAsync($"{address}?handler=List")).Content.ReadAsStringAsync();
        Assert.Contains("any name.csv,3,SEX,Q,", list, StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.audit_event where authority_id = $1 and what = 'imported-return'", _officer.Authority));
    }

    [Fact]
    public async Task A_value_that_a_spreadsheet_would_run_is_written_as_text()
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var response = await UploadAsync(visitor, "2026", ("h.csv", Header("C1,=CMD(),10/05/2006,WBRI,,,")));

        var list = await (await visitor.GetAsync($"{response.Headers.Location}?handler=List")).Content.ReadAsStringAsync();
        Assert.Contains(",SEX,\"'=CMD()\",", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_turns_text_round_is_left_out_of_a_file_and_of_its_name()
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var response = await UploadAsync(visitor, "2026", ("gpj.\u202Evsc.csv", Header("C\u202E1,M,10/05/2006,WBRI,,,", "C2,\u2066Q\u2069,10/05/2006,WBRI,,,")));

        Assert.Equal("C1", await site.SqlAsync<string>("select child_id from pledge.young_person where authority_id = $1", _officer.Authority));
        var list = await (await visitor.GetAsync($"{response.Headers.Location}?handler=List")).Content.ReadAsStringAsync();
        Assert.Contains("gpj.vsc.csv,3,SEX,Q,", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_our_token_is_refused_and_loads_nothing()
    {
        var visitor = await site.SignInAsync(_officer.Account);
        using var form = Form("", "2026", ("h.csv", Header("C1,M,10/05/2006,WBRI,,,")));

        var response = await visitor.Client.PostAsync("/imports", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("", await site.StateAsync(_officer.Authority));
    }

    [Theory]
    [InlineData("1999", "Enter a year from 2010 to 2027")]
    [InlineData("", "Enter a year from 2010 to 2027")]
    public async Task A_year_that_cannot_be_is_explained(string year, string sentence)
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var page = await (await UploadAsync(visitor, year, ("h.csv", Header("C1,M,10/05/2006,WBRI,,,")))).DocumentAsync();

        Assert.Equal(sentence, page.QuerySelector("#Year-error").Reads());
    }

    [Fact]
    public async Task No_file_is_explained()
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var page = await (await UploadAsync(visitor, "2026")).DocumentAsync();

        Assert.Equal("Choose at least one file", page.QuerySelector("#Files-error").Reads());
    }

    [Fact]
    public async Task A_file_without_a_column_is_told_which_file_it_is_most_like_and_what_it_lacks()
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var response = await UploadAsync(visitor, "2026", ("o.csv", "CHILD,DOB,IN_TOUCH,ACTIV\nC1,10/05/2006,YES,F2\n"));

        var page = await visitor.PageAsync(response.Headers.Location!.ToString());
        Assert.Contains("ACCOM The file is most like “OC3: care leavers”, but these columns of it are missing.", page.QuerySelector("table:last-of-type tbody").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_loaded_no_return_is_offered()
    {
        var visitor = await site.SignInAsync(_officer.Account);
        async Task<bool> OffersAsync(string row) =>
            (await visitor.PageAsync((await UploadAsync(visitor, "2012", ("h.csv", Header(row)))).Headers.Location!.ToString())).QuerySelector("a[href='/returns/2012']") is not null;

        Assert.False(await OffersAsync("C1,Q,10/05/1994,WBRI,,,"));
        Assert.True(await OffersAsync("C1,M,10/05/1994,WBRI,,,"));
    }

    [Fact]
    public async Task A_second_file_of_a_kind_is_named_as_what_it_is_and_an_old_return_says_which_codes_are_held_otherwise()
    {
        var visitor = await site.SignInAsync(_officer.Account);

        var twice = await visitor.PageAsync((await UploadAsync(visitor, "2026", ("a.csv", Header("C1,M,10/05/2006,WBRI,,,")), ("b.csv", Header("C2,M,10/05/2006,WBRI,,,")))).Headers.Location!.ToString());
        Assert.DoesNotContain("Could not be read", twice.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("so this one was not read", twice.Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("S1 and X1", twice.Body.Reads(), StringComparison.Ordinal);

        var old = await visitor.PageAsync((await UploadAsync(visitor, "2019", ("h.csv", Header("C3,M,10/05/1999,WBRI,,,")), ("o.csv", Oc3("C3,10/05/1999,YES,F3,S1")))).Headers.Location!.ToString());
        Assert.Contains("S1 and X1 in ACCOM as S2 and X2", old.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal("activity F3 2018-05-10, home S2 2018-05-10, in-touch YES 2018-05-10", await site.FactsAsync(_officer.Authority, "C3"));
    }

    [Fact]
    public async Task Earlier_loads_are_paged()
    {
        var visitor = await site.SignInAsync(_officer.Account);
        await site.ExecuteAsync("""
            insert into pledge.import_run (id, authority_id, collection_year, strict, state, started_at, finished_at, files, rows_read, rows_loaded, rows_unchanged, rows_refused)
            select gen_random_uuid(), $1, 2026, false, 'loaded', timestamptz '2026-10-01' - make_interval(days => n), timestamptz '2026-10-01', '[]', n, n, 0, 0 from generate_series(1, 26) n
            """, _officer.Authority);

        var first = await visitor.PageAsync("/imports");
        Assert.Equal(25, first.QuerySelectorAll("tbody tr").Length);
        var second = await visitor.PageAsync("/imports" + first.QuerySelector("a[rel=next]")!.GetAttribute("href"));

        Assert.Equal("26", Assert.Single(second.QuerySelectorAll("tbody tr")).QuerySelector("[data-label='Rows read']").Reads());
    }

    [Fact]
    public async Task Another_authoritys_import_is_not_found()
    {
        var visitor = await site.SignInAsync(_officer.Account);
        var address = (await UploadAsync(visitor, "2026", ("h.csv", Header("C1,M,10/05/2006,WBRI,,,")))).Headers.Location!.ToString();
        var stranger = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync($"Elsewhere {Guid.NewGuid():N}"), Roles.DataOfficer);
        var other = await site.SignInAsync(stranger.Account);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{address}?handler=List")).StatusCode);
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string year, params (string Name, string Text)[] files)
    {
        using var opened = await visitor.GetAsync("/imports");
        var token = ((IHtmlInputElement)(await opened.DocumentAsync()).QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        var cookie = opened.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports") { Content = Form(token, year, files) };
        request.Headers.Add("Cookie", string.Join("; ", visitor.Client.DefaultRequestHeaders.GetValues("Cookie").Append(cookie)));
        return await visitor.Client.SendAsync(request);
    }

    private static MultipartFormDataContent Form(string token, string year, params (string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(year), "Year" } };
        foreach (var (name, text) in files)
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Files", name);
        return form;
    }
}

using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Tests.Features.Imports;
using Pledge.Tests.Features.Returns;
using Pledge.Tests.Support;
using Pledge.Web.Features.Drafts;

namespace Pledge.Tests.Features.DataSet;

public sealed class DataSetImportTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Columns = "clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable,clea_care_leaver_activity\n";

    private Guid _authority;
    private Visitor _officer = null!;

    public async ValueTask InitializeAsync()
    {
        await Importing.CodesAsync(site);
        (_authority, _officer) = await OfficerAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_exported_for_a_day_and_loaded_elsewhere_is_exported_there_the_same()
    {
        (string? InTouch, string? Activity, string? Home, bool Suitable)[] lives =
        [
            ("YES", "F2", "U", true), ("YES", "G5", "S", false), ("NO", "0", "0", true), (null, null, null, true), ("REFU", null, "D", true), ("RHOM", "G4", "B", false), ("NREQ", "P5", null, true),
        ];
        var (elsewhere, other) = await OfficerAsync();
        var number = 0;
        foreach (var born in new DateOnly[] { new(2009, 11, 23), new(2006, 4, 1), new(2002, 2, 28) })
            foreach (var (inTouch, activity, home, suitable) in lives)
            {
                await site.LeaverAsync(_authority, $"R{++number:000}", born, inTouch, activity, home, suitable);
                // The same people, of whom nothing else is known.
                await site.ExecuteAsync("insert into pledge.young_person (id, authority_id, child_id, date_of_birth, sex, ethnicity, added_at) values (gen_random_uuid(), $1, $2, $3, 'F', 'NOBT', now())", elsewhere, $"R{number:000}", born);
            }
        var file = await ExportAsync(_officer, "2026-11-20");
        Assert.Equal(1 + number, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        var report = await LoadAsync(other, file, (20, 11, 2026));

        Assert.Contains($"Rows read {number}, New or changed {number}, Already there 0, Not loaded 0", report, StringComparison.Ordinal);
        Assert.Equal(file, await ExportAsync(other, "2026-11-20"));
        Assert.Equal($"{DataSetHeadings}\r\n", await ExportAsync(other, "2026-11-19"));
        // Loaded back where it came from, it is kept and changes nothing on record.
        const string facts = "select string_agg(concat_ws('|', id, period_to, superseded_at), ' ' order by id) from pledge.fact where authority_id = $1";
        var before = await site.SqlAsync<string>(facts, _authority);
        var back = await LoadAsync(_officer, file, (20, 11, 2026));
        Assert.Contains($"New or changed {number}, Already there 0", back, StringComparison.Ordinal);
        Assert.Contains("Where the record already said the same, nothing in it changed.", back, StringComparison.Ordinal);
        Assert.Equal(before, await site.SqlAsync<string>(facts, _authority));
    }

    [Fact]
    public async Task Spellings_are_asked_about_once_and_what_they_mean_is_recorded_from_the_day_of_the_list()
    {
        await PeopleAsync("A1", "A2", "A3", "A4");
        var list = "Extra,CLEA_ACTIVITY_X,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable,Clea_Person_Id,clea_care_leaver_in_touch\n"
            + "x,y,E - Supported  Lodgings,Yes it is,a1,In Touch\nx,y,e - supported lodgings,,A2,in touch\nx,y,Some\u202Ewhere,1,A3,YES\nx,y,,,A4,Test record\nx,y,U1,,A9,YES\n";
        var waiting = (await UploadAsync(_officer, list, (1, 11, 2026))).Headers.Location!.ToString();

        var page = await _officer.PageAsync(waiting);

        Assert.Equal(["what “in touch” means", "what “test record” means", "what “e - supported lodgings” means", "what “somewhere” means", "what “yes it is” means"], page.QuerySelectorAll("#decide label").Select(label => label.Reads().ToLowerInvariant()));
        Assert.Equal("Rows with it: 2", page.QuerySelector("#decide .govuk-hint").Reads());
        Assert.Contains("extra, clea_activity_x", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("clea_care_leaver_activity", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("A1", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["YES", "E"], page.QuerySelectorAll("#decide select").Select(select => ((AngleSharp.Html.Dom.IHtmlSelectElement)select).Value).Where(value => value is { Length: > 0 }));
        var names = page.QuerySelectorAll("#decide label").ToDictionary(label => label.Reads().ToLowerInvariant(), label => page.GetElementById(label.GetAttribute("for")!)!.GetAttribute("name")!);

        // What was chosen is kept though something is missing, and only that is asked again.
        var refused = await (await _officer.SubmitFormAsync(waiting, "decide", (names["what “in touch” means"], "YES"), (names["what “test record” means"], "leave-out"), (names["what “yes it is” means"], "1"))).DocumentAsync();
        Assert.Equal(["What “Somewhere” means"], refused.QuerySelectorAll("#decide label").Select(label => label.Reads()));
        Assert.Contains("Kept just now: 4. Left: 1.", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Error: Choose one", refused.QuerySelector(".govuk-error-message").Reads());
        await _officer.SubmitFormAsync(waiting, "decide", ("Choices[0].Code", "Y"));
        var report = await _officer.PageAsync((await _officer.SubmitFormAsync(waiting, "load")).Headers.Location!.ToString());

        Assert.Equal("Rows read 5, New or changed 3, Already there 0, Not loaded 2, Values left out 1", Counts(report));
        // Whoever comes back to the page of the file finds what came of it.
        Assert.Equal("/imports/", (await _officer.GetAsync(waiting)).Headers.Location!.OriginalString[..9]);
        Assert.Equal(["3 clea_care_leaver_accommodation", "5 clea_care_leaver_in_touch", "6 clea_person_id"], report.QuerySelectorAll("table:last-of-type tbody tr").Where(row => row.QuerySelector("[data-label=Line]") is not null)
            .Select(row => $"{row.QuerySelector("[data-label=Line]").Reads()} {row.QuerySelector("[data-label=Column]").Reads()}"));
        Assert.Equal("home E1 2026-11-01, in-touch YES 2026-11-01", await site.FactsAsync(_authority, "A1"));
        Assert.Equal("in-touch YES 2026-11-01", await site.FactsAsync(_authority, "A2"));
        Assert.Equal("home Y1 2026-11-01, in-touch YES 2026-11-01", await site.FactsAsync(_authority, "A3"));
        Assert.Equal("", await site.FactsAsync(_authority, "A4"));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.data_set_upload_row where authority_id = $1", _authority));

        // The same list again asks nothing and changes nothing.
        Assert.Contains("New or changed 0, Already there 3, Not loaded 2, Values left out 1; ", await LoadAsync(_officer, list, (1, 11, 2026)), StringComparison.Ordinal);
        // A meaning that was changed counts for the next load; the one before stands in the history.
        var meaning = await site.SqlAsync<Guid>("select id from pledge.data_set_meaning where authority_id = $1 and value = 'Somewhere'", _authority);
        await _officer.SubmitAsync($"/imports/care-leavers/meanings/{meaning}", ("Code", "U"));
        Assert.Contains("New or changed 1, Already there 2, Not loaded 2, Values left out 1; ", await LoadAsync(_officer, list, (1, 11, 2026)), StringComparison.Ordinal);
        Assert.Equal("home U1 2026-11-01, in-touch YES 2026-11-01", await site.FactsAsync(_authority, "A3"));
        var stale = await (await _officer.SubmitAsync($"/imports/care-leavers/meanings/{meaning}", ("Version", meaning.ToString()), ("Code", "K"))).DocumentAsync();
        Assert.Contains("U: Own place", stale.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.data_set_meaning where authority_id = $1 and value = 'Somewhere'", _authority));
    }

    [Fact]
    public async Task What_a_person_recorded_stands_and_a_later_list_goes_on_from_an_earlier_one_and_from_a_return()
    {
        await PeopleAsync("B1", "B2", "B3");
        var worker = await site.Arrange.StaffAsync(_authority, Roles.Adviser);
        await site.ExecuteAsync("""
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, suitable, source, recorded_at, recorded_by)
            select gen_random_uuid(), $1, id, f.kind, f.day, f.code, f.suits, f.source, '2026-01-01', $2 from pledge.young_person y
            join (values ('B1', 'activity', date '2026-01-05', 'G4', null, 'worker'), ('B1', 'in-touch', '2026-01-05', 'YES', null, 'worker'), ('B2', 'home', '2025-06-01', 'U', true, 'oc3'), ('B2', 'activity', '2025-06-01', 'F2', null, 'oc3'))
                as f (child, kind, day, code, suits, source) on f.child = y.child_id where y.authority_id = $1
            """, _authority, worker.Account);

        // The later list first: the order makes no difference.
        var late = await LoadAsync(_officer, $"{Columns}B1,,YES,,,F2\nB2,,YES,D,1,F2\nB3,Former Relevant,YES,U,1,\n", (1, 11, 2026));
        await LoadAsync(_officer, $"{Columns}B1,,,K,2,\nB2,,NO,W,2,F2\nB3,,NO,U,1,P2\n", (1, 9, 2026));

        Assert.Contains("Not loaded 0, Differences to decide 1, ", late, StringComparison.Ordinal);
        Assert.Equal("activity G4 2026-01-05, home K2 2026-09-01, in-touch YES 2026-01-05", await site.FactsAsync(_authority, "B1"));
        Assert.Equal("activity F2 2025-06-01, home U1 2025-06-01 2026-09-01, home W2 2026-09-01 2026-11-01, home D1 2026-11-01, in-touch NO 2026-09-01 2026-11-01, in-touch YES 2026-11-01", await site.FactsAsync(_authority, "B2"));
        // Of activity the second list says nothing, so what the first said goes on.
        Assert.Equal("activity P2 2026-09-01, home U1 2026-09-01, in-touch NO 2026-09-01 2026-11-01, in-touch YES 2026-11-01", await site.FactsAsync(_authority, "B3"));
        Assert.Equal(1, await site.SqlAsync<long>("""
            select count(*) from pledge.fact f join pledge.young_person y on y.id = f.young_person_id
            where y.authority_id = $1 and f.source = 'oc3' and f.superseded_at is not null and f.period_to is null and f.superseded_by is not null
            """, _authority));
        // A data officer decides that the list is right: from its day on, and as what the list said.
        var difference = await site.SqlAsync<Guid>("select id from pledge.import_conflict where authority_id = $1 and kind = 'activity' and decision is null", _authority);
        Assert.Contains("On the day of the list", (await _officer.PageAsync($"/imports/differences/{difference}")).Body.Reads(), StringComparison.Ordinal);
        await _officer.SubmitAsync($"/imports/differences/{difference}", ("Right", "file"), ("Reason", "She began college"));
        Assert.Contains("activity G4 2026-01-05 2026-11-01, activity F2 2026-11-01", await site.FactsAsync(_authority, "B1"), StringComparison.Ordinal);
        Assert.Equal("ssd ssd_care_leavers 2026-11-01", await site.SqlAsync<string>("select source || ' ' || source_detail from pledge.fact where authority_id = $1 and code = 'F2' and superseded_at is null and period_from = '2026-11-01'", _authority));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("New or changed 1, Already there 2, Not loaded 0; ", await LoadAsync(_officer, $"{Columns}B1,,YES,,,F2\nB2,,YES,D,1,F2\nB3,Former Relevant,YES,U,1,F1\n", (1, 11, 2026)), StringComparison.Ordinal);
        Assert.Contains("activity G4 2026-01-05 2026-11-01, activity F2 2026-11-01", await site.FactsAsync(_authority, "B1"), StringComparison.Ordinal);
        Assert.Equal("former-relevant 2026-11-01", await site.SqlAsync<string>("""
            select string_agg(s.status || ' ' || s.period_from, ', ') from pledge.legal_status s join pledge.young_person y on y.id = s.young_person_id where y.authority_id = $1 and y.child_id = 'B3' and s.status <> 'none'
            """, _authority));
    }

    [Fact]
    public async Task Whose_status_a_load_changed_is_named_with_before_and_after_and_only_a_status_that_stayed_was_kept()
    {
        // Of her the record has no status before she left care, and none from 25 on.
        var person = await site.LeaverAsync(_authority, "S1", new(2006, 5, 1));
        await PeopleAsync("S2");
        var waiting = (await UploadAsync(_officer, $"{Columns}S1,Qualifying,,,,\nS2,Former Relevant,,,,\n", (1, 10, 2026))).Headers.Location!.ToString();
        var address = (await _officer.SubmitFormAsync(waiting, "load")).Headers.Location!.ToString();
        var report = await _officer.PageAsync(address);

        Assert.Equal("Rows read 2, New or changed 2, Already there 0, Not loaded 0, Values left out 1, People whose legal status changed 2", Counts(report));
        Assert.Contains("was worked out again in this load and changed", report.Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("that one was kept", report.Body.Reads(), StringComparison.Ordinal);
        var row = report.QuerySelector($"a[href='/people/{person}']")!.Closest("tr");
        Assert.Equal(["Relevant child from 1 November 2022", "Former relevant child from 1 May 2024"], row!.QuerySelectorAll("[data-label=Before] li").Select(item => item.Reads()));
        Assert.Equal(["Eligible child from 1 May 2022", "Relevant child from 1 November 2022", "Former relevant child from 1 May 2024", "No leaving-care rights here now from 1 May 2031"],
            row.QuerySelectorAll("[data-label=After] li").Select(item => item.Reads()));
        var list = await (await _officer.GetAsync($"{address}?handler=Statuses")).Content.ReadAsStringAsync();
        Assert.Contains("S1,Relevant child from 1 November 2022; Former relevant child from 1 May 2024,Eligible child from 1 May 2022;", list, StringComparison.Ordinal);
        Assert.Contains("S2,,Former relevant child from 1 October 2026;", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await OfficerAsync()).Officer.GetAsync($"{address}?handler=Statuses")).StatusCode);

        site.Clock.Advance(TimeSpan.FromMinutes(5));
        var kept = await LoadAsync(_officer, $"{Columns}S1,Qualifying,,,,\n", (1, 11, 2026));
        Assert.Contains("that one was kept", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("People whose legal status changed", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_all_or_nothing_gets_nothing_and_another_authority_finds_nothing()
    {
        await PeopleAsync("C1");
        var list = $"{Columns}C1,,YES,U,1,F2\nC1,,NO,U,1,F2\nC2,,YES,U,1,F2\n";

        Assert.Contains("Nothing was loaded", await LoadAsync(_officer, list, (1, 11, 2026), ("Form.Strict", "true")), StringComparison.Ordinal);
        Assert.Equal("", await site.FactsAsync(_authority, "C1"));

        var waiting = (await UploadAsync(_officer, list.Replace("F2", "Works", StringComparison.Ordinal), (1, 11, 2026))).Headers.Location!.ToString();
        var early = await (await _officer.PostFormAsync(waiting, $"{waiting}?handler=Load")).DocumentAsync();
        Assert.Equal("Say first what every spelling means. Left: 1", early.QuerySelector(".govuk-error-summary li").Reads());
        var (_, stranger) = await OfficerAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(waiting)).StatusCode);
        await site.ExecuteAsync("update pledge.data_set_upload set uploaded_at = $2 where authority_id = $1", _authority, site.Clock.GetUtcNow().AddDays(-1).AddMinutes(-1));
        await using (var scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SweepDrafts>().RunAsync(default);
        Assert.Equal(HttpStatusCode.NotFound, (await _officer.GetAsync(waiting)).StatusCode);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", 1, "Line 1: This is not the table of care leavers")]
    [InlineData(Columns, 1, "The file has headings and no rows")]
    [InlineData(Columns + "C1,,YES,U,1,F2\n", 23, "Enter today or a day before today")]
    public async Task A_file_or_day_that_cannot_be_is_explained(string list, int day, string sentence)
    {
        var page = await (await UploadAsync(_officer, list, (day, 11, 2026))).DocumentAsync();

        Assert.Contains(sentence, page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
    }

    private const string DataSetHeadings =
        "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch,clea_care_leaver_latest_contact,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable,"
        + "clea_care_leaver_activity,clea_pathway_plan_review_date,clea_care_leaver_personal_advisor,clea_care_leaver_allocated_team,clea_care_leaver_worker_id";

    private async Task<(Guid Authority, Visitor Officer)> OfficerAsync()
    {
        var authority = await site.Arrange.AuthorityAsync($"Lists {Guid.NewGuid():N}");
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.DataOfficer)).Account));
    }

    private async Task PeopleAsync(params string[] children)
    {
        foreach (var child in children)
            await site.ExecuteAsync("insert into pledge.young_person (id, authority_id, child_id, date_of_birth, sex, ethnicity, added_at) values (gen_random_uuid(), $1, $2, '2006-05-01', 'F', 'NOBT', now())", _authority, child);
    }

    private static Task<HttpResponseMessage> UploadAsync(Visitor officer, string list, (int Day, int Month, int Year) on, params (string Name, string Value)[] more) =>
        officer.UploadAsync("/imports/care-leavers", "list.csv", Encoding.UTF8.GetBytes(list),
            [("Form.ExtractedOn.Day", $"{on.Day}"), ("Form.ExtractedOn.Month", $"{on.Month}"), ("Form.ExtractedOn.Year", $"{on.Year}"), .. more]);

    /// <summary>Every count of a report.</summary>
    private static string Counts(IDocument report) =>
        string.Join(", ", report.QuerySelectorAll(".govuk-summary-list__row").Select(row => $"{row.QuerySelector("dt").Reads()} {row.QuerySelector("dd strong").Reads()}"));

    /// <returns>The counts of the report, then all that it says.</returns>
    private static async Task<string> LoadAsync(Visitor officer, string list, (int Day, int Month, int Year) on, params (string Name, string Value)[] more)
    {
        var waiting = (await UploadAsync(officer, list, on, more)).Headers.Location!.ToString();
        var loaded = await officer.SubmitFormAsync(waiting, "load");
        var report = await officer.PageAsync(loaded.Headers.Location!.ToString());
        return $"{Counts(report)}; {report.Body.Reads()}";
    }

    private static async Task<string> ExportAsync(Visitor officer, string on) => await (await officer.GetAsync($"/returns/care-leavers?handler=File&name=ssd_care_leavers.csv&On={on}")).Content.ReadAsStringAsync();
}

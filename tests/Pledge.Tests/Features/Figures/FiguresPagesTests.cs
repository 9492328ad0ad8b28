using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Indicators;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.Figures;

namespace Pledge.Tests.Features.Figures;

public sealed class FiguresPagesTests(Site site) : IClassFixture<Site>
{
    private const string Figure = "/figures/CL-ACC-1921";

    private async Task<(Guid Authority, Visitor Visitor)> ArrangeAsync(string role = Roles.Manager)
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, role)).Account));
    }

    [Theory]
    [InlineData(Roles.Board, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Adviser, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Coordinator, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Manager, HttpStatusCode.OK)]
    [InlineData(Roles.DataOfficer, HttpStatusCode.OK)]
    [InlineData(Roles.Administrator, HttpStatusCode.OK)]
    public async Task Exact_figures_are_for_those_who_run_the_service(string role, HttpStatusCode status)
    {
        var (_, visitor) = await ArrangeAsync(role);

        Assert.Equal(status, (await visitor.GetAsync("/figures")).StatusCode);
        Assert.Equal(status, (await visitor.GetAsync(Figure)).StatusCode);
        Assert.Equal(status, (await visitor.GetAsync($"{Figure}?handler=List")).StatusCode);
    }

    [Fact]
    public async Task A_small_number_is_exact_and_who_is_left_out_is_told()
    {
        var (authority, visitor) = await ArrangeAsync();
        await CohortAsync(authority, 22, "U", true);
        await CohortAsync(authority, 3, "S", false);
        await CohortAsync(authority, 1, "G", true);

        var page = await visitor.PageAsync(Figure);

        Assert.Contains("88.0% on 22 November 2026: 22 of 25.", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(["88.0%", "70.0% to 95.8%", "22", "3", "0", "25", "1"], Row(page, "figure", "22 November 2026"));
        Assert.Equal(["1"], Row(page, "left-out", "Gone abroad"));
        Assert.Equal(["22"], Row(page, "sources", $"{AccommodationCode.Find("U")!.Meaning}: suitable"));
    }

    [Fact]
    public async Task Two_characteristics_tell_people_apart()
    {
        var (authority, visitor) = await ArrangeAsync();
        await CohortAsync(authority, 6, "U", true, sex: "F");
        await CohortAsync(authority, 2, "S", false, sex: "M");

        var page = await visitor.PageAsync($"{Figure}?By=sex&And=disability");

        Assert.Equal(["Not known", "100.0%", "61.0% to 100.0%", "6", "0", "0", "6", "0"], Row(page, "groups", "Female"));
        Assert.Equal(["Not known", "0.0%", "0.0% to 65.8%", "0", "2", "0", "2", "0"], Row(page, "groups", "Male"));
    }

    [Fact]
    public async Task A_correction_changes_what_is_known_now_and_not_what_was_known()
    {
        var (authority, visitor) = await ArrangeAsync();
        await CohortAsync(authority, 20, "U", true);
        await site.ExecuteAsync("update pledge.fact set superseded_at = '2026-11-10Z', superseded_by = gen_random_uuid() where authority_id = $1 and kind = 'home'", authority);

        Assert.Contains("0.0% on 22 November 2026: 0 of 20.", (await visitor.PageAsync(Figure)).Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("100.0% on 22 November 2026: 20 of 20.", (await visitor.PageAsync($"{Figure}?KnownOn=2026-11-09")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_of_the_authoritys_own_counts_more_or_less_around_a_birthday()
    {
        var (authority, visitor) = await ArrangeAsync();
        await CohortAsync(authority, 20, "U", true);
        // Known only from five weeks after each birthday: too late for one month, in time for two.
        await site.ExecuteAsync("update pledge.fact f set period_from = (y.date_of_birth + interval '20 years 35 days')::date from pledge.young_person y where y.id = f.young_person_id and f.authority_id = $1", authority);
        Assert.Contains(": 0 of 20.", (await visitor.PageAsync(Figure)).Body.Reads(), StringComparison.Ordinal);

        await site.ExecuteAsync("insert into pledge.clock_setting (authority_id, rule, band, days, months) values ($1, 'return-window-closes', 'former-relevant-under21', 0, 2)", authority);

        Assert.Contains(": 20 of 20.", (await visitor.PageAsync(Figure)).Body.Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-02-28", "0 of 0")]
    [InlineData("2023-03-01", "20 of 20")] // their 19th birthday
    [InlineData("2024-02-29", "40 of 40")] // the 20th too: the year before this day ends on 28 February
    [InlineData("2025-02-28", "20 of 20")]
    public async Task A_birthday_on_29_February_falls_on_1_March_in_other_years(string on, string counted)
    {
        var (authority, visitor) = await ArrangeAsync();
        await CohortAsync(authority, 20, "U", true, born: new(2004, 2, 29));

        Assert.Contains($": {counted}.", (await visitor.PageAsync($"{Figure}?On={on}")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_says_how_it_was_counted()
    {
        var (authority, visitor) = await ArrangeAsync();
        await CohortAsync(authority, 4, "U", true, sex: "F");

        var lines = (await (await visitor.GetAsync($"{Figure}?handler=List&By=sex")).Content.ReadAsStringAsync()).Split('\n');

        Assert.StartsWith("Code,Figure,What counts,Out of whom,As it stood on,As known at,Group,", lines[0], StringComparison.Ordinal);
        Assert.Contains("judged suitable", lines[1], StringComparison.Ordinal);
        Assert.Contains(",2026-11-22,2026-11-22T10:00:00.0000000+00:00,Everybody,,100,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",Female,,100,", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("On.Day=1&On.Month=1&On.Year=2030")]
    [InlineData("KnownOn.Day=1&KnownOn.Month=1&KnownOn.Year=2030")]
    [InlineData("On.Day=1&On.Month=1&On.Year=1999")]
    public async Task A_day_that_cannot_be_is_explained_beside_the_field(string query)
    {
        var (_, visitor) = await ArrangeAsync();

        Assert.NotNull((await visitor.PageAsync($"/figures?{query}")).QuerySelector(".govuk-error-message"));
        Assert.NotNull((await visitor.PageAsync($"{Figure}?{query}")).QuerySelector(".govuk-error-message"));
    }

    [Fact]
    public async Task What_is_no_figure_is_not_found()
    {
        var (_, visitor) = await ArrangeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/figures/CL-NONE")).StatusCode);
    }

    [Fact]
    public async Task Another_authoritys_people_are_not_counted()
    {
        var (_, visitor) = await ArrangeAsync();
        await CohortAsync(await site.Arrange.AuthorityAsync("Elsewhere"), 20, "U", true);

        Assert.Contains(": 0 of 0.", (await visitor.PageAsync(Figure)).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cell_comes_with_every_characteristic()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var manager = await site.Arrange.StaffAsync(authority, Roles.Manager);
        await CohortAsync(authority, 3, "U", true, sex: "F");
        using var services = site.Services.CreateScope();
        var db = services.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.Of(await site.PrincipalAsync(manager.Account)).EnterAsync(db, site.Clock.Today(), CancellationToken.None);

        var cells = await db.ReadEveryCellAsync(new(2026, 11, 22), site.Clock.GetUtcNow(), CancellationToken.None);

        var cell = Assert.Single(cells, cell => cell.Family is IndicatorFamily.Birthday);
        Assert.Equal((3, 20, "U1", "F", "NOBT"), (cell.Count, cell.Age, cell.Home, cell.Sex, cell.Ethnicity));
        Assert.Equal(
            ["NOBT", "unknown", "F", "20", "unknown", "unknown", "unknown", "no", "former-relevant", "unknown", "unknown"],
            Enum.GetValues<Dimension>().Select(cell.GroupOf));
    }

    [Fact]
    public void Every_figure_has_words()
    {
        var words = site.Services.GetRequiredService<IStringLocalizer<FiguresText>>();
        Assert.All(from indicator in Indicator.All from key in new[] { "Name", "Met", "Base" } select $"{key}_{indicator.Code}", key => Assert.False(words[key].ResourceNotFound, key));
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow_with_the_people()
    {
        var (authority, visitor) = await ArrangeAsync();
        async Task<int> CountAsync(string address)
        {
            using var statements = new Statements(site);
            await visitor.PageAsync(address);
            return statements.Sent.Count;
        }

        var (all, one) = (await CountAsync("/figures"), await CountAsync($"{Figure}?By=locality&And=area"));
        await CohortAsync(authority, 60, "U", true);

        Assert.Equal((all, one), (await CountAsync("/figures"), await CountAsync($"{Figure}?By=locality&And=area")));
        Assert.InRange(all, 1, 8);
        Assert.InRange(one, 1, 8);
    }

    // People who turned 20 in the year, or were all born on one day, with a home since their 18th birthday.
    private Task<int> CohortAsync(Guid authority, int people, string home, bool suitable, string sex = "U", DateOnly? born = null) => site.ExecuteAsync(
        """
        with person as (
            insert into pledge.young_person (id, authority_id, child_id, date_of_birth, sex, added_at)
            select gen_random_uuid(), $1, left(md5(concat($3::text, $5, n)), 16), coalesce($6::date, date '2006-06-01' + n), $5, timestamptz '2024-01-01' from generate_series(1, $2) n returning id, authority_id, date_of_birth),
        status as (
            insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, period_to, derived_at)
            select gen_random_uuid(), authority_id, id, 'former-relevant', date_of_birth + interval '18 years', date_of_birth + interval '25 years', timestamptz '2021-01-01' from person)
        insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, suitable, source, recorded_at)
        select gen_random_uuid(), p.authority_id, p.id, 'home', p.date_of_birth + interval '18 years', $3, $4, 'worker', timestamptz '2021-08-01' from person p
        """, authority, people, home, suitable, sex, born);

    private static string[] Row(IDocument page, string heading, string first) =>
        [.. page.QuerySelector($"[aria-labelledby={heading}]")!.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th").Reads() == first).QuerySelectorAll("td").Select(cell => cell.Reads())];
}

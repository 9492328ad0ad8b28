using System.Net;
using AngleSharp.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Board;

public sealed class BoardTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_share_counts_who_the_definition_counts()
    {
        var authority = await site.Arrange.AuthorityAsync("Countshire");
        await CohortAsync(authority, people: 40, home: "U", suitable: true, activity: "F5");
        await CohortAsync(authority, people: 10, home: "S", suitable: false, activity: "G5");
        await CohortAsync(authority, people: 6, home: "0", suitable: null, activity: "0", inTouch: "NO");
        await CohortAsync(authority, people: 7, home: "G", suitable: true, activity: "F1"); // abroad: out of the figure about homes only
        await CohortAsync(authority, people: 8, home: "0", suitable: null, activity: "0", inTouch: "RHOM"); // back home: out of both
        await CohortAsync(authority, people: 9, home: "U", suitable: true, activity: "F5", status: "qualifying"); // not in the cohort

        var page = await BoardOfAsync(authority, "/board");

        Assert.Equal(["40", "10", "6", "56"], Counts(page, "CL-ACC-1921"));
        Assert.Equal(["47", "10", "6", "63"], Counts(page, "CL-EET-1921"));
        Assert.Contains("71% this year: 40 of 56", Section(page, "CL-ACC-1921").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_number_and_what_would_give_it_away_are_hidden()
    {
        var authority = await site.Arrange.AuthorityAsync("Smallshire");
        await CohortAsync(authority, people: 30, home: "U", suitable: true, activity: "F5");
        await CohortAsync(authority, people: 3, home: "W", suitable: false, activity: "G5");

        var counts = Counts(await BoardOfAsync(authority, "/board"), "CL-ACC-1921");

        Assert.Equal("Hidden", counts[1]);
        Assert.True(counts.Count(count => count == "Hidden") >= 2, string.Join(' ', counts));
        Assert.DoesNotContain("3", counts);
    }

    [Fact]
    public async Task The_bases_of_two_figures_do_not_tell_how_few_went_abroad()
    {
        var authority = await site.Arrange.AuthorityAsync("Abroadshire");
        await CohortAsync(authority, people: 40, home: "U", suitable: true, activity: "F5");
        await CohortAsync(authority, people: 10, home: "S", suitable: false, activity: "G5");
        await CohortAsync(authority, people: 1, home: "G", suitable: true, activity: "F1");

        var page = await BoardOfAsync(authority, "/board");

        Assert.Equal(["Hidden", "10", "0", "Hidden"], Counts(page, "CL-ACC-1921"));
        Assert.Equal(["41", "10", "0", "51"], Counts(page, "CL-EET-1921"));
        Assert.Contains("80% this year.", Section(page, "CL-ACC-1921").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_day_is_answered_from_what_held_then()
    {
        var authority = await site.Arrange.AuthorityAsync("Pastshire");
        await CohortAsync(authority, people: 25, home: "U", suitable: true, activity: "F5");

        Assert.Equal(["25", "0", "0", "25"], Counts(await BoardOfAsync(authority, "/board?On=2026-11-22"), "CL-ACC-1921"));
        Assert.Equal(["0", "0", "0", "0"], Counts(await BoardOfAsync(authority, "/board?On=2024-11-22"), "CL-ACC-1921"));
    }

    [Fact]
    public async Task A_promise_shows_what_young_people_say_and_hides_few()
    {
        var authority = await site.Arrange.AuthorityAsync("Sayshire");
        await CohortAsync(authority, people: 30, home: "U", suitable: true, activity: "F5");
        await site.ExecuteAsync("insert into pledge.edition (id, authority_id, number, in_force_from, published_at) values ($1, $2, 1, '2020-11-24', now())", authority, authority);
        await site.ExecuteAsync("insert into pledge.promise (id, authority_id, edition_id, key, position, statement, outcome_area) values ($1, $1, $1, 'home', 1, 'I feel settled', 'accommodation')", authority);
        await AnswerAsync(authority, "not-yet", 30, daysAgo: 9);
        await AnswerAsync(authority, "true", 20, daysAgo: 2);

        var row = (await BoardOfAsync(authority, "/board")).QuerySelectorAll("table.table--stack tbody tr").Single();

        Assert.Equal("I feel settled", row.QuerySelector("th").Reads());
        Assert.Equal(["67%", "20", "0", "10", "30", "0"], row.QuerySelectorAll("td").Select(cell => cell.Reads()));
    }

    [Fact]
    public async Task A_target_rates_the_figure()
    {
        var authority = await site.Arrange.AuthorityAsync("Aimshire");
        await CohortAsync(authority, people: 44, home: "U", suitable: true, activity: "F5");
        await CohortAsync(authority, people: 6, home: "S", suitable: false, activity: "G5");
        await site.ExecuteAsync("insert into pledge.indicator_target (id, authority_id, indicator, period_from, target, tolerance, set_at) values (gen_random_uuid(), $1, 'CL-ACC-1921', '2026-04-01', 90, 3, now())", authority);

        Assert.Contains("Just short of the target", Section(await BoardOfAsync(authority, "/board"), "CL-ACC-1921").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_future_day_is_explained_beside_the_field()
    {
        var page = await BoardOfAsync(await site.Arrange.AuthorityAsync("Futureshire"), "/board?On.Day=1&On.Month=1&On.Year=2030");

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".govuk-error-message"));
    }

    [Fact]
    public async Task No_name_is_on_the_page()
    {
        var authority = await site.Arrange.AuthorityAsync("Nameshire");
        await CohortAsync(authority, people: 25, home: "U", suitable: true, activity: "F5");

        Assert.DoesNotContain("Zephyrine", (await BoardOfAsync(authority, "/board")).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Adviser)]
    [InlineData(Roles.YoungPerson)]
    public async Task The_board_is_for_those_who_read_figures(string role)
    {
        var authority = await site.Arrange.AuthorityAsync($"Closed{role}");
        var someone = role == Roles.YoungPerson ? await site.Arrange.YoungPersonAsync(authority) : await site.Arrange.StaffAsync(authority, role);

        using var response = await (await site.SignInAsync(someone.Account)).GetAsync("/board");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("2023-02-28", "0")]
    [InlineData("2023-03-01", "30")] // their 19th birthday
    [InlineData("2024-02-28", "30")]
    [InlineData("2024-02-29", "60")] // the 20th too: the year before this day ends on 28 February
    [InlineData("2025-02-28", "30")]
    public async Task A_birthday_on_29_February_falls_on_1_March_in_other_years(string on, string all)
    {
        var authority = await site.Arrange.AuthorityAsync($"Leapshire {on}");
        await CohortAsync(authority, people: 30, home: "U", suitable: true, activity: "F5", born: new(2004, 2, 29));

        Assert.Equal(all, Counts(await BoardOfAsync(authority, $"/board?On={on}"), "CL-ACC-1921")[^1]);
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow_with_the_people()
    {
        var authority = await site.Arrange.AuthorityAsync("Growshire");
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await visitor.PageAsync("/board");
            return statements.Sent.Count;
        }

        var empty = await CountAsync();
        await CohortAsync(authority, people: 60, home: "U", suitable: true, activity: "F5");

        Assert.InRange(empty, 1, 7);
        Assert.Equal(empty, await CountAsync());
    }

    private async Task<IDocument> BoardOfAsync(Guid authority, string address) =>
        await (await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account)).PageAsync(address);

    // People who turned 20 in the year or were all born on one day, with facts since their 18th birthday.
    private Task<int> CohortAsync(Guid authority, int people, string home, bool? suitable, string activity, string inTouch = "YES", string status = "former-relevant", DateOnly? born = null) => site.ExecuteAsync(
        """
        with person as (
            insert into pledge.young_person (id, authority_id, child_id, given_name, date_of_birth, added_at)
            select gen_random_uuid(), $1, left(md5(concat($3::text, $4, $5, $6, n)), 16), 'Zephyrine', coalesce($8::date, date '2006-06-01' + n), timestamptz '2024-01-01' from generate_series(1, $2) n returning id, authority_id, date_of_birth),
        status as (
            insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, period_to, derived_at)
            select gen_random_uuid(), authority_id, id, $6, date_of_birth + interval '18 years', date_of_birth + interval '25 years', timestamptz '2024-01-01' from person)
        insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, suitable, source, recorded_at)
        select gen_random_uuid(), p.authority_id, p.id, f.kind, p.date_of_birth + interval '18 years', f.code, f.suitable, 'worker', timestamptz '2024-08-01'
        from person p cross join (values ('home', $3, $7::boolean), ('activity', $4, null), ('in-touch', $5, null)) as f(kind, code, suitable)
        """, authority, people, home, activity, inTouch, status, suitable, born);

    private Task<int> AnswerAsync(Guid authority, string value, int people, int daysAgo) => site.ExecuteAsync(
        """
        insert into pledge.answer (id, authority_id, young_person_id, promise_id, promise_key, value, answered_at)
        select gen_random_uuid(), $1, id, $1, 'home', $2, timestamptz '2026-11-22' - make_interval(days => $4) from pledge.young_person where authority_id = $1 order by id limit $3
        """, authority, value, people, daysAgo);

    private static IElement Section(IDocument page, string code) => page.GetElementById(code)!.ParentElement!;

    // The first row of the indicator's table: yes, no, no information, all.
    private static string[] Counts(IDocument page, string code) =>
        [.. Section(page, code).QuerySelector("tbody tr")!.QuerySelectorAll("td").Skip(2).Select(cell => cell.Reads())];
}

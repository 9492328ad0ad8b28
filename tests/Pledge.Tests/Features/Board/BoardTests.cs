using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Board;

/// <summary>The board page, on published figures.</summary>
public sealed class BoardTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task It_says_what_is_kept_the_gap_and_the_next_move_of_a_published_quarter_and_nothing_of_today()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (authority, ash) = (worker.Authority, await site.Arrange.TheirsAsync(worker));
        var home = (await site.Arrange.EditionAsync(authority, "home", "people"))[0];
        var reader = await site.Arrange.StaffAsync(authority, Roles.Board);
        await site.ExecuteAsync("insert into pledge.board_action (id, authority_id, what, indicator, owner_id, owner_name, due_on, state, raised_at, raised_by, changed_at, changed_by) values ($1, $1, 'Find more flats', 'CL-ACC-1718', $2, 'Bea', '2026-11-12', 'open', '2025-09-20Z', $1, '2025-09-20Z', $1)", authority, reader.Account);
        await site.ExecuteAsync("insert into pledge.board_action_update (id, authority_id, action_id, state, owner_name, due_on, said_at, said_by) values ($1, $1, $1, 'open', 'Bea', '2026-11-12', '2025-09-20Z', $1)", authority);
        await site.ExecuteAsync("insert into pledge.practice_note (id, authority_id, promise_key, theme, seen, changes, samples, written_at, written_by, decision, decided_at, decided_by) values ($1, $1, 'home', 'voice', 'We hear them', 'We ask more', 10, now(), $1, 'released', now(), gen_random_uuid())", authority);
        foreach (var (kind, day) in new[] { ("mentors", "2026-06-01"), ("board", "2026-10-01") })
            await site.ExecuteAsync("insert into pledge.organisation_commitment (id, authority_id, kind, promise_key, how_many, by_day, owner_id, owner_name, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, 'home', 3, $3::date, $1, 'Cal', '2025-09-20Z', $1)", authority, kind, day);
        await site.PublishAsync(authority, "2025-09-30", [("CL-ACC-1921", null, 160, 200, 80, "85", "grey"), ("CL-ACC-1718", null, 80, 100, 80, "90", "red"), ("CL-BB", null, 30, 400, 30, null, "grey")]);
        await site.PublishAsync(authority, "2026-09-30",
        [
            ("CL-ACC-1921", null, 175, 200, 88, "85", "green"), ("CL-ACC-1718", null, 60, 100, 60, "90", "red"), ("CL-TOUCH", null, 300, 400, 75, null, "grey"), ("CL-BB", null, 35, 400, 35, null, "grey"),
            ("CL-VOICE", null, 90, 200, 45, null, "grey"), ("CL-VOICE", "home", 90, 200, 45, null, "grey"), ("CL-VIEW", "home", 210, 300, 70, null, "grey"), ("CL-VOICE", "people", 0, 10, null, null, "grey"),
        ], noInformation: 30);
        var board = await site.SignInAsync(reader.Account);
        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await board.PageAsync("/board");
            return statements.Sent.Count;
        }

        var page = await board.PageAsync("/board?on=2026-11-01");
        var text = page.Body.Reads();
        foreach (var says in new[]
        {
            "year that ended on 30 September 2026", "kept or nearly: 0; on target, but young people say otherwise: 0; not kept: 1; without a target: 1. Not kept are: Statement of home", "Statement of home (43 points below",
            "43 points below the figure “In a suitable home, aged 19 to 21”", "Young people: 45% say it is true", "Workers: true for 70%", "about 200, or 50% of those with a right to support",
            "▲ 8 points up from 80%, may be chance It rests on about 200 now and about 200 a year before, so it is likely 83% to 93% now and was 75% to 85% then.", "Yours: Find more flats, 10 days late", "Longest: The council: Mentors: 3 by 1 June 2026, 174 days late. Cal answers for it.", "Places on the board: 3 by 1 October 2026, 52 days late",
            "no information of about 30 out of about 100", "there is no information of about 30 out of about 100. Find out first", "worse More than chance: likely 55% to 65% now and 75% to 85% a year before",
            "▲ 5 up from 30, may be rounding", "Find more flats", "We hear them What changes: We ask more", "about 10 records", "Too few young people answered",
        })
            Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.DoesNotContain("In bed and breakfast", page.QuerySelector(".glance").Reads(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".glance__says li:not(.no-print) li a[href^='/board/actions/']"));
        Assert.Equal(2, page.QuerySelectorAll("select[name=On] option").Length);
        Assert.Contains("Moved most: 80% to 88%", (await board.PageAsync("/board/figures/CL-ACC-1921")).QuerySelector("svg.trend").Reads(), StringComparison.Ordinal);
        Assert.Contains("30 September 2025", (await board.PageAsync("/board?on=2026-03-01")).QuerySelector(".lead").Reads(), StringComparison.Ordinal);
        Assert.Contains("30 September 2026", (await board.PageAsync("/board?on=1999-03-01")).QuerySelector(".lead").Reads(), StringComparison.Ordinal);

        var statements = await CountAsync();
        await site.Arrange.AnswerAsync(ash, home, "home", "true", DateTimeOffset.Parse("2026-09-02T10:00Z", System.Globalization.CultureInfo.InvariantCulture), "My flat");
        Assert.Equal(text, (await board.PageAsync("/board?on=2026-11-01")).Body.Reads());
        Assert.InRange(statements, 8, 12);
        Assert.Equal(statements, await CountAsync());
    }

    [Theory]
    [InlineData(Roles.Board, "/board", true)]
    [InlineData(Roles.DataOfficer, "/figures", true)]
    [InlineData(Roles.DataOfficer, "/figures/CL-EET-1921", true)]
    [InlineData(Roles.Board, "/publications", false)]
    public async Task What_is_read_much_is_read_from_the_standby_and_what_follows_a_form_is_not(string role, string address, bool isStandby)
    {
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), role)).Account);
        // As the program's own role: others' work is not shown to a role.
        await using var database = Npgsql.NpgsqlDataSource.Create(site.Database.App);
        var before = await LastAsync();

        await visitor.PageAsync(address);

        Assert.Equal(isStandby, await LastAsync() > before);

        async Task<DateTime> LastAsync()
        {
            await using var command = database.CreateCommand("select coalesce(max(query_start), '-infinity') from pg_stat_activity where application_name = 'standby' and datname = current_database()");
            return (DateTime)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }

    [Fact]
    public async Task Before_anything_is_published_it_says_who_can_do_it()
    {
        var authority = await site.Arrange.AuthorityAsync("Newshire");
        foreach (var (role, links) in new[] { (Roles.Board, 0), (Roles.DataOfficer, 1) })
        {
            var page = await (await site.SignInAsync((await site.Arrange.StaffAsync(authority, role)).Account)).PageAsync("/board");
            Assert.Contains("No figures are published yet", page.QuerySelector(".empty").Reads(), StringComparison.Ordinal);
            Assert.Equal(links, page.QuerySelectorAll("p a[href='/publications']").Length);
        }
        using var response = await (await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Adviser)).Account)).GetAsync("/board");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}

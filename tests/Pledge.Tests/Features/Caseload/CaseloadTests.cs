using System.Net;
using AngleSharp.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Caseload;

public sealed class CaseloadTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        var response = await site.Visit().GetAsync("/caseload");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/sign-in", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Board)]
    [InlineData(Roles.DataOfficer)]
    [InlineData(Roles.Administrator)]
    public async Task Other_roles_are_refused(string role)
    {
        var someone = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), role);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(someone.Account)).GetAsync("/caseload")).StatusCode);
    }

    [Fact]
    public async Task Nobody_yet_is_said_in_words()
    {
        var worker = await site.Arrange.AdviserAsync();

        var page = await PageAsync(worker);

        Assert.Equal("You have nobody on your caseload yet", page.QuerySelector(".empty strong").Reads());
        Assert.Empty(page.QuerySelectorAll("table"));
    }

    [Fact]
    public async Task The_worst_comes_first()
    {
        var worker = await site.Arrange.AdviserAsync();
        var promise = (await site.Arrange.EditionAsync(worker.Authority, "home"))[0];
        foreach (var (name, daysAgo) in new[] { ("Fine", 10), ("Quiet", 40), ("Soon", 53), ("Late", 60), ("Later", 80) })
            await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, name), Today.AddDays(-daysAgo));
        var unhappy = await site.Arrange.TheirsAsync(worker, "Unhappy");
        await site.Arrange.ContactAsync(worker, unhappy, Today.AddDays(-10));
        await site.Arrange.AnswerAsync(unhappy, promise, "home", "not-yet", site.Clock.GetUtcNow());
        var unreviewed = await site.Arrange.TheirsAsync(worker, "Unreviewed");
        await site.Arrange.ContactAsync(worker, unreviewed, Today);
        await site.Arrange.PlanAsync(unreviewed, new(2025, 1, 1));

        var page = await PageAsync(worker);

        Assert.Equal(["Unreviewed Reed", "Later Reed", "Late Reed", "Soon Reed", "Quiet Reed", "Unhappy Reed", "Fine Reed"], Names(page));
        Assert.Equal("24 days late", RowOf(page, "Later Reed").QuerySelector(".status--late").Reads());
        Assert.Equal("Due Wednesday 25 November", RowOf(page, "Soon Reed").QuerySelector(".status--soon").Reads());
        Assert.Contains("“Not yet” to 1 promise", RowOf(page, "Unhappy Reed").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_needs_assessment_and_a_yearly_offer_count_like_every_other_duty()
    {
        var worker = await site.Arrange.AdviserAsync();
        var eligible = await site.Arrange.TheirsAsync(worker, "Eligible");
        await site.ExecuteAsync("update pledge.young_person set date_of_birth = '2010-01-05' where id = $1", eligible.YoungPerson!);
        await site.ExecuteAsync("update pledge.legal_status set status = 'eligible', period_from = '2026-01-05' where young_person_id = $1", eligible.YoungPerson!);
        await site.Arrange.ContactAsync(worker, eligible, Today);
        var grown = await site.Arrange.TheirsAsync(worker, "Grown");
        await site.ExecuteAsync("update pledge.young_person set date_of_birth = '2003-01-05' where id = $1", grown.YoungPerson!);
        await site.Arrange.ContactAsync(worker, grown, Today.AddDays(-200));
        await site.ExecuteAsync("insert into pledge.clock_setting (authority_id, rule, band, days, months) values ($1, 'yearly-offer-due', 'former-relevant-from21', 0, 6)", worker.Authority);

        var page = await PageAsync(worker, "/caseload?show=overdue");

        Assert.Equal(["Eligible Reed", "Grown Reed"], Names(page));
        Assert.Contains("231 days late Needs assessment for the first plan", RowOf(page, "Eligible Reed").Reads(), StringComparison.Ordinal);
        Assert.Contains("16 days late Yearly offer of support", RowOf(page, "Grown Reed").Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overdue", new[] { "Late Reed" })]
    [InlineData("due-this-week", new[] { "Soon Reed" })]
    [InlineData("not-yet", new[] { "Unhappy Reed" })]
    [InlineData("nonsense", new[] { "Late Reed", "Soon Reed", "Unhappy Reed" })]
    public async Task Filters_show_their_part(string filter, string[] expected)
    {
        var worker = await site.Arrange.AdviserAsync();
        var promise = (await site.Arrange.EditionAsync(worker.Authority, "home"))[0];
        await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, "Late"), Today.AddDays(-60));
        await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, "Soon"), Today.AddDays(-53));
        var unhappy = await site.Arrange.TheirsAsync(worker, "Unhappy");
        await site.Arrange.ContactAsync(worker, unhappy, Today);
        await site.Arrange.AnswerAsync(unhappy, promise, "home", "true", site.Clock.GetUtcNow().AddDays(-3));
        await site.Arrange.AnswerAsync(unhappy, promise, "home", "not-yet", site.Clock.GetUtcNow());

        Assert.Equal(expected, Names(await PageAsync(worker, $"/caseload?show={filter}")));
    }

    [Fact]
    public async Task Whoever_stands_in_has_the_people_on_their_caseload_for_those_days_and_no_longer()
    {
        var sam = await site.Arrange.AdviserAsync();
        var kim = await site.Arrange.ColleagueAsync(sam);
        var ash = await site.Arrange.TheirsAsync(sam);
        await site.Arrange.ContactAsync(kim, await site.Arrange.TheirsAsync(kim, "Bo"), Today.AddDays(-1));
        await site.Arrange.ContactAsync(sam, ash, Today.AddDays(-80));
        await site.Arrange.CoverAsync(sam, kim, ash, Today.AddDays(-2), Today.AddDays(9));
        await site.Arrange.CoverAsync(sam, kim, await site.Arrange.TheirsAsync(sam, "Soon"), Today.AddDays(1), Today.AddDays(9));

        var page = await PageAsync(kim);

        Assert.Equal(["Ash Reed", "Bo Reed"], Names(page));
        Assert.Contains("For Sam Worker, until 30 November", RowOf(page, "Ash Reed").Reads(), StringComparison.Ordinal);
        Assert.Equal("24 days late", RowOf(page, "Ash Reed").QuerySelector(".status--late").Reads());
        Assert.Equal(["Ash Reed"], Names(await PageAsync(kim, "/caseload?show=standing-in")));
        Assert.Equal(["Ash Reed", "Soon Reed"], Names(await PageAsync(sam)).Order());
        // Who has become their worker meanwhile has them once.
        await site.ExecuteAsync("update pledge.assignment set period_to = $2 where young_person_id = $1", ash.YoungPerson, Today);
        await site.Arrange.AssignAsync(kim, ash, Today);
        Assert.Equal(["Ash Reed", "Bo Reed"], Names(await PageAsync(kim)));
    }

    [Fact]
    public async Task What_we_said_we_would_do_is_shown_when_it_is_late()
    {
        var worker = await site.Arrange.AdviserAsync();
        var late = await site.Arrange.TheirsAsync(worker, "Late");
        await site.Arrange.ActionAsync(late, "Ring the bank", Today.AddDays(-1), worker);
        await site.Arrange.ActionAsync(late, "Send the form", Today.AddDays(-1), someoneElse: "The college");
        var fine = await site.Arrange.TheirsAsync(worker, "Fine");
        await site.Arrange.ActionAsync(fine, "Ring the bank", Today, worker);
        await site.Arrange.ActionAsync(fine, "Their own to do", Today.AddDays(-1));

        var page = await PageAsync(worker, "/caseload?show=actions-late");

        Assert.Equal(["Late Reed"], Names(page));
        Assert.Contains("2 things we said we would do are late", RowOf(page, "Late Reed").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_fifty_are_shown_in_parts()
    {
        var worker = await site.Arrange.AdviserAsync();
        for (var number = 1; number <= 52; number++)
            await site.Arrange.TheirsAsync(worker, $"P{number:00}");

        var first = await PageAsync(worker, "/caseload?sort=by-name");
        var link = first.QuerySelector("#results nav a")!;
        var second = await PageAsync(worker, link.GetAttribute("href")!);

        Assert.StartsWith("52 young people, 1 to 50", first.QuerySelector("caption").Reads(), StringComparison.Ordinal);
        Assert.Equal(("Part 2", "/caseload?sort=by-name&part=2"), (link.Reads(), link.GetAttribute("href")));
        Assert.Equal(["P51 Reed", "P52 Reed"], Names(second));
        Assert.Equal(["P51 Reed", "P52 Reed"], Names(await PageAsync(worker, "/caseload?sort=by-name&part=99")));
        Assert.Equal(50, Names(await PageAsync(worker, "/caseload?part=-1")).Count());
    }

    [Fact]
    public async Task The_way_back_leads_to_what_was_chosen()
    {
        var worker = await site.Arrange.AdviserAsync();
        var ash = await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);
        const string Chosen = "/caseload?show=quiet&sort=by-name";

        await visitor.PageAsync(Chosen);

        foreach (var address in new[] { $"/young-people/{ash.YoungPerson}", $"/contacts/new?with={ash.YoungPerson}", $"/young-people/{ash.YoungPerson}" })
            Assert.Equal(Chosen, (await visitor.PageAsync(address)).QuerySelector(".govuk-back-link")!.GetAttribute("href"));
        var saved = await visitor.SubmitAsync($"/contacts/new?with={ash.YoungPerson}", ("Form.Outcome", "made"), ("Form.Channel", "phone"));
        Assert.Equal(Chosen, saved.Headers.Location!.OriginalString);
        Assert.Equal("/caseload", (await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{ash.YoungPerson}")).QuerySelector(".govuk-back-link")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_manager_looks_at_the_caseload_of_one_worker()
    {
        var sam = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, sam);
        var kim = await site.Arrange.ColleagueAsync(sam, team: await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", manager.Account));
        await site.Arrange.TheirsAsync(sam, "Ash");
        await site.Arrange.TheirsAsync(kim, "Bo");

        Assert.Equal(["Ash Reed", "Bo Reed"], Names(await PageAsync(manager)).Order());
        var page = await PageAsync(manager, $"/caseload?worker={kim.Account}");
        Assert.Equal(["Bo Reed"], Names(page));
        Assert.Equal(["The whole team", "Kim Other", "Sam Worker"], page.QuerySelectorAll("#worker option").Select(option => option.Reads()));
        Assert.Empty(Names(await PageAsync(manager, $"/caseload?worker={Guid.NewGuid()}")));
        Assert.Equal(["Ash Reed"], Names(await PageAsync(sam, $"/caseload?worker={kim.Account}")));
        Assert.Equal($"/caseload?worker={kim.Account}", (await (await site.SignInAsync(manager.Account)).PageAsync("/team")).QuerySelectorAll("th a").Single(link => link.Reads() == "Kim Other").GetAttribute("href"));
    }

    [Fact]
    public async Task An_answer_that_changed_for_the_better_no_longer_counts()
    {
        var worker = await site.Arrange.AdviserAsync();
        var promise = (await site.Arrange.EditionAsync(worker.Authority, "home"))[0];
        var person = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.AnswerAsync(person, promise, "home", "not-yet", site.Clock.GetUtcNow().AddDays(-3));
        await site.Arrange.AnswerAsync(person, promise, "home", "getting-there", site.Clock.GetUtcNow());

        Assert.Empty(Names(await PageAsync(worker, "/caseload?show=not-yet")));
    }

    [Fact]
    public async Task An_attempt_does_not_stop_the_clock_and_a_withdrawn_contact_does_not_count()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, person, Today.AddDays(-60));
        await site.Arrange.ContactAsync(worker, person, Today.AddDays(-2), "attempted");
        var wrong = await site.Arrange.ContactAsync(worker, person, Today.AddDays(-1));
        await site.ExecuteAsync("update pledge.contact set superseded_at = '2026-11-22Z', supersede_reason = 'wrong person' where id = $1", wrong);

        var row = RowOf(await PageAsync(worker), "Ash Reed");

        Assert.Equal("4 days late", row.QuerySelector(".status--late").Reads());
        Assert.Contains("In contact 60 days ago · 1 try since", row.Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zoe", "Zoë Ångström")]
    [InlineData("ANGSTROM", "Zoë Ångström")]
    [InlineData("  reed ", "Ash Reed")]
    [InlineData("<script>", null)]
    [InlineData("🙂", null)]
    public async Task A_name_is_found_without_its_being_in_an_address(string typed, string? expected)
    {
        var worker = await site.Arrange.AdviserAsync();
        await site.Arrange.TheirsAsync(worker);
        await site.Arrange.TheirsAsync(worker, "Zoë", "Ångström");

        var response = await (await site.SignInAsync(worker.Account)).SubmitFormAsync("/caseload", "find", ("Name", typed));
        var page = await response.DocumentAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected is null ? [] : [expected], Names(page));
        Assert.Equal(typed, page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.DoesNotContain("Name=", response.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_searches_find_nobody()
    {
        var worker = await site.Arrange.AdviserAsync();
        await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);

        var huge = await visitor.SubmitFormAsync("/caseload", "find", ("Name", new string('x', 1_000_000)));
        var broken = await visitor.SubmitFormAsync("/caseload", "find", ("Name", "a\0b"));

        Assert.Equal(HttpStatusCode.OK, huge.StatusCode);
        Assert.Empty(Names(await huge.DocumentAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Fact]
    public async Task Only_those_assigned_today_are_shown()
    {
        var worker = await site.Arrange.AdviserAsync();
        var colleague = await site.Arrange.StaffAsync(worker.Authority, Roles.Adviser);
        await site.Arrange.TheirsAsync(worker, "Mine");
        await site.Arrange.TheirsAsync(colleague, "Theirs");
        var ended = await site.Arrange.TheirsAsync(worker, "Ended");
        await site.ExecuteAsync("update pledge.assignment set period_to = $2 where young_person_id = $1", ended.YoungPerson, Today);

        Assert.Equal(["Mine Reed"], Names(await PageAsync(worker)));
    }

    [Fact]
    public async Task A_manager_sees_the_whole_team_with_each_worker_and_nobody_elses()
    {
        var authority = await site.Arrange.AuthorityAsync("Area M");
        var (north, south) = (await site.Arrange.TeamAsync(authority), await site.Arrange.TeamAsync(authority, "South"));
        var manager = await site.Arrange.StaffAsync(authority, Roles.Manager, north, "Max Manager");
        await site.Arrange.TheirsAsync(await site.Arrange.StaffAsync(authority, Roles.Adviser, north, "Nia North"), "Inside");
        await site.Arrange.TheirsAsync(await site.Arrange.StaffAsync(authority, Roles.Adviser, south, "Sol South"), "Outside");

        var page = await PageAsync(manager);

        Assert.Equal(["Inside Reed"], Names(page));
        Assert.Contains("Nia North", RowOf(page, "Inside Reed").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow_with_the_caseload()
    {
        var worker = await site.Arrange.AdviserAsync();
        async Task<int> CountAsync(int people)
        {
            for (var i = 0; i < people; i++)
                await site.Arrange.TheirsAsync(worker, $"P{i}");
            var visitor = await site.SignInAsync(worker.Account);
            using var statements = new Statements(site);
            await visitor.PageAsync("/caseload");
            return statements.Sent.Count;
        }

        var few = await CountAsync(5);

        Assert.InRange(few, 1, 12);
        Assert.Equal(few, await CountAsync(55));
    }

    [Fact]
    public async Task Each_part_and_order_has_words_on_the_page_that_keeps_a_view()
    {
        var page = await PageAsync(await site.Arrange.AdviserAsync(), "/caseload/views");

        Assert.DoesNotContain(page.QuerySelectorAll("option").Select(option => option.TextContent), text => text.StartsWith("Part", StringComparison.Ordinal) || text.StartsWith("Sort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_else_asks_to_be_looked_at_stands_beside_the_clocks_and_can_be_filtered_by()
    {
        var worker = await site.Arrange.AdviserAsync();
        var silent = await site.Arrange.TheirsAsync(worker, "Silent", born: Today.AddYears(-22));
        await site.Arrange.ContactAsync(worker, silent, Today.AddDays(-100));
        var turning = await site.Arrange.TheirsAsync(worker, "Turning", born: Today.AddYears(-21).AddDays(30));
        await site.Arrange.ContactAsync(worker, turning, Today);
        var hidden = await site.Arrange.TheirsAsync(worker, "Hidden");
        await site.Arrange.ContactAsync(worker, hidden, Today);
        await site.ExecuteAsync(
            """
            with n as (insert into pledge.note (id, authority_id, young_person_id, text, written_at, written_by) values (gen_random_uuid(), $1, $2, 'x', '2026-10-01Z', $3) returning id),
            h as (insert into pledge.note_hiding (id, authority_id, young_person_id, note_id, reason, review_on, decided_at, decided_by) select gen_random_uuid(), $1, $2, id, 'Why', '2026-11-20', '2026-10-01Z', $3 from n returning id)
            select id from h
            """, worker.Authority, hidden.YoungPerson, worker.Account);

        var plan = Guid.CreateVersion7();
        await site.ExecuteAsync(
            """
            insert into pledge.plan_version (id, authority_id, young_person_id, plan_id, number, state, begun_at, submitted_at, submitted_by, approved_at, approved_by, shared_at, shared_by)
            values ($1, $2, $3, $4, 1, 'shared', '2026-10-01Z', '2026-10-02Z', $5, '2026-10-03Z', $5, '2026-10-04Z', $5)
            """, plan, worker.Authority, turning.YoungPerson, await site.Arrange.PlanAsync(turning, new(2026, 10, 1)), worker.Account);

        Assert.Contains("Plan waits for their answer", RowOf(await PageAsync(worker, "/caseload?show=plan-not-agreed"), "Turning Reed").Reads(), StringComparison.Ordinal);
        Assert.Contains("Quiet for too long", RowOf(await PageAsync(worker, "/caseload?show=quiet"), "Silent Reed").Reads(), StringComparison.Ordinal);
        Assert.Equal(["Turning Reed"], Names(await PageAsync(worker, "/caseload?show=turning")));
        Assert.Equal(["Hidden Reed"], Names(await PageAsync(worker, "/caseload?show=notes-due")));
        await site.Arrange.ProfessionalAsync(worker, hidden, "Ms Hall", checkAgainBy: Today.AddDays(-1));
        await site.Arrange.ProfessionalAsync(worker, silent, "Mr Khan", checkAgainBy: Today.AddDays(61));
        var lapsing = await PageAsync(worker, "/caseload?show=checks-lapsing");
        Assert.Equal(["Hidden Reed"], Names(lapsing));
        Assert.Contains("A background check of someone who works with them ran out on 21 November 2026", RowOf(lapsing, "Hidden Reed").Reads(), StringComparison.Ordinal);
        Assert.Contains("1 thing kept back, to look at again", RowOf(await PageAsync(worker), "Hidden Reed").Reads(), StringComparison.Ordinal);

        await site.ExecuteAsync(
            """
            insert into pledge.correction_request (id, authority_id, young_person_id, part, wrong, asked_at, asked_by, state)
            values (gen_random_uuid(), $1, $2, 'home', 'I moved', '2026-11-20Z', $3, 'asked')
            """, worker.Authority, turning.YoungPerson, turning.Account);
        Assert.Equal(["Turning Reed"], Names(await PageAsync(worker, "/caseload?show=corrections")));
        var found = await (await (await site.SignInAsync(worker.Account)).SubmitAsync("/caseload", ("Name", "Trunign"))).DocumentAsync();
        Assert.Equal(["Turning Reed"], Names(found));
    }

    [Theory]
    [InlineData("worst-first", new[] { "Bee Reed", "Cat Reed", "Ann Reed" })]
    [InlineData("by-name", new[] { "Ann Reed", "Bee Reed", "Cat Reed" })]
    [InlineData("due-soonest", new[] { "Bee Reed", "Cat Reed", "Ann Reed" })]
    [InlineData("quiet-longest", new[] { "Bee Reed", "Cat Reed", "Ann Reed" })]
    [InlineData("nonsense", new[] { "Bee Reed", "Cat Reed", "Ann Reed" })]
    public async Task The_order_can_be_chosen(string sort, string[] expected)
    {
        var worker = await site.Arrange.AdviserAsync();
        foreach (var (name, daysAgo) in new[] { ("Cat", 53), ("Ann", 3), ("Bee", 70) })
            await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, name), Today.AddDays(-daysAgo));

        Assert.Equal(expected, Names(await PageAsync(worker, $"/caseload?sort={sort}")));
    }

    [Fact]
    public async Task A_clock_that_runs_out_says_why()
    {
        var worker = await site.Arrange.AdviserAsync();
        await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, "Late"), Today.AddDays(-60));

        var why = RowOf(await PageAsync(worker), "Late Reed").QuerySelector("details").Reads();

        Assert.Contains("23 September 2026", why, StringComparison.Ordinal);
        Assert.Contains("8 weeks", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_is_kept_for_its_owner_alone_and_thrown_away()
    {
        var worker = await site.Arrange.AdviserAsync();
        await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);

        var kept = await visitor.SubmitAsync("/caseload/views?show=quiet&sort=by-name", ("Name", "Monday <calls>"));

        Assert.Equal("/caseload?show=quiet&sort=by-name", kept.Headers.Location!.OriginalString);
        var link = (await visitor.PageAsync("/caseload")).QuerySelector(".views a")!;
        Assert.Equal(("Monday <calls>", "/caseload?show=quiet&sort=by-name"), (link.TextContent, link.GetAttribute("href")));
        var colleague = await site.Arrange.StaffAsync(worker.Authority, Roles.Adviser, await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account));
        await site.Arrange.TheirsAsync(colleague, "Bo");
        Assert.Null((await PageAsync(colleague)).QuerySelector(".views"));
        var again = await (await visitor.SubmitAsync("/caseload/views", ("Name", "Monday <calls>"))).DocumentAsync();
        Assert.Equal("Error: You have a view with this name already", again.QuerySelector("#Name-error").Reads());
        var id = await site.SqlAsync<Guid>("select id from pledge.caseload_view where account_id = $1", worker.Account);
        await (await site.SignInAsync(colleague.Account)).PostFormAsync("/caseload/views", "/caseload/views?handler=Drop", ("id", id.ToString()));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.caseload_view where id = $1", id));
        await visitor.PostFormAsync("/caseload/views", "/caseload/views?handler=Drop", ("id", id.ToString()));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.caseload_view where id = $1", id));
    }

    [Fact]
    public async Task A_session_that_ended_sends_the_whole_window_to_sign_in()
    {
        var worker = await site.Arrange.AdviserAsync();
        var visitor = await site.SignInAsync(worker.Account);
        await site.ExecuteAsync("update identity.account set security_stamp = 'changed' where id = $1", worker.Account);
        visitor.Client.DefaultRequestHeaders.Add("HX-Request", "true");

        var response = await visitor.GetAsync("/caseload?show=overdue");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("/sign-in?ended=true", response.Headers.GetValues("HX-Redirect").Single());
    }

    private async Task<IDocument> PageAsync(Someone worker, string address = "/caseload") => await (await site.SignInAsync(worker.Account)).PageAsync(address);

    private static IEnumerable<string> Names(IDocument page) => page.QuerySelectorAll("tbody th a").Select(link => link.Reads());

    private static IElement RowOf(IDocument page, string name) => page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th a").Reads() == name);
}

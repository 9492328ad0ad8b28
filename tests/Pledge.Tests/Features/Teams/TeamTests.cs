using System.Net;
using Pledge.Domain.Practice;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Teams;

public sealed class TeamTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task The_board_counts_clocks_by_rule_and_worker_and_changes_of_worker()
    {
        var (manager, sam, kim) = await TeamAsync();
        var (ash, bo) = (await site.Arrange.TheirsAsync(sam), await site.Arrange.TheirsAsync(sam, "Bo"));
        await site.Arrange.ContactAsync(sam, ash, Today.AddDays(-70));
        await site.Arrange.ContactAsync(sam, bo, Today.AddDays(-3));
        await site.ExecuteAsync("update pledge.assignment set period_from = $2 where young_person_id = $1", ash.YoungPerson, new DateOnly(2026, 6, 1));
        await site.ExecuteAsync("insert into pledge.assignment (id, authority_id, young_person_id, staff_member_id, period_from, period_to, recorded_at) values (gen_random_uuid(), $1, $2, $3, '2025-01-01', '2026-06-01', now())",
            sam.Authority, ash.YoungPerson, kim.Account);
        await site.Arrange.HandOverAsync(sam, kim, bo, "proposed", Today.AddDays(-2));

        var page = await (await site.SignInAsync(manager.Account)).PageAsync("/team");

        Assert.Equal(["2", "1", "0", "0"], page.QuerySelectorAll(".figure__value").Select(figure => figure.Reads()));
        var main = page.QuerySelector("main").Reads();
        Assert.Contains("1 of 2 young people had a new worker; 0 of them more than once.", main, StringComparison.Ordinal);
        Assert.Contains("Hand-overs not agreed yet: 1 past their day: 1", main, StringComparison.Ordinal);
        Assert.Equal("Sam Worker 2 2 1 14 days 0 0", page.QuerySelectorAll("table")[1].QuerySelector("tbody tr").Reads());
        Assert.Contains("Kim Other 0 0 0", page.QuerySelectorAll("table")[1].Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statements_are_as_many_for_two_people_as_for_twenty()
    {
        var counts = new List<int>();
        foreach (var people in new[] { 2, 20 })
        {
            var (manager, sam, _) = await TeamAsync();
            for (var number = 0; number < people; number++)
                await site.Arrange.TheirsAsync(sam, $"Ash{number}");
            var visitor = await site.SignInAsync(manager.Account);
            foreach (var address in new[] { "/team", "/team/slipped", "/team/samples" })
                await visitor.PageAsync(address);
            using var statements = new Statements(site);
            foreach (var address in new[] { "/team", "/team/slipped", "/team/samples" })
                await visitor.PageAsync(address);
            counts.Add(statements.Sent.Count);
        }

        Assert.Equal(counts[0], counts[1]);
    }

    [Fact]
    public async Task What_slipped_says_who_and_what_came_next()
    {
        var (manager, sam, _) = await TeamAsync();
        var (ash, bo) = (await site.Arrange.TheirsAsync(sam), await site.Arrange.TheirsAsync(sam, "Bo"));
        await site.Arrange.ContactAsync(sam, ash, new(2026, 9, 17)); // due 12 November
        await site.Arrange.ContactAsync(sam, ash, new(2026, 11, 16));
        await site.Arrange.ContactAsync(sam, bo, new(2026, 9, 18)); // due 13 November

        var page = await (await site.SignInAsync(manager.Account)).PageAsync("/team/slipped?week=2026-11-09");

        Assert.Equal(["Ash Reed", "Bo Reed"], page.QuerySelectorAll(".rows .row__title").Select(name => name.Reads()));
        Assert.Equal(["Contact. It was due by 12 November 2026. Done on 16 November 2026, 4 days late", "Contact. It was due by 13 November 2026. Not done yet, 9 days late"],
            page.QuerySelectorAll(".rows .row__meta").Select(line => line.Reads()));
        Assert.Contains("No clock ran out", (await (await site.SignInAsync(manager.Account)).PageAsync("/team/slipped?week=2026-10-05")).QuerySelector(".empty").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_picked_read_fed_back_and_answered_and_the_themes_are_counted()
    {
        var (manager, sam, kim) = await TeamAsync();
        var (ash, bo) = (await site.Arrange.TheirsAsync(sam), await site.Arrange.TheirsAsync(kim, "Bo"));
        await site.Arrange.ContactAsync(kim, bo, Today.AddDays(-2));
        var desk = await site.SignInAsync(manager.Account);

        var picked = await desk.SubmitFormAsync("/team/samples", "pick", ("How", "longest-quiet"), ("Number", "1"));
        var id = await site.SqlAsync<Guid>("select id from pledge.dip_sample where authority_id = $1", sam.Authority);
        Assert.Equal($"/team/samples/{id}", picked.Headers.Location!.ToString());
        Assert.Equal(ash.YoungPerson, await site.SqlAsync<Guid>("select young_person_id from pledge.dip_sample where id = $1", id));
        var worker = await site.SignInAsync(sam.Account);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/caseload/feedback/{id}")).StatusCode);

        var half = await (await desk.SubmitAsync($"/team/samples/{id}", ("Value[voice]", "partly"), ("Words[voice]", "A little"), ("Good", "Kind"), ("send", "true"))).DocumentAsync();
        Assert.Contains("Answer every question before you send it", half.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        await desk.SubmitAsync($"/team/samples/{id}", [.. DipQuestion.All.Select(question => ($"Value[{question.Key}]", question.Key == "voice" ? "partly" : "yes")), ("Words[voice]", "A little"), ("Good", "Kind"), ("Next", "Ring"), ("send", "true")]);

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'dip-sample-sent'", sam.Account));
        Assert.Contains("A little", (await worker.PageAsync($"/caseload/feedback/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(kim.Account)).GetAsync($"/caseload/feedback/{id}")).StatusCode);
        await worker.SubmitFormAsync($"/caseload/feedback/{id}", "reply", ("Reply", "I rang today"));

        var samples = await desk.PageAsync("/team/samples");
        Assert.Contains("The worker answered", samples.QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        Assert.Contains("0 yes, 1 partly, 0 no", samples.QuerySelector("table tbody tr").Reads(), StringComparison.Ordinal);
        Assert.Contains("I rang today", (await desk.PageAsync($"/team/samples/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_managers_in_one_sample_overwrite_nothing_and_words_without_an_answer_are_not_lost()
    {
        var (manager, sam, _) = await TeamAsync();
        await site.Arrange.TheirsAsync(sam);
        var (desk, other) = (await site.SignInAsync(manager.Account), await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, sam)).Account));
        await desk.SubmitFormAsync("/team/samples", "pick", ("How", "longest-quiet"), ("Number", "1"));
        var address = $"/team/samples/{await site.SqlAsync<Guid>("select id from pledge.dip_sample where authority_id = $1", sam.Authority)}";

        var wordsAlone = await (await desk.SubmitAsync(address, ("Words[voice]", "Only words"), ("send", "false"))).DocumentAsync();
        Assert.Equal("Error: Choose an answer too, so that these words are kept", wordsAlone.QuerySelector(".govuk-error-message").Reads());
        Assert.Contains("Only words", wordsAlone.QuerySelector("[name='Words[voice]']")!.TextContent, StringComparison.Ordinal);

        var late = await desk.FillAsync(address, null, ("Value[voice]", "no"), ("Words[voice]", "Not asked"), ("send", "false"));
        await other.SubmitAsync(address, ("Value[voice]", "yes"), ("Words[voice]", "Asked twice"), ("send", "false"));
        var page = await (await late()).DocumentAsync();

        Assert.Contains("You wrote Not asked Mo Manager wrote Asked twice", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Asked twice", await site.SqlAsync<string>("select words from pledge.dip_answer where authority_id = $1", sam.Authority));
    }

    [Fact]
    public async Task Nobody_who_fits_is_said_beside_the_question()
    {
        var (manager, sam, _) = await TeamAsync();
        await site.Arrange.TheirsAsync(sam);

        var page = await (await (await site.SignInAsync(manager.Account)).SubmitFormAsync("/team/samples", "pick", ("How", "just-turned18"), ("Number", "1"))).DocumentAsync();

        Assert.Equal("Error: Nobody fits this now. Pick in another way", page.QuerySelector("#How-error").Reads());
    }

    [Fact]
    public async Task Of_two_managers_who_pick_at_one_moment_both_do_not_read_the_same_record()
    {
        var (manager, sam, _) = await TeamAsync();
        var ash = await site.Arrange.TheirsAsync(sam);
        var second = await site.Arrange.ManagerOfAsync(site, sam);
        var presses = new List<Func<Task<HttpResponseMessage>>>();
        foreach (var who in new[] { manager, second })
            presses.Add(await (await site.SignInAsync(who.Account)).FillAsync("/team/samples", "pick", ("How", "chosen"), ("Who", ash.YoungPerson!.Value.ToString()), ("Number", "1")));

        var answers = await Task.WhenAll(presses.Select(press => press()));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.dip_sample where young_person_id = $1", ash.YoungPerson));
    }

    [Theory]
    [InlineData("/team")]
    [InlineData("/team/slipped")]
    [InlineData("/team/samples")]
    public async Task Only_managers_lead_a_team(string address)
    {
        var (_, sam, _) = await TeamAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(sam.Account)).GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Visit().GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Another_teams_sample_is_not_found()
    {
        var (_, sam, _) = await TeamAsync();
        var ash = await site.Arrange.TheirsAsync(sam);
        var id = Guid.CreateVersion7();
        await site.ExecuteAsync("insert into pledge.dip_sample (id, authority_id, young_person_id, worker_id, picked, picked_at, picked_by, state) values ($1, $2, $3, $4, 'random', now(), $4, 'open')",
            id, sam.Authority, ash.YoungPerson, sam.Account);
        var (other, _, _) = await TeamAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(other.Account)).GetAsync($"/team/samples/{id}")).StatusCode);
    }

    private async Task<(Someone Manager, Someone Sam, Someone Kim)> TeamAsync()
    {
        var sam = await site.Arrange.AdviserAsync();
        var team = await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", sam.Account);
        return (await site.Arrange.ManagerOfAsync(site, sam), sam, await site.Arrange.ColleagueAsync(sam, team: team));
    }
}

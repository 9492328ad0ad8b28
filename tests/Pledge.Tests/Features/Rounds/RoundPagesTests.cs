using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Features.Rounds;

namespace Pledge.Tests.Features.Rounds;

public sealed class RoundPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_round_is_asked_for_worked_out_changed_and_released_and_nobody_is_told_before()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var (ash, bo) = (await LookerAsync(authority, "{music}"), await LookerAsync(authority, "{art}"));
        var (mo, jo) = (await site.Arrange.FreeMentorAsync(authority, interests: "{music}"), await site.Arrange.FreeMentorAsync(authority, "Jo Hall", interests: "{art}"));
        var round = await AskAsync(coordinator, authority);
        Assert.Contains("Working it out: 0%", await ReadAsync(coordinator, round), StringComparison.Ordinal);

        await WorkAsync(round);
        var page = await ReadAsync(coordinator, round);
        Assert.Contains("Ready for you to look at. Nobody has been told.", page, StringComparison.Ordinal);
        Assert.Contains("2 young people, 2 mentors with a free place, 2 pairs", page, StringComparison.Ordinal);
        Assert.Contains("Both like: Music", page, StringComparison.Ordinal);
        Assert.Equal($"{mo} {jo}", await GotAsync(round, ash, bo));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal where authority_id = $1", authority));
        Assert.DoesNotContain("/mentor/proposals/", (await (await site.SignInAsync(ash.Account)).PageAsync("/mentor")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);

        // Not these two; then it has to be worked out again before it can be released.
        await RedirectAsync(coordinator.SubmitFormAsync(round, "pairs", ("Pair", $"{ash.YoungPerson}.{mo}")));
        Assert.Contains("Work it out again, then you can release it", await ReadAsync(coordinator, round), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync(round, "again"));
        await WorkAsync(round);
        Assert.Equal($"{jo} {mo}", await GotAsync(round, ash, bo));

        await RedirectAsync(coordinator.SubmitFormAsync(round, "undo", ("Change", await site.SqlAsync<string>("select id::text from pledge.mentor_round_change where authority_id = $1", authority))));
        await RedirectAsync(coordinator.SubmitFormAsync(round, "again"));
        await WorkAsync(round);
        var late = await coordinator.FillAsync(round, "pairs", ("Pair", $"{ash.YoungPerson}.{mo}"));
        await RedirectAsync(coordinator.SubmitFormAsync(round, "release"));
        Assert.Contains("This round is over", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("coordinator open 2", await site.SqlAsync<string>("select string_agg(distinct made_by_side || ' ' || state, ',') || ' ' || count(*) from pledge.mentor_proposal where authority_id = $1", authority));
        Assert.Contains("Released. Both sides of each pair were asked.", await ReadAsync(coordinator, round), StringComparison.Ordinal);
        Assert.Contains("Ash and Mo", await ReadAsync(coordinator, round), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_that_is_put_together_stays_together_and_a_round_that_cannot_be_says_why()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var (ash, bo) = (await LookerAsync(authority, "{music}"), await LookerAsync(authority, "{art}"));
        var (mo, jo) = (await site.Arrange.FreeMentorAsync(authority, interests: "{music}"), await site.Arrange.FreeMentorAsync(authority, "Jo Hall", interests: "{art}"));
        var round = await AskAsync(coordinator, authority);
        await WorkAsync(round);
        await site.ExecuteAsync("insert into pledge.mentor_round_change (id, authority_id, round_id, young_person_id, mentor_id, wish, set_at, set_by) select gen_random_uuid(), $1, id, $2, $3, 'pin', now(), gen_random_uuid() from pledge.mentor_round where authority_id = $1", authority, ash.YoungPerson, jo);
        await RedirectAsync(coordinator.SubmitFormAsync(round, "again"));
        await WorkAsync(round);
        Assert.Equal($"{jo} {mo}", await GotAsync(round, ash, bo));
        Assert.Contains("Together by you", await ReadAsync(coordinator, round), StringComparison.Ordinal);

        await site.ExecuteAsync("update pledge.mentor set state = 'paused' where id = $1", jo);
        await RedirectAsync(coordinator.SubmitFormAsync(round, "again"));
        await WorkAsync(round);
        Assert.Contains("one of them is not there any more. Undo that.", await ReadAsync(coordinator, round), StringComparison.Ordinal);
        Assert.Equal("stopped not-in-round", await site.SqlAsync<string>("select state || ' ' || fault from pledge.mentor_round where authority_id = $1", authority));
    }

    [Fact]
    public async Task What_one_wanted_of_a_pair_is_not_replaced_by_another_who_did_not_see_it()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var ash = await LookerAsync(authority, "{music}");
        var (mo, jo) = (await site.Arrange.FreeMentorAsync(authority, interests: "{music}"), await site.Arrange.FreeMentorAsync(authority, "Jo Hall", interests: "{art}"));
        var round = await AskAsync(coordinator, authority);
        await WorkAsync(round);
        var late = await coordinator.FillAsync(round, "pairs", ("Pair", $"{ash.YoungPerson}.{mo}"));
        await site.ExecuteAsync("insert into pledge.mentor_round_change (id, authority_id, round_id, young_person_id, mentor_id, wish, set_at, set_by) select gen_random_uuid(), $1, id, $2, $3, 'pin', now(), gen_random_uuid() from pledge.mentor_round where authority_id = $1", authority, ash.YoungPerson, mo);
        Assert.Contains("put Ash and Mo together. Undo that first", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        // Nor by a second mentor for the same young person.
        Assert.Contains("put Ash and Mo together", await (await coordinator.PostFormAsync(round, $"{round}?handler=Pin", ("Pair", $"{ash.YoungPerson}.{jo}"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("pin", await site.SqlAsync<string>("select string_agg(wish, ',') from pledge.mentor_round_change where authority_id = $1 and ended_at is null", authority));

        await site.ExecuteAsync("insert into pledge.saved_weights (id, authority_id, kind, version, parts, for_young_person, for_other, young_person_share, most_of_one, why, saved_at, saved_by) values (gen_random_uuid(), $1, 'mentors', 2, array['hopes','interests','times','near','kind','background','gender','language'], array[30,20,15,15,10,6,2,2], array[25,25,25,25,0,0,0,0], 0.6, 1, 'Other', now(), gen_random_uuid())", authority);
        Assert.Contains("version 2 holds now", await ReadAsync(coordinator, round), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lapsed_since_is_left_out_of_the_release_and_counted()
    {
        var (authority, coordinator) = await ArrangeAsync();
        await LookerAsync(authority, "{music}");
        await LookerAsync(authority, "{art}");
        var mo = await site.Arrange.FreeMentorAsync(authority, interests: "{music}");
        await site.Arrange.FreeMentorAsync(authority, "Jo Hall", interests: "{art}");
        var round = await AskAsync(coordinator, authority);
        await WorkAsync(round);
        await site.ExecuteAsync("update pledge.mentor_clearance set recheck_due_on = '2026-11-30' where mentor_id = $1", mo);

        await RedirectAsync(coordinator.SubmitFormAsync(round, "release"));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal where authority_id = $1", authority));
        var after = await ReadAsync(coordinator, round);
        Assert.Contains("Waits for an answer", after, StringComparison.Ordinal);
        Assert.Contains("Not proposed: it did not hold any more", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_that_is_stopped_is_not_finished_by_the_run_and_a_forgotten_one_is_asked_for_again()
    {
        var (authority, coordinator) = await ArrangeAsync();
        await LookerAsync(authority, "{music}");
        var round = await AskAsync(coordinator, authority);
        await RedirectAsync(coordinator.SubmitFormAsync(round, "stop"));
        await WorkAsync(round);
        Assert.Equal("stopped", await StateAsync(authority));
        Assert.Contains("Not worked out", await ReadAsync(coordinator, round), StringComparison.Ordinal);

        await site.ExecuteAsync("update pledge.mentor_round set state = 'working', touched_at = '2020-01-01Z', asked_at = '2020-01-01Z' where authority_id = $1", authority);
        await site.RunJobAsync<WorkOutRounds>(job => job.SweepAsync(CancellationToken.None));
        Assert.Equal("stopped", await StateAsync(authority));
        Assert.Contains("It took too long", await ReadAsync(coordinator, round), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync(round, "drop"));
        Assert.Equal("dropped", await StateAsync(authority));
    }

    [Fact]
    public async Task Two_who_release_at_once_make_each_proposal_once_and_what_was_not_looked_at_is_not_released()
    {
        var (authority, coordinator) = await ArrangeAsync();
        await LookerAsync(authority, "{music}");
        await site.Arrange.FreeMentorAsync(authority);
        var round = await AskAsync(coordinator, authority);
        await WorkAsync(round);
        var forms = await Task.WhenAll(coordinator.SubmitFormAsync(round, "release"), coordinator.SubmitFormAsync(round, "release"));
        Assert.Contains(forms, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal where authority_id = $1", authority));
    }

    [Fact]
    public async Task Another_authority_finds_no_round_of_this_one_and_nobody_but_a_coordinator_any()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var round = await AskAsync(coordinator, authority);
        var (_, stranger) = await ArrangeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(round)).StatusCode);
        var manager = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Manager)).Account);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync(round)).StatusCode);
    }

    [Fact]
    public async Task Weights_are_shown_with_their_effect_before_they_are_saved_and_then_move_the_suggestions()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var ash = await LookerAsync(authority, "{music}");
        await site.Arrange.FreeMentorAsync(authority, interests: "{music}");
        const string Page = "/mentoring/weights";
        var shown = await coordinator.SubmitAsync(Page, ("Lines[1].ForYoungPerson", "0"), ("Lines[1].ForOther", "0"));
        Assert.Contains("What this would change", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.saved_weights where authority_id = $1", authority));

        var form = (await shown.DocumentAsync()).QuerySelectorAll("#weights input").Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value") ?? "")).Where(field => !field.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        // Other numbers than those whose effect was shown are shown first.
        Assert.Equal(HttpStatusCode.OK, (await coordinator.PostFormAsync(Page, Page, [.. form.Select(field => field.Name == "Share" ? ("Share", "50") : field), ("Why", "Interests change")])).StatusCode);
        await RedirectAsync(coordinator.PostFormAsync(Page, Page, [.. form, ("Why", "Interests change")]));
        Assert.Equal("2 Interests change", await site.SqlAsync<string>("select version || ' ' || why from pledge.saved_weights where authority_id = $1", authority));
        Assert.DoesNotContain("Both like: Music", await ReadAsync(coordinator, $"/mentoring/{ash.YoungPerson}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lines[0].ForYoungPerson", "-1", "from 0 to 1,000")]
    [InlineData("Lines[0].ForOther", "many", "")]
    [InlineData("Share", "101", "from 0 to 100")]
    public async Task Weights_that_cannot_be_are_refused_beside_the_field(string field, string value, string says)
    {
        var (authority, coordinator) = await ArrangeAsync();
        var refused = await coordinator.SubmitAsync("/mentoring/weights", (field, value), ("Why", "Because"));
        Assert.Contains(says, await refused.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("Because", (await refused.DocumentAsync()).QuerySelector("[name=Why]")?.GetAttribute("value"));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.saved_weights where authority_id = $1", authority));
    }

    [Fact]
    public async Task Fairness_counts_each_young_person_once_and_hides_few()
    {
        var (authority, coordinator) = await ArrangeAsync();
        for (var i = 0; i < 13; i++)
            await LookerAsync(authority, "{music}");
        var page = await coordinator.PageAsync("/mentoring/fairness");
        Assert.Equal("15", Assert.Single(page.QuerySelectorAll("tr:last-child td:last-child").Select(cell => cell.TextContent.Trim()).Distinct()));

        var (few, other) = await ArrangeAsync();
        for (var i = 0; i < 3; i++)
            await LookerAsync(few, "{music}");
        var hidden = (await other.PageAsync("/mentoring/fairness")).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Contains("under 10", hidden);
        Assert.DoesNotContain("3", hidden);
    }

    private async Task<(Guid Authority, Visitor Coordinator)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account));
    }

    private async Task<Someone> LookerAsync(Guid authority, string interests)
    {
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.WishAsync(person, interests: interests);
        return person;
    }

    private async Task<string> AskAsync(Visitor coordinator, Guid authority)
    {
        await RedirectAsync(coordinator.SubmitFormAsync("/mentoring/rounds", "ask-round"));
        return $"/mentoring/rounds/{await site.SqlAsync<Guid>("select id from pledge.mentor_round where authority_id = $1", authority)}";
    }

    private Task WorkAsync(string round) => site.RunJobAsync<WorkOutRounds>(job => job.RunAsync(Guid.Parse(round.Split('/')[^1]), CancellationToken.None));

    private Task<string> StateAsync(Guid authority) => site.SqlAsync<string>("select state from pledge.mentor_round where authority_id = $1", authority)!;

    private Task<string> GotAsync(string round, Someone first, Someone second) => site.SqlAsync<string>(
        "select string_agg(mentor_id::text, ' ' order by young_person_id <> $2) from pledge.mentor_round_pair where round_id = $1 and is_given and young_person_id in ($2, $3)", Guid.Parse(round.Split('/')[^1]), first.YoungPerson, second.YoungPerson)!;

    private static async Task RedirectAsync(Task<HttpResponseMessage> form) => Assert.Equal(HttpStatusCode.Redirect, (await form).StatusCode);

    private static async Task<string> ReadAsync(Visitor who, string address) => (await who.PageAsync(address)).QuerySelector("main")!.TextContent.ReplaceLineEndings(" ");
}

using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.HandOvers;

public sealed class HandOverTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Accepted_after_the_day_the_new_worker_begins_at_once_with_the_actions()
    {
        var (sam, kim, ash) = await PairAsync();
        var action = await site.Arrange.ActionAsync(ash, "Ring the college", Today.AddDays(20), worker: sam);
        await site.Arrange.CoverAsync(sam, await site.Arrange.ColleagueAsync(sam, "Lee Third"), ash, Today, Today.AddDays(9));
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today.AddDays(-3));

        await (await site.SignInAsync(kim.Account)).SubmitFormAsync($"/hand-over/{id}", "accept");

        Assert.Equal([(sam.Account, new DateOnly(2025, 11, 22), Today), (kim.Account, Today, null)], await PeriodsAsync(ash));
        Assert.Equal([kim.Account], await OwnersAsync(action));
        Assert.Equal(Today, await site.SqlAsync<DateOnly>("select period_to from pledge.leave_cover where young_person_id = $1", ash.YoungPerson));
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignInAsync(kim.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
    }

    [Fact]
    public async Task A_note_without_what_matters_is_kept_but_not_sent()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "draft", Today.AddDays(3));
        var giver = await site.SignInAsync(sam.Account);

        var refused = await (await giver.SubmitAsync($"/hand-over/{id}/note", ("Matters", " "), ("Due", "Court on Monday"), ("send", "true"))).DocumentAsync();

        Assert.Equal("Error: Say what matters to them now", refused.QuerySelector("#Matters-error").Reads());
        Assert.Equal("Court on Monday", refused.QuerySelector("#Due")!.TextContent.Trim());
        Assert.Equal("draft", await StateAsync(id));
    }

    [Fact]
    public async Task A_note_that_two_write_shows_the_second_what_the_first_wrote()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "draft", Today.AddDays(3));
        var (giver, manager) = (await site.SignInAsync(sam.Account), await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, sam)).Account));
        var late = await giver.FillAsync($"/hand-over/{id}/note", null, ("Matters", "Her cat"), ("send", "true"));
        await manager.SubmitAsync($"/hand-over/{id}/note", ("Matters", "Mondays are hard"), ("send", "false"));

        var page = await (await late()).DocumentAsync();

        Assert.Contains("You wrote Her cat Mo Manager wrote Mondays are hard", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Her cat", page.QuerySelector("#Matters")!.TextContent.Trim());
        Assert.Equal("draft", await StateAsync(id));
    }

    [Fact]
    public async Task Nobody_says_yes_to_a_note_they_were_not_shown_or_hello_for_another()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today);
        var (giver, taker) = (await site.SignInAsync(sam.Account), await site.SignInAsync(kim.Account));
        var manager = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, kim)).Account);
        var group = await site.SqlAsync<Guid>("select group_id from pledge.hand_over where id = $1", id);
        var (yes, ask, all) = (await taker.FillAsync($"/hand-over/{id}", "accept"), await taker.FillAsync($"/hand-over/{id}", "ask-back", ("Question", "Who pays?")),
            await taker.FillAsync($"/hand-over/groups/{group}", "accept-all"));
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await giver.SubmitAsync($"/hand-over/{id}/note", ("Matters", "Her cat"), ("Promised", "500 pounds from you"), ("send", "true"));

        foreach (var late in new[] { yes, ask, all })
            Assert.Contains("This hand-over changed after you opened this page", (await (await late()).DocumentAsync()).QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal("proposed", await StateAsync(id));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and account_id = $2 and what = 'form'", ash.YoungPerson, kim.Account));

        var form = await manager.PageAsync($"/hand-over/{id}");
        Assert.Null(form.QuerySelector("[name=Hello]"));
        await manager.SubmitFormAsync($"/hand-over/{id}", "accept", ("Hello", "I am not your worker"));
        Assert.Equal(["accepted", null], await site.RowAsync("select state, hello from pledge.hand_over where id = $1", id));
    }

    [Fact]
    public async Task A_manager_sends_and_decides_for_many_at_once_and_each_young_person_is_told()
    {
        var (sam, kim, ash) = await PairAsync();
        var bo = await site.Arrange.TheirsAsync(sam, "Bo");
        var manager = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, sam)).Account);
        var group = Guid.CreateVersion7();
        foreach (var person in new[] { ash, bo })
            await site.Arrange.HandOverAsync(sam, kim, person, "draft", Today, group);

        await manager.SubmitFormAsync($"/hand-over/groups/{group}", "send-all");
        var answer = await manager.SubmitFormAsync($"/hand-over/groups/{group}", "accept-all");

        Assert.Equal("/hand-over", answer.Headers.Location!.ToString());
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.assignment where staff_member_id = $1 and period_to is null", kim.Account));
        Assert.Equal((1L, 1L), (await LedgerAsync(ash.Account, "worker-news"), await LedgerAsync(bo.Account, "worker-news")));
        Assert.Equal(1L, await LedgerAsync(kim.Account, "hand-over-offered"));
    }

    [Fact]
    public async Task Taken_back_nothing_changes_and_the_receiver_sees_nothing()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today);

        await (await site.SignInAsync(sam.Account)).SubmitFormAsync($"/hand-over/{id}/withdraw", "withdraw");

        Assert.Equal("withdrawn", await StateAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(kim.Account)).GetAsync($"/hand-over/{id}")).StatusCode);
        Assert.Single(await PeriodsAsync(ash));
    }

    [Fact]
    public async Task A_hand_over_of_somebody_whom_the_administrator_moved_is_taken_back()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today);
        var lee = await site.Arrange.ColleagueAsync(sam, "Lee Third");
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(sam.Authority, "administrator")).Account);

        await administrator.SubmitFormAsync($"/admin/accounts/{sam.Account}/caseload", "move", ("To", lee.Account.ToString()));

        Assert.Equal("withdrawn", await StateAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(kim.Account)).GetAsync($"/hand-over/{id}")).StatusCode);
    }

    [Fact]
    public async Task The_administrator_may_move_a_caseload_of_which_some_are_agreed_for_a_day_to_come()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today.AddDays(10));
        await (await site.SignInAsync(kim.Account)).SubmitFormAsync($"/hand-over/{id}", "accept");
        var lee = await site.Arrange.ColleagueAsync(sam, "Lee Third");
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(sam.Authority, "administrator")).Account);

        await administrator.SubmitFormAsync($"/admin/accounts/{sam.Account}/caseload", "move", ("To", lee.Account.ToString()));

        Assert.Equal([(sam.Account, new DateOnly(2025, 11, 22), Today), (lee.Account, Today, Today.AddDays(10)), (kim.Account, Today.AddDays(10), null)], await PeriodsAsync(ash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/note")]
    [InlineData("/withdraw")]
    public async Task A_strangers_hand_over_is_not_found(string page)
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today);
        foreach (var stranger in new[] { await site.Arrange.ColleagueAsync(sam, "Lee Third"), await site.Arrange.AdviserAsync() })
            Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync($"/hand-over/{id}{page}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(ash.Account)).GetAsync($"/hand-over/{id}{page}")).StatusCode);
    }

    [Fact]
    public async Task The_receiver_neither_writes_nor_takes_back()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today);
        var receiver = await site.SignInAsync(kim.Account);

        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/hand-over/{id}/note")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/hand-over/{id}/withdraw")).StatusCode);
    }

    [Fact]
    public async Task Someone_else_s_young_person_cannot_be_chosen()
    {
        var (sam, kim, _) = await PairAsync();
        var other = await site.Arrange.TheirsAsync(await site.Arrange.ColleagueAsync(sam, "Lee Third"), "Cy");

        var page = await (await (await site.SignInAsync(sam.Account)).SubmitAsync("/hand-over/new",
            ("With", other.YoungPerson!.Value.ToString()), ("To", kim.Account.ToString()), ("On.Day", "6"), ("On.Month", "12"), ("On.Year", "2026"))).DocumentAsync();

        Assert.NotNull(page.QuerySelector(".govuk-error-summary"));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.hand_over where young_person_id = $1", other.YoungPerson));
    }

    [Fact]
    public async Task Of_two_managers_who_begin_at_one_moment_one_is_told()
    {
        var (sam, kim, ash) = await PairAsync();
        var presses = new List<Func<Task<HttpResponseMessage>>>();
        for (var i = 0; i < 2; i++)
        {
            var manager = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, sam)).Account);
            presses.Add(await manager.FillAsync("/hand-over/new", null,
                ("With", ash.YoungPerson!.Value.ToString()), ("To", kim.Account.ToString()), ("On.Day", "6"), ("On.Month", "12"), ("On.Year", "2026")));
        }

        var answers = await Task.WhenAll(presses.Select(press => press()));

        // Whoever comes later either meets the other's row at the constraint, or finds nobody left to choose.
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.hand_over where young_person_id = $1", ash.YoungPerson));
    }

    [Fact]
    public async Task Of_two_managers_who_accept_at_one_moment_one_is_told_and_the_periods_meet()
    {
        var (sam, kim, ash) = await PairAsync();
        var id = await site.Arrange.HandOverAsync(sam, kim, ash, "proposed", Today.AddDays(5));
        var presses = new List<Func<Task<HttpResponseMessage>>>();
        for (var i = 0; i < 2; i++)
            presses.Add(await (await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, sam)).Account)).FillAsync($"/hand-over/{id}", "accept"));

        var answers = await Task.WhenAll(presses.Select(press => press()));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(2, (await PeriodsAsync(ash)).Count);
        Assert.Equal(1L, await LedgerAsync(ash.Account, "worker-news"));
    }

    private async Task<(Someone Sam, Someone Kim, Someone Ash)> PairAsync()
    {
        var sam = await site.Arrange.AdviserAsync();
        return (sam, await site.Arrange.ColleagueAsync(sam), await site.Arrange.TheirsAsync(sam));
    }

    private Task<string> StateAsync(Guid id) => site.SqlAsync<string>("select state from pledge.hand_over where id = $1", id);

    private Task<long> LedgerAsync(Guid account, string rule) => site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = $2", account, rule);

    private async Task<List<(Guid Worker, DateOnly From, DateOnly? To)>> PeriodsAsync(Someone person)
    {
        var text = await site.SqlAsync<string>("select string_agg(concat_ws(' ', staff_member_id, period_from, period_to), ',' order by period_from) from pledge.assignment where young_person_id = $1", person.YoungPerson);
        return [.. text.Split(',').Select(line => line.Split(' ')).Select(part => (Guid.Parse(part[0]), DateOnly.Parse(part[1], null), part.Length > 2 ? DateOnly.Parse(part[2], null) : (DateOnly?)null))];
    }

    private async Task<Guid[]> OwnersAsync(params Guid[] actions) =>
        await Task.WhenAll(actions.Select(action => site.SqlAsync<Guid>("select owner_account_id from pledge.plan_action where id = $1", action)));
}

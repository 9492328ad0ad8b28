using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.BoardActions;

public sealed class BoardActionPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_action_out_of_a_promise_is_raised_followed_and_done()
    {
        var (authority, runner) = await ArrangeAsync();
        var owner = await site.Arrange.StaffAsync(authority, Roles.Board, name: "Bea Board");
        var id = await RaiseAsync(runner, owner, "home", "Ask for flats");

        var visitor = await site.SignInAsync(owner.Account);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using (await visitor.SubmitFormAsync($"/board/actions/{id}", "say", ("Words", "The director says yes"), ("State", "open"))) { }
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using (await visitor.SubmitFormAsync($"/board/actions/{id}", "say", ("Words", "Twelve are ready"), ("State", "done"))) { }

        Assert.Contains("No action is open", (await runner.PageAsync("/board/actions")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Twelve are ready", (await runner.PageAsync("/board/actions?show=ended")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(["Twelve are ready", "The director says yes", "It was raised."], (await runner.PageAsync($"/board/actions/{id}")).QuerySelectorAll(".rows li p:nth-child(2)").Select(words => words.Reads()));
    }

    [Fact]
    public async Task Who_neither_runs_the_board_nor_does_it_cannot_change_it()
    {
        var (authority, runner) = await ArrangeAsync();
        var id = await RaiseAsync(runner, await site.Arrange.StaffAsync(authority, Roles.Manager), "home", "Ask for flats");
        var reader = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);

        Assert.Null((await reader.PageAsync($"/board/actions/{id}")).QuerySelector("form#say"));
        using (var refused = await reader.PostFormAsync("/account/password", $"/board/actions/{id}", ("Words", "Done"), ("State", "done")))
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/board/actions/new")).StatusCode);
        var partner = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority))).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync($"/board/actions/{id}")).StatusCode);
        var elsewhere = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Administrator)).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/board/actions/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_partner_sees_what_they_do_themselves_and_late_ones_stand_first()
    {
        var (authority, runner) = await ArrangeAsync();
        var partner = await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority));
        var first = await RaiseAsync(runner, partner, "CL-ACC-1718", "First");
        await RaiseAsync(runner, partner, "home", "Second");
        await RaiseAsync(runner, await site.Arrange.StaffAsync(authority, Roles.Manager), "home", "Third");
        await site.ExecuteAsync("update pledge.board_action_update set due_on = '2026-11-20' where action_id = $1", first);

        Assert.Equal(["First", "Second"], (await (await site.SignInAsync(partner.Account)).PageAsync("/board/actions")).QuerySelectorAll("tbody th a").Select(link => link.Reads()));
        Assert.Contains("2 days late", (await runner.PageAsync("/board/actions")).QuerySelector("tbody tr").Reads(), StringComparison.Ordinal);
        Assert.Contains("Open: 3. Late: 1.", (await runner.PageAsync("/board/actions")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(first, await site.SqlAsync<Guid>("select id from pledge.board_action where indicator = 'CL-ACC-1718' and authority_id = $1", authority));
    }

    [Fact]
    public async Task Whoever_runs_the_board_gives_it_to_somebody_else_with_another_day()
    {
        var (authority, runner) = await ArrangeAsync();
        var next = await site.Arrange.StaffAsync(authority, Roles.Board, name: "Bea Board");
        var id = await RaiseAsync(runner, await site.Arrange.StaffAsync(authority, Roles.Manager), "home", "Ask for flats");
        var second = await runner.FillAsync($"/board/actions/{id}", "say", ("Words", "Mine"), ("State", "open"));
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using (await runner.SubmitFormAsync($"/board/actions/{id}", "say", ("Words", "Bea takes it over"), ("State", "open"), ("Owner", next.Account.ToString()), ("DueOn.Day", "1"), ("DueOn.Month", "3"), ("DueOn.Year", "2027"))) { }

        Assert.Contains("Bea Board", (await runner.PageAsync("/board/actions")).QuerySelector("tbody tr").Reads(), StringComparison.Ordinal);
        Assert.Contains("1 March 2027", (await runner.PageAsync("/board/actions")).QuerySelector("tbody tr").Reads(), StringComparison.Ordinal);
        // Whoever saved second reads what the first did.
        using var answer = await second();
        Assert.Contains("Bea takes it over", (await answer.DocumentAsync()).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.board_action_update where action_id = $1", id));
    }

    [Fact]
    public async Task The_list_is_a_file_in_which_nothing_runs()
    {
        var (authority, runner) = await ArrangeAsync();
        await RaiseAsync(runner, await site.Arrange.StaffAsync(authority, Roles.Manager, name: "Mo Manager"), "home", "=1+1");
        using var response = await runner.GetAsync("/board/actions?handler=List");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("What is to be done,From,Who does it,By which day,How it stands,Days late,What was done last", lines[0]);
        Assert.DoesNotContain("\n=1", "\n" + lines[1].TrimStart('"'), StringComparison.Ordinal);
        Assert.Contains("Statement of home,Mo Manager,2026-12-31,Open,0,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_missing_is_said_at_once_and_a_past_day_is_refused()
    {
        var (authority, runner) = await ArrangeAsync();
        using var empty = await runner.SubmitAsync("/board/actions/new", ("What", ""));
        Assert.Equal(4, (await empty.DocumentAsync()).QuerySelectorAll(".govuk-error-summary__list li").Length);

        var owner = await site.Arrange.StaffAsync(authority, Roles.Manager);
        using var past = await runner.SubmitAsync("/board/actions/new", ("What", "Ask"), ("About", "home"), ("Owner", owner.Account.ToString()), ("DueOn.Day", "1"), ("DueOn.Month", "1"), ("DueOn.Year", "2026"));
        Assert.Contains("today or a later day", await past.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_presses_of_one_button_are_one_action_and_nobody_is_told_otherwise()
    {
        var (authority, runner) = await ArrangeAsync();
        var owner = await site.Arrange.StaffAsync(authority, Roles.Manager);
        var press = await runner.FillAsync("/board/actions/new", null, ("What", "Ask"), ("About", "home"), ("Owner", owner.Account.ToString()), ("DueOn.Day", "31"), ("DueOn.Month", "12"), ("DueOn.Year", "2026"));
        HttpResponseMessage[] answers;
        await using (var gate = await Gate.HoldAsync(site, "select from pledge.authority where id = $1 for update", authority))
        {
            var presses = Task.WhenAll(press(), press(), press(), press());
            await gate.WhenWaitingAsync(4);
            await gate.OpenAsync();
            answers = await presses;
        }

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.board_action where authority_id = $1", authority));
    }

    private static async Task<Guid> RaiseAsync(Visitor runner, Someone owner, string about, string what)
    {
        using var answer = await runner.SubmitAsync("/board/actions/new", ("What", what), ("About", about), ("Owner", owner.Account.ToString()), ("DueOn.Day", "31"), ("DueOn.Month", "12"), ("DueOn.Year", "2026"));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
        return Guid.Parse(answer.Headers.Location!.OriginalString[^36..]);
    }

    private async Task<(Guid Authority, Visitor Runner)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        await site.Arrange.EditionAsync(authority, "home", "voice");
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.DataOfficer)).Account));
    }
}

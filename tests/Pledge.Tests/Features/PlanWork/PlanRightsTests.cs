using System.Net;
using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.PlanWork;

/// <summary>Who may do what with a plan, and that nobody changes what was agreed: tried on the pages and, past them, in the database.</summary>
public sealed class PlanRightsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_adviser_cannot_decide_and_a_manager_not_on_what_they_sent_themselves()
    {
        var (worker, person) = await ArrangeAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        await site.Arrange.SubmittedAsync(manager, person);
        var address = $"/young-people/{person.YoungPerson}/plan/decide";

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync("/team/plans")).StatusCode);
        var page = await (await (await site.SignInAsync(manager.Account)).SubmitAsync(address, ("Decision", "approve"))).DocumentAsync();
        Assert.Equal("Error: You sent this plan yourself. Another manager must decide", page.QuerySelector("#Decision-error").Reads());
        Assert.Null((await (await site.SignInAsync(manager.Account)).PageAsync("/team/plans")).QuerySelector(".rows a"));
    }

    [Fact]
    public async Task Whoever_decides_sees_what_is_late_already()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.SubmittedAsync(worker, person);
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);
        await site.Arrange.ActionAsync(person, "Ring the bank", today.AddDays(-1), worker);
        await site.Arrange.ActionAsync(person, "Send the form", today, worker);
        var boss = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account);

        var late = (await boss.PageAsync($"/young-people/{person.YoungPerson}/plan/decide")).QuerySelector("section[aria-labelledby=late]");

        Assert.Equal("1 thing in this plan is late already", late!.QuerySelector("h2").Reads());
        Assert.Equal("Ring the bank", late.QuerySelector(".row__title").Reads());
    }

    [Theory]
    [InlineData("", "", "Decision")]
    [InlineData("maybe", "", "Decision")]
    [InlineData("send-back", " ", "Words")]
    public async Task A_decision_needs_a_choice_and_a_reason_to_send_back(string decision, string words, string field)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.SubmittedAsync(worker, person);
        var boss = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account);

        var page = await (await boss.SubmitAsync($"/young-people/{person.YoungPerson}/plan/decide", ("Decision", decision), ("Words", words))).DocumentAsync();

        Assert.StartsWith("Error: ", page.QuerySelector($"#{field}-error").Reads(), StringComparison.Ordinal);
        Assert.Equal("submitted", await site.SqlAsync<string>("select state from pledge.plan_version where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/matters/5")]
    [InlineData("/submit")]
    [InlineData("/share")]
    [InlineData("/said")]
    [InlineData("/review")]
    [InlineData("/versions")]
    [InlineData("/versions/1")]
    public async Task Somebody_elses_young_person_is_not_found(string page)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.SharedVersionAsync(worker, person);
        await site.Arrange.DraftAsync(worker, person, 2);
        var (stranger, _) = await ArrangeAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync($"/young-people/{person.YoungPerson}/plan{page}")).StatusCode);
        var board = await site.Arrange.StaffAsync(person.Authority, Roles.Board);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(board.Account)).GetAsync($"/young-people/{person.YoungPerson}/plan{page}")).StatusCode);
    }

    [Fact]
    public async Task A_young_person_reads_no_version_that_was_not_shared_with_them()
    {
        var (worker, person) = await ArrangeAsync();
        var version = await site.Arrange.DraftAsync(worker, person);
        await site.Arrange.PartAsync(version, person, "matter", 5, "A secret draft.");
        var young = await site.SignInAsync(person.Account);

        Assert.Equal(HttpStatusCode.NotFound, (await young.GetAsync("/plan/versions/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await young.GetAsync("/plan/parts/5")).StatusCode);
        Assert.DoesNotContain("secret", (await young.PageAsync("/plan")).DocumentElement.TextContent, StringComparison.Ordinal);
        await young.SubmitAsync("/plan/wishes", ("Words", "A garden"));
        Assert.Equal("A garden", await site.SqlAsync<string>("select words from pledge.plan_voice where version_id = $1", version));
    }

    // As the owner of the tables, whom no row policy holds back.
    [Theory]
    [InlineData("update pledge.plan_part set words = 'Other' where version_id = $1")]
    [InlineData("delete from pledge.plan_part where version_id = $1")]
    [InlineData("update pledge.plan_version set state = 'draft', submitted_at = null, submitted_by = null, approved_at = null, approved_by = null, shared_at = null, shared_by = null where id = $1")]
    [InlineData("update pledge.plan_version set approved_by = gen_random_uuid() where id = $1")]
    [InlineData("delete from pledge.plan_version where id = $1")]
    [InlineData("update pledge.plan_voice set answer = 'agree' where version_id = $1")]
    [InlineData("delete from pledge.plan_step where version_id = $1")]
    [InlineData("update pledge.plan_version_action set what = 'Other' where version_id = $1")]
    public async Task What_was_agreed_stays_as_it_is_whoever_tries(string sql)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.ActionAsync(person, "Paint the wall", new(2026, 12, 1));
        var version = await site.Arrange.SubmittedAsync(worker, person);
        var boss = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account);
        var desk = await site.SignInAsync(worker.Account);
        await boss.SubmitAsync($"/young-people/{person.YoungPerson}/plan/decide", ("Decision", "approve"));
        await desk.SubmitFormAsync($"/young-people/{person.YoungPerson}/plan/share", "share");
        await desk.SubmitAsync($"/young-people/{person.YoungPerson}/plan/said", ("Answer", "disagree"));

        var error = await Assert.ThrowsAsync<PostgresException>(() => site.ExecuteAsync(sql, version));

        Assert.Equal("PP001", error.SqlState);
    }

    [Fact]
    public async Task An_action_changed_later_leaves_the_agreed_version_as_it_was()
    {
        var (worker, person) = await ArrangeAsync();
        var action = await site.Arrange.ActionAsync(person, "Paint the wall", new(2026, 12, 1));
        var version = await site.Arrange.SubmittedAsync(worker, person);
        var boss = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account);
        await boss.SubmitAsync($"/young-people/{person.YoungPerson}/plan/decide", ("Decision", "approve"));

        await site.ExecuteAsync("update pledge.plan_action set what = 'Paint the door' where id = $1", action);

        Assert.Equal("Paint the wall", await site.SqlAsync<string>("select what from pledge.plan_version_action where version_id = $1", version));
        var page = await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{person.YoungPerson}/plan/versions/1");
        Assert.Contains("Paint the wall", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

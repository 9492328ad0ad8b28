using System.Net;
using Pledge.Domain;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class PauseRiseTests(Site site) : IClassFixture<Site>
{
    private DateOnly Today => site.Clock.Today();

    [Fact]
    public async Task A_pause_and_its_reason_stand_where_worker_manager_and_young_person_read_of_it_and_end_early()
    {
        var (worker, ash, address) = await LateActionAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var visitor = await site.SignInAsync(worker.Account);

        var saved = await visitor.SubmitAsync(address, [("Reason", "The bank is on strike"), .. Date(Today.AddDays(10))]);

        Assert.Equal($"/young-people/{ash.YoungPerson}/reminders", saved.Headers.Location?.OriginalString);
        foreach (var (who, page) in new[] { (worker, $"/young-people/{ash.YoungPerson}/reminders"), (manager, $"/young-people/{ash.YoungPerson}/reminders"), (manager, "/team/risen"), (ash, "/reminders") })
        {
            var text = (await (await site.SignInAsync(who.Account)).PageAsync(page)).QuerySelector("main").Reads();
            Assert.Contains("Action in the plan: Ring the bank, due by 12 November 2026", text, StringComparison.Ordinal);
            Assert.Contains("The bank is on strike", text, StringComparison.Ordinal);
            Assert.Contains("2 December 2026", text, StringComparison.Ordinal);
        }
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and what = 'paused-rise'", ash.YoungPerson));
        // The manager would have heard on the 26th; the eleven days of the pause are added, and it is a Monday.
        Assert.Contains("If nothing changes, Mo Manager, who manages the team, hears on 7 December 2026", (await visitor.PageAsync($"/young-people/{ash.YoungPerson}/reminders")).QuerySelector("#open ~ .rows").Reads(), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var head = await site.SignInAsync(manager.Account);
        for (var tap = 0; tap < 2; tap++)
            Assert.Equal(HttpStatusCode.Redirect, (await head.PostFormAsync(address, address + "?handler=End")).StatusCode);
        Assert.Equal(["The bank is on strike", ""], await site.SqlAsync<string[]>("select array_agg(coalesce(reason, '') order by said_at) from pledge.rise_pause where young_person_id = $1", ash.YoungPerson));
        Assert.DoesNotContain("on strike", (await (await site.SignInAsync(ash.Account)).PageAsync("/reminders")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("If nothing changes, Mo Manager, who manages the team, hears on 26 November 2026", (await visitor.PageAsync($"/young-people/{ash.YoungPerson}/reminders")).QuerySelector("#open ~ .rows").Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 10, "Say why it has to wait")]
    [InlineData("Away", 0, "Choose a day after today")]
    [InlineData("Away", 29, "Pause until 20 December 2026 at the latest. After that, decide again")]
    public async Task What_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(string reason, int days, string message)
    {
        var (worker, ash, address) = await LateActionAsync();

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync(address, [("Reason", reason), .. Date(Today.AddDays(days))])).DocumentAsync();

        Assert.Contains(message, page.QuerySelector(".govuk-error-message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(reason, page.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.rise_pause where young_person_id = $1", ash.YoungPerson));
    }

    [Fact]
    public async Task Whoever_pauses_second_is_told_that_it_is_paused()
    {
        var (worker, ash, address) = await LateActionAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var second = await visitor.FillAsync(address, null, [("Reason", "Second"), .. Date(Today.AddDays(20))]);
        await visitor.SubmitAsync(address, [("Reason", "First"), .. Date(Today.AddDays(10))]);

        var page = await (await second()).DocumentAsync();

        Assert.Contains("This is paused until 2 December 2026. End that pause first", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("First", await site.SqlAsync<string>("select reason from pledge.rise_pause where young_person_id = $1", ash.YoungPerson));
    }

    [Fact]
    public async Task What_is_done_what_never_rises_and_what_is_anothers_is_not_found()
    {
        var (worker, ash, address) = await LateActionAsync();
        var (_, _, theirs) = await LateActionAsync();
        var visitor = await site.SignInAsync(worker.Account);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(address)).StatusCode);
        foreach (var wrong in new[] { theirs, address[..^1] + "3", address.Replace("action-due", "plan-waiting", StringComparison.Ordinal), address.Replace("action-due", "nonsense", StringComparison.Ordinal), $"/young-people/{ash.YoungPerson}/reminders/contact-due/nonsense" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(wrong)).StatusCode);
        await site.ExecuteAsync("update pledge.plan_action set done_at = now(), done_by = $2 where young_person_id = $1", ash.YoungPerson, worker.Account);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
    }

    private async Task<(Someone Worker, Someone Ash, string Address)> LateActionAsync()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var ash = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, ash, Today);
        var action = await site.Arrange.ActionAsync(ash, "Ring the bank", new(2026, 11, 12), worker);
        return (worker, ash, $"/young-people/{ash.YoungPerson}/reminders/action-due/{action}:2026-11-12");
    }

    private static (string, string)[] Date(DateOnly day) => [("Until.Day", $"{day.Day}"), ("Until.Month", $"{day.Month}"), ("Until.Year", $"{day.Year}")];
}

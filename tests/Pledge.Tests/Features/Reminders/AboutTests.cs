using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class AboutTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_manager_sees_who_was_reminded_of_what_and_what_came_of_it()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var (ash, other) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(worker, "Bo"));
        var now = site.Clock.GetUtcNow();
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "contact-due", $"{ash.YoungPerson}:2026-11-01:late", "sent", now.AddDays(-3));
        await site.Arrange.MessageAsync(manager with { YoungPerson = ash.YoungPerson }, "contact-due", $"{ash.YoungPerson}:2026-11-01:manager", "dropped", now.AddDays(-1));
        await site.ExecuteAsync("update pledge.message set outcome = 'no-longer-due' where account_id = $1", manager.Account);
        await site.Arrange.MessageAsync(ash, "plan-review-due", $"{ash.YoungPerson}:2026-12-01:before", "sent", now.AddDays(-5));
        await site.Arrange.MessageAsync(worker with { YoungPerson = other.YoungPerson }, "visit-due", $"{other.YoungPerson}:2026-11-01:late", "sent", now);

        var page = await (await site.SignInAsync(manager.Account)).PageAsync($"/young-people/{ash.YoungPerson}/reminders");

        Assert.Equal(["Mo Manager", "Zebedee Worrall", "Ash"], page.QuerySelectorAll(".rows .row__title").Select(title => title.Reads()));
        Assert.Contains("A contact in your team is 2 weeks late.".Replace("A contact", "a contact", StringComparison.Ordinal), page.QuerySelector(".rows li").Reads(), StringComparison.Ordinal);
        Assert.Equal("Not sent. It was done, or its day had moved, by Saturday 21 November 2026", page.QuerySelector(".rows .row__meta").Reads());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and what = 'reminders'", ash.YoungPerson));
    }

    [Fact]
    public async Task What_went_in_a_digest_is_as_far_as_the_digest()
    {
        var worker = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var ash = await site.Arrange.TheirsAsync(worker);
        var now = site.Clock.GetUtcNow();
        await site.Arrange.MessageAsync(worker, "digest", "2026-11-20:0", "sent", now.AddDays(-2));
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "contact-due", $"{ash.YoungPerson}:2026-11-01:late", "queued", now.AddDays(-2));
        await site.ExecuteAsync("update pledge.message m set state = 'bundled', digest_id = d.id from pledge.message d where m.rule = 'contact-due' and d.rule = 'digest' and m.account_id = $1 and d.account_id = $1", worker.Account);

        var page = await (await site.SignInAsync(manager.Account)).PageAsync($"/young-people/{ash.YoungPerson}/reminders");

        Assert.Equal("Sent on Friday 20 November 2026", page.QuerySelector(".rows .row__meta").Reads());
    }

    [Fact]
    public async Task A_stranger_is_not_found()
    {
        var ash = await site.Arrange.TheirsAsync(await site.Arrange.AdviserAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync((await site.Arrange.AdviserAsync()).Account)).GetAsync($"/young-people/{ash.YoungPerson}/reminders")).StatusCode);
    }
}

using System.Net;
using AngleSharp.Dom;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class AboutTests(Site site) : IClassFixture<Site>
{
    private DateOnly Today => site.Clock.Today(); // Sunday 22 November 2026

    [Fact]
    public async Task Past_lines_say_who_heard_of_what_and_when_and_never_you()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var (ash, other) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(worker, "Bo"));
        var now = site.Clock.GetUtcNow();
        var action = await site.Arrange.ActionAsync(ash, "Ring the bank", new(2026, 11, 30), worker);
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "contact-due", $"{ash.YoungPerson}:2026-11-01:late", "sent", now.AddDays(-3));
        await site.Arrange.MessageAsync(manager with { YoungPerson = ash.YoungPerson }, "contact-due", $"{ash.YoungPerson}:2026-11-01:manager", "dropped", now.AddDays(-1));
        await site.ExecuteAsync("update pledge.message set outcome = 'no-longer-due' where account_id = $1", manager.Account);
        await site.Arrange.MessageAsync(ash, "plan-review-due", $"{ash.YoungPerson}:2026-12-01:before", "sent", now.AddDays(-5));
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "action-due", $"{action}:2026-11-30:before", "sent", now.AddDays(-6));
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "new-message", "x", "sent", now.AddDays(-7));
        await site.Arrange.MessageAsync(worker with { YoungPerson = other.YoungPerson }, "visit-due", $"{other.YoungPerson}:2026-11-01:late", "sent", now);

        var page = await (await site.SignInAsync(manager.Account)).PageAsync($"/young-people/{ash.YoungPerson}/reminders");

        var past = page.QuerySelectorAll("#past ~ .rows > li");
        Assert.Equal(
            [
                "Getting in touch, due by 1 November 2026", "Getting in touch, due by 1 November 2026", "Plan review, due by 1 December 2026",
                "Action in the plan: Ring the bank, due by 30 November 2026", "New message",
            ],
            past.Select(line => line.QuerySelector(".row__title").Reads()));
        Assert.Equal(
            [
                "To Mo Manager, who manages the team, 14 days after that day", "To Zebedee Worrall, 1 day after that day", "To Ash, 14 days before that day",
                "To Zebedee Worrall, 7 days before that day", "To Zebedee Worrall",
            ],
            past.Select(line => line.QuerySelectorAll("p")[0].Reads()));
        Assert.Equal("Not sent. It was done, its day had moved, or it was paused, by Saturday 21 November 2026", past[0].QuerySelector(".row__meta").Reads());
        Assert.Equal("Sent on Thursday 19 November 2026 at 10:00am", past[1].QuerySelector(".row__meta").Reads());
        Assert.StartsWith("By email. Sent on Tuesday 17 November 2026", past[2].QuerySelector(".row__meta").Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("sent you this", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and what = 'reminders'", ash.YoungPerson));
    }

    [Theory]
    [InlineData("sign-in-code")]
    [InlineData("address-code")]
    [InlineData("address-changed")]
    [InlineData("invitation")]
    [InlineData("record-ready")]
    [InlineData("draft-unfinished")]
    [InlineData("consultation-closing")]
    [InlineData("forum-news")]
    public async Task What_a_young_person_is_told_of_their_own_account_and_of_what_they_say_elsewhere_is_theirs_alone(string rule)
    {
        var worker = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var ash = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.MessageAsync(ash, rule, "x", "sent", site.Clock.GetUtcNow().AddDays(-1));
        await site.Arrange.MessageAsync(ash, "new-message", "x", "sent", site.Clock.GetUtcNow().AddDays(-1));

        foreach (var account in new[] { worker.Account, manager.Account })
        {
            var page = await (await site.SignInAsync(account)).PageAsync($"/young-people/{ash.YoungPerson}/reminders");
            Assert.Equal("New message", Assert.Single(page.QuerySelectorAll("#past ~ .rows > li")).QuerySelector(".row__title").Reads());
        }
        Assert.Equal(2, (await (await site.SignInAsync(ash.Account)).PageAsync("/reminders")).QuerySelectorAll("#sent ~ .rows > li").Length);
    }

    [Fact]
    public async Task What_is_not_done_says_who_heard_and_who_hears_next()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        var ash = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, ash, Today.AddDays(-59)); // three days late
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "contact-due", $"{ash.YoungPerson}:2026-11-19:late", "sent", site.Clock.GetUtcNow().AddDays(-2));

        var page = await (await site.SignInAsync(manager.Account)).PageAsync($"/young-people/{ash.YoungPerson}/reminders");

        Assert.Equal("Getting in touch, due by 19 November 2026", Open(page).QuerySelector("h3").Reads());
        Assert.Equal(
            [
                "Zebedee Worrall heard on 20 November 2026",
                "If nothing changes, Mo Manager, who manages the team, hears on 3 December 2026",
                "If nothing changes, Head Manager, who manages the service, hears on 17 December 2026",
            ],
            Open(page).QuerySelectorAll("ol > li").Select(step => step.Reads()));
    }

    [Fact]
    public async Task Where_nobody_manages_the_team_the_service_hears_and_where_nobody_does_it_is_said()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var ash = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, ash, Today.AddDays(-59));
        var visitor = await site.SignInAsync(worker.Account);

        Assert.Contains("There is nobody to hear of it on 3 December 2026", Open(await visitor.PageAsync($"/young-people/{ash.YoungPerson}/reminders")).Reads(), StringComparison.Ordinal);
        await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        Assert.Contains("If nothing changes, Head Manager, who manages the service, hears on 3 December 2026", Open(await visitor.PageAsync($"/young-people/{ash.YoungPerson}/reminders")).Reads(), StringComparison.Ordinal);
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

        Assert.Equal("Sent on Friday 20 November 2026 at 10:00am", page.QuerySelector("#past ~ .rows .row__meta").Reads());
    }

    [Theory]
    [InlineData("in-doubt", "It is not certain that this arrived on Friday 20 November 2026")]
    [InlineData("failed", "It could not be sent on Friday 20 November 2026")]
    public async Task What_may_not_have_arrived_is_said_of_whoever_it_was_for(string state, string words)
    {
        var worker = await site.Arrange.AdviserAsync();
        var ash = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.MessageAsync(ash, "plan-review-due", $"{ash.YoungPerson}:2026-12-01:before", state, site.Clock.GetUtcNow().AddDays(-2), "text");

        Assert.Equal("By text. " + words, (await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{ash.YoungPerson}/reminders")).QuerySelector("#past ~ .rows .row__meta").Reads());
    }

    [Fact]
    public async Task A_stranger_is_not_found()
    {
        var ash = await site.Arrange.TheirsAsync(await site.Arrange.AdviserAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync((await site.Arrange.AdviserAsync()).Account)).GetAsync($"/young-people/{ash.YoungPerson}/reminders")).StatusCode);
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (bare, full) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(worker, "Bo"));
        foreach (var number in Enumerable.Range(0, 30))
        {
            var action = await site.Arrange.ActionAsync(full, $"Action {number}", Today.AddDays(-number), worker);
            await site.Arrange.MessageAsync(worker with { YoungPerson = full.YoungPerson }, "action-due", $"{action}:{Today.AddDays(-number):yyyy-MM-dd}:late", "sent", site.Clock.GetUtcNow());
        }
        var visitor = await site.SignInAsync(worker.Account);

        Assert.Equal(await CountAsync(bare), await CountAsync(full));

        async Task<int> CountAsync(Someone who)
        {
            await visitor.PageAsync($"/young-people/{who.YoungPerson}/reminders");
            using var statements = new Statements(site);
            await visitor.PageAsync($"/young-people/{who.YoungPerson}/reminders");
            return statements.Sent.Count;
        }
    }

    private static IElement Open(IDocument page) => page.QuerySelector("#open ~ .rows > li")!;
}

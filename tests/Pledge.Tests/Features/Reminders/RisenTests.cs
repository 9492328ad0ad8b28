using System.Net;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class RisenTests(Site site) : IClassFixture<Site>
{
    private DateOnly Today => site.Clock.Today(); // 22 November 2026

    [Fact]
    public async Task Each_manager_sees_what_has_risen_to_them_and_is_not_done()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var head = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        var (near, late, later) = (await TheirsAsync("Ash", 60), await TheirsAsync("Bo", 56 + 15), await TheirsAsync("Cy", 56 + 30));
        var action = await site.Arrange.ActionAsync(near, "Ring the bank", Today.AddDays(-20), worker);
        var elsewhere = await site.Arrange.ColleagueAsync(worker, team: await site.Arrange.TeamAsync(worker.Authority, "South"));
        var unled = await site.Arrange.TheirsAsync(elsewhere, "Di"); // nobody manages the team of their worker
        await site.Arrange.ContactAsync(elsewhere, unled, Today.AddDays(-56 - 15));

        Assert.Equal(
            ["Cy Reed Getting in touch, due by 23 October 2026", "Ash Reed Action in the plan: Ring the bank, due by 2 November 2026", "Bo Reed Getting in touch, due by 7 November 2026"],
            await LinesAsync(manager));
        Assert.Equal(["Cy Reed Getting in touch, due by 23 October 2026", "Di Reed Getting in touch, due by 7 November 2026"], await LinesAsync(head));

        await site.Arrange.ContactAsync(worker, late, Today);
        await site.Arrange.RisePauseAsync(worker, later, "contact-due", $"{later.YoungPerson}:{Today.AddDays(-30):yyyy-MM-dd}", Today.AddDays(5), "In hospital", site.Clock.GetUtcNow());
        var page = await (await site.SignInAsync(manager.Account)).PageAsync("/team/risen");
        Assert.Equal($"/young-people/{near.YoungPerson}/reminders", Assert.Single(page.QuerySelectorAll("#open + .rows a")).GetAttribute("href"));
        Assert.Contains("20 days late. Zebedee Worrall has to do it", page.QuerySelector("#open + .rows").Reads(), StringComparison.Ordinal);
        Assert.Contains("Paused until 27 November 2026 In hospital", page.QuerySelector("#paused + .rows").Reads(), StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, action);

        async Task<Someone> TheirsAsync(string name, int daysSinceContact)
        {
            var person = await site.Arrange.TheirsAsync(worker, name);
            await site.Arrange.ContactAsync(worker, person, Today.AddDays(-daysSinceContact));
            return person;
        }
    }

    [Fact]
    public async Task What_became_of_the_reminders_is_counted_once_for_each_thing()
    {
        var worker = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var (done, open) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(worker, "Bo"));
        await site.Arrange.ContactAsync(worker, done, Today);
        await site.Arrange.ContactAsync(worker, open, Today.AddDays(-56 - 15));
        var now = site.Clock.GetUtcNow();
        foreach (var (to, about, moment) in new[] { (worker, done, "before"), (worker, done, "late"), (worker, open, "late"), (manager, open, "manager") })
            await site.Arrange.MessageAsync(to with { YoungPerson = about.YoungPerson }, "contact-due", $"{about.YoungPerson}:{(about == done ? "2026-11-10" : "2026-11-07")}:{moment}", "sent", now.AddDays(-2));
        await site.Arrange.MessageAsync(worker with { YoungPerson = open.YoungPerson }, "visit-due", $"{open.YoungPerson}:2026-09-01:late", "sent", now.AddDays(-60));

        var row = Assert.Single((await (await site.SignInAsync(manager.Account)).PageAsync("/team/risen")).QuerySelectorAll("tbody tr"));

        Assert.Equal("Getting in touch", row.QuerySelector("th").Reads());
        Assert.Equal(["2", "1", "1", "0", "1"], row.QuerySelectorAll("td").Select(cell => cell.Reads()));
    }

    [Fact]
    public async Task An_address_that_takes_nothing_is_not_done_for_as_long_as_it_does_and_what_waits_to_be_sent_reminded_nobody()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var ash = await site.Arrange.TheirsAsync(worker);
        var now = site.Clock.GetUtcNow();
        await site.Arrange.ContactAsync(worker, ash, Today);
        await site.Arrange.StoppedAsync(ash, now.AddDays(-8));
        var matter = $"{await site.SqlAsync<Guid>("select id from pledge.address_standing where account_id = $1", ash.Account)}:{Today.AddDays(-8):yyyy-MM-dd}";
        await site.Arrange.MessageAsync(worker with { YoungPerson = ash.YoungPerson }, "cannot-reach", $"{matter}:first", "sent", now.AddDays(-8));
        var digest = Guid.CreateVersion7();
        await site.ExecuteAsync("insert into pledge.message (id, authority_id, account_id, rule, occurrence, channel, state, decided_at, not_before, stale_at) values ($1, $2, $3, 'digest', 'x:0', 'email', 'queued', $4, $4, $5)", digest, worker.Authority, manager.Account, now, now.AddDays(3));
        await site.ExecuteAsync("insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, digest_id, decided_at, not_before, stale_at) values ($1, $2, $3, $4, 'cannot-reach', $5, 'email', 'bundled', $6, $7, $7, $8)",
            Guid.CreateVersion7(), worker.Authority, manager.Account, ash.YoungPerson, $"{matter}:manager", digest, now, now.AddDays(3));
        var visitor = await site.SignInAsync(manager.Account);

        Assert.Equal(["Ash Reed An address that takes no messages, since 14 November 2026"], await LinesAsync(manager));
        async Task<string[]> CountsAsync() => [.. Assert.Single((await visitor.PageAsync("/team/risen")).QuerySelectorAll("tbody tr")).QuerySelectorAll("td").Select(cell => cell.Reads())];
        Assert.Equal(["1", "0", "0", "0", "1"], await CountsAsync());
        var about = (await visitor.PageAsync($"/young-people/{ash.YoungPerson}/reminders")).QuerySelector("main").Reads();
        Assert.Contains("An address that takes no messages", about, StringComparison.Ordinal);
        Assert.Contains("Zebedee Worrall heard on 14 November 2026", about, StringComparison.Ordinal);

        await site.ExecuteAsync("update pledge.message set state = 'sent', settled_at = $2 where id = $1", digest, now);
        Assert.Equal(["1", "0", "1", "0", "1"], await CountsAsync());

        await site.ExecuteAsync("update identity.account set closed_at = $2 where id = $1", ash.Account, now);
        Assert.Empty(await LinesAsync(manager));
    }

    [Fact]
    public async Task A_worker_may_not_and_the_statements_do_not_grow()
    {
        var worker = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        Assert.NotEqual(HttpStatusCode.OK, (await (await site.SignInAsync(worker.Account)).GetAsync("/team/risen")).StatusCode);

        var few = await CountAsync();
        foreach (var number in Enumerable.Range(0, 60))
            await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, $"Ash{number}"), Today.AddDays(-90));
        Assert.Equal(few, await CountAsync());
        var page = await (await site.SignInAsync(manager.Account)).PageAsync("/team/risen?number=2");
        Assert.Equal(10, page.QuerySelectorAll("#open + .rows > li").Length);

        async Task<int> CountAsync()
        {
            var visitor = await site.SignInAsync(manager.Account);
            await visitor.PageAsync("/team/risen");
            using var statements = new Statements(site);
            await visitor.PageAsync("/team/risen");
            return statements.Sent.Count;
        }
    }

    private async Task<IEnumerable<string>> LinesAsync(Someone who) => (await (await site.SignInAsync(who.Account)).PageAsync("/team/risen")).QuerySelectorAll("#open + .rows > li")
        .Select(line => $"{line.QuerySelector("h3").Reads()} {line.QuerySelectorAll("p")[0].Reads()}");
}

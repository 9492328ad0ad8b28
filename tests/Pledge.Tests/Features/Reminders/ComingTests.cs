using AngleSharp.Dom;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class ComingTests(Site site) : IClassFixture<Site>
{
    private DateOnly Today => site.Clock.Today(); // Sunday 22 November 2026

    [Fact]
    public async Task A_young_person_sees_what_comes_with_its_day_and_what_it_is_about()
    {
        var (_, young) = await PlannedAsync();

        Assert.Equal(
            [
                "What you said you would do: Ring the bank, due by 30 November 2026 | Comes on Friday 27 November 2026",
                "What you said you would do: Ring the bank, due by 30 November 2026 | Comes on Tuesday 1 December 2026",
                "Your appointment on Thursday 3 December 2026, 3:00pm | Comes on Wednesday 2 December 2026",
                "Your appointment on Thursday 3 December 2026, 3:00pm | Comes on Thursday 3 December 2026",
                "Your plan review, due by 22 December 2026 | Comes on Tuesday 8 December 2026",
            ],
            await LinesAsync(young));
    }

    [Fact]
    public async Task An_appointment_to_say_yes_to_is_listed_unless_it_begins_before_anybody_would_be_reminded()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (young, other) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(worker, "Bo"));
        await site.Arrange.AppointmentAsync(young, LondonTime.At(Today.AddDays(30), new(15, 0)), changedAt: site.Clock.GetUtcNow());
        await site.Arrange.AppointmentAsync(other, LondonTime.At(Today.AddDays(1), new(15, 0)), changedAt: site.Clock.GetUtcNow());

        Assert.Contains("An appointment without your answer, since 22 November 2026 | Comes on Tuesday 24 November 2026", await LinesAsync(young));
        Assert.DoesNotContain(await LinesAsync(other), line => line.Contains("your answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_they_turned_off_or_pause_is_not_listed()
    {
        var (_, young) = await PlannedAsync();
        await site.Arrange.ReminderSettingAsync(young, off: "plan");
        Assert.All(await LinesAsync(young), line => Assert.Contains("appointment", line, StringComparison.Ordinal));

        var (_, resting) = await PlannedAsync();
        await site.Arrange.ReminderSettingAsync(resting, pausedUntil: new(2026, 12, 2));
        Assert.Equal(["Thursday 3 December 2026", "Tuesday 8 December 2026"], (await LinesAsync(resting)).Select(line => line.Split("Comes on ")[1]));

        var (_, off) = await PlannedAsync();
        await (await site.SignInAsync(off.Account)).SubmitFormAsync("/reminders", null, ("wanted", "false"));
        Assert.Equal("Nothing comes while emails and texts are off.", (await (await site.SignInAsync(off.Account)).PageAsync("/reminders")).QuerySelector("#coming ~ .empty").Reads());
    }

    [Fact]
    public async Task What_waits_in_the_ledger_is_listed_once_and_says_when_it_will_not_come()
    {
        var (_, young) = await PlannedAsync();
        var action = await site.SqlAsync<Guid>("select id from pledge.plan_action where young_person_id = $1", young.YoungPerson);
        await site.Arrange.MessageAsync(young, "action-due", $"{action}:2026-11-30:before", "queued", LondonTime.At(new(2026, 11, 27), new(9, 0)));

        Assert.Single(await LinesAsync(young), line => line.Contains("27 November", StringComparison.Ordinal));
        await site.Arrange.ReminderSettingAsync(young, off: "plan");
        Assert.Contains(await LinesAsync(young), line => line.EndsWith("It will not come, because you turned this off or have a break", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_sees_what_comes_about_those_they_work_with_and_a_manager_what_rises()
    {
        var (worker, young) = await PlannedAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var head = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        await site.Arrange.ActionAsync(young, "Ask the school", Today.AddDays(-3), worker); // the manager hears after 14 days
        await site.Arrange.MessageAsync(worker with { YoungPerson = young.YoungPerson }, "visit-due", $"{young.YoungPerson}:2026-11-01:late", "sent", site.Clock.GetUtcNow());

        var page = await (await site.SignInAsync(worker.Account)).PageAsync("/reminders/work");
        var coming = page.QuerySelector("#coming ~ .rows").Reads();
        Assert.Contains("Ash Reed Appointment on Thursday 3 December 2026, 3:00pm Comes on Wednesday 2 December 2026", coming, StringComparison.Ordinal);
        Assert.DoesNotContain("who manages", coming, StringComparison.Ordinal);
        Assert.Contains("Visit, due by 1 November 2026 Pledge sent you this because a visit is late. Sent on Sunday 22 November 2026 at 10:00am", page.QuerySelector("#sent ~ .rows").Reads(), StringComparison.Ordinal);
        Assert.Equal($"/young-people/{young.YoungPerson}/reminders", page.QuerySelector("#coming ~ .rows a")!.GetAttribute("href"));

        Assert.Contains("Action in the plan: Ask the school, due by 19 November 2026 Comes on Thursday 3 December 2026", await ComingAsync(manager), StringComparison.Ordinal);
        Assert.DoesNotContain("Appointment", await ComingAsync(manager), StringComparison.Ordinal);
        // The action goes no further than the team; the contact that is due in five weeks would.
        Assert.DoesNotContain("Ask the school", await ComingAsync(head), StringComparison.Ordinal);

        async Task<string> ComingAsync(Someone who) => (await (await site.SignInAsync(who.Account)).PageAsync("/reminders/work")).QuerySelector("#coming ~ *").Reads();
    }

    [Fact]
    public async Task At_most_ten_are_listed_and_the_statements_do_not_grow()
    {
        var (worker, _) = await PlannedAsync();
        var (bare, full) = (await site.Arrange.TheirsAsync(worker, "Bo"), await site.Arrange.TheirsAsync(worker, "Cy"));
        foreach (var number in Enumerable.Range(5, 20))
            await site.Arrange.ActionAsync(full, $"Action {number}", Today.AddDays(number));

        Assert.Equal(10, (await LinesAsync(full)).Count);
        Assert.Equal(await CountAsync(bare), await CountAsync(full));

        async Task<int> CountAsync(Someone who)
        {
            var visitor = await site.SignInAsync(who.Account);
            await visitor.PageAsync("/reminders");
            using var statements = new Statements(site);
            await visitor.PageAsync("/reminders");
            return statements.Sent.Count;
        }
    }

    /// <summary>Somebody with a plan, something to do and an appointment; their worker was in touch today.</summary>
    private async Task<(Someone Worker, Someone Young)> PlannedAsync()
    {
        var worker = await site.Arrange.AdviserAsync("Zebedee Worrall");
        var young = await site.Arrange.TheirsAsync(worker, born: Today.AddYears(-20).AddDays(-40));
        await site.Arrange.ContactAsync(worker, young, Today);
        await site.Arrange.PlanAsync(young, new(2026, 6, 22)); // its review is due on 22 December
        await site.Arrange.ActionAsync(young, "Ring the bank", new(2026, 11, 30));
        await site.Arrange.AppointmentAsync(young, LondonTime.At(new(2026, 12, 3), new(15, 0)), "accepted");
        // Asked this month already.
        var promise = (await site.Arrange.EditionAsync(young.Authority, "home"))[0];
        await site.Arrange.AnswerAsync(young, promise, "home", "true", site.Clock.GetUtcNow().AddDays(-3));
        return (worker, young);
    }

    private async Task<List<string>> LinesAsync(Someone young)
    {
        var page = await (await site.SignInAsync(young.Account)).PageAsync("/reminders");
        return page.QuerySelector("#coming + .rows") is not { } list ? [] : [.. list.QuerySelectorAll("li").Select(line => string.Join(" | ", line.QuerySelectorAll("p").Select(part => part.Reads())))];
    }
}

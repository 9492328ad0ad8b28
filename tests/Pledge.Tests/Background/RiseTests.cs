using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Background;

/// <summary>How something that is not done rises, and what a pause does to it.</summary>
public sealed class RiseTests : IClassFixture<MailSite>
{
    private readonly MailSite _site;

    public RiseTests(MailSite site)
    {
        _site = site;
        // A Monday, the next one for each test: time only goes forward.
        site.Clock.SetUtcNow(LondonTime.At(LondonTime.MondayOf(site.Clock.Today()).AddDays(7), new(12, 0)));
    }

    private DateOnly Today => _site.Clock.Today();

    [Fact]
    public async Task A_paused_matter_is_kept_from_the_manager_and_rises_when_the_pause_is_over()
    {
        var (worker, manager, person) = await TeamAsync();
        await _site.Arrange.ActionAsync(person, "Ring the bank", Today.AddDays(-13), worker); // tomorrow it is the manager's
        var (paused, other) = (await _site.SqlAsync<Guid>("select id from pledge.plan_action where young_person_id = $1", person.YoungPerson), await _site.Arrange.TheirsAsync(worker, "Bo"));
        await _site.Arrange.ContactAsync(worker, other, Today);
        await _site.Arrange.ActionAsync(other, "Ring the school", Today.AddDays(-13), worker);
        await _site.Arrange.RisePauseAsync(worker, person, "action-due", $"{paused}:{Today.AddDays(-13):yyyy-MM-dd}", Today.AddDays(9), "The bank is on strike", _site.Clock.GetUtcNow());

        _site.Clock.Advance(TimeSpan.FromDays(1));
        await _site.PlanAsync();
        Assert.Equal([other.YoungPerson!.Value], await ToldAsync(manager)); // the other one rose
        Assert.Contains(person.YoungPerson!.Value, await ToldAsync(worker)); // the worker is reminded all the same

        _site.Clock.Advance(TimeSpan.FromDays(8)); // the last day of the pause
        await _site.PlanAsync();
        Assert.DoesNotContain(person.YoungPerson!.Value, await ToldAsync(manager));

        _site.Clock.Advance(TimeSpan.FromDays(2)); // ten days of pause: the day after is the manager's
        await _site.PlanAsync();
        Assert.Contains(person.YoungPerson!.Value, await ToldAsync(manager));
    }

    [Fact]
    public async Task What_waited_for_the_manager_when_it_was_paused_is_taken_back_and_comes_after_it_even_when_it_was_stale_meanwhile()
    {
        var (worker, manager, person) = await TeamAsync();
        await _site.Arrange.ActionAsync(person, "Ring the bank", Today.AddDays(-16), worker);
        var matter = $"{await _site.SqlAsync<Guid>("select id from pledge.plan_action where young_person_id = $1", person.YoungPerson)}:{Today.AddDays(-16):yyyy-MM-dd}";
        await _site.PlanAsync();
        Assert.Equal("queued", await StateAsync(manager));

        await _site.Arrange.RisePauseAsync(worker, person, "action-due", matter, Today.AddDays(20), "Away", _site.Clock.GetUtcNow());
        await _site.PlanAsync();
        Assert.Equal("dropped", await StateAsync(manager));

        _site.Clock.Advance(TimeSpan.FromDays(21));
        await _site.PlanAsync();
        Assert.Equal("queued", await StateAsync(manager));
        Assert.Equal(1L, await _site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'action-due'", manager.Account));
    }

    [Fact]
    public async Task A_pause_that_is_ended_early_lets_it_rise_again()
    {
        var (worker, manager, person) = await TeamAsync();
        await _site.Arrange.ContactAsync(worker, person, Today.AddDays(-56 - 20)); // 20 days late: the manager's
        await _site.ExecuteAsync("delete from pledge.contact where young_person_id = $1 and occurred_on = $2", person.YoungPerson, Today);
        var matter = $"{person.YoungPerson}:{Today.AddDays(-20):yyyy-MM-dd}";
        await _site.Arrange.RisePauseAsync(worker, person, "contact-due", matter, Today.AddDays(20), "In hospital", _site.Clock.GetUtcNow());
        await _site.PlanAsync();
        Assert.Empty(await ToldAsync(manager));

        await _site.Arrange.RisePauseAsync(manager, person, "contact-due", matter, null, null, _site.Clock.GetUtcNow().AddMinutes(1));
        await _site.PlanAsync();
        Assert.Equal([person.YoungPerson!.Value], await ToldAsync(manager));
    }

    [Fact]
    public async Task A_manager_without_a_team_reaches_the_whole_service_and_those_who_have_nobody()
    {
        var (worker, _, person) = await TeamAsync();
        var head = await _site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        var left = await _site.Arrange.YoungPersonAsync(worker.Authority, "Cy");
        await _site.Arrange.StatusAsync(left, "former-relevant", Today.AddDays(-400));
        var grown = await _site.Arrange.YoungPersonAsync(worker.Authority, "Di"); // no rights and nobody any more
        var stranger = await _site.Arrange.TheirsAsync(await _site.Arrange.AdviserAsync(), "Ed"); // of another authority
        var visitor = await _site.SignInAsync(head.Account);

        foreach (var (who, found) in new[] { (person, true), (left, true), (grown, false), (stranger, false) })
            Assert.Equal(found ? 200 : 404, (int)(await visitor.GetAsync($"/young-people/{who.YoungPerson}")).StatusCode);
        Assert.Contains("Ash", (await visitor.PageAsync("/caseload")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Zebedee Worrall", (await visitor.PageAsync("/team")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Head Manager", (await (await _site.SignInAsync(person.Account)).PageAsync("/record")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    private async Task<(Someone Worker, Someone Manager, Someone Person)> TeamAsync()
    {
        var worker = await _site.Arrange.AdviserAsync("Zebedee Worrall");
        var manager = await _site.Arrange.ManagerOfAsync(_site, worker);
        var person = await _site.Arrange.TheirsAsync(worker);
        await _site.Arrange.ContactAsync(worker, person, Today);
        return (worker, manager, person);
    }

    private async Task<Guid[]> ToldAsync(Someone who) =>
        await _site.SqlAsync<Guid[]>("select coalesce(array_agg(distinct young_person_id) filter (where young_person_id is not null), array[]::uuid[]) from pledge.message where account_id = $1 and state in ('queued', 'bundled', 'sent')", who.Account);

    private Task<string> StateAsync(Someone who) =>
        _site.SqlAsync<string>("select case state when 'bundled' then 'queued' else state end from pledge.message where account_id = $1 and rule = 'action-due'", who.Account);
}

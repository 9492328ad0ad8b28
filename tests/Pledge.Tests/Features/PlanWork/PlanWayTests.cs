using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.PlanWork;

/// <summary>The way of a plan: written, sent, sent back, approved, shared, answered, reviewed.</summary>
public sealed class PlanWayTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_plan_goes_from_the_first_word_to_the_next_version()
    {
        var (worker, person) = await ArrangeAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var (desk, boss) = (await site.SignInAsync(worker.Account), await site.SignInAsync(manager.Account));
        var home = $"/young-people/{person.YoungPerson}/plan";
        await site.Arrange.ActionAsync(person, "Paint the wall", new(2026, 12, 1));

        await SubmitFormOfAsync(desk, home, "Write");
        await desk.SubmitAsync($"{home}/needs/1", ("Form.Words", "You sleep well."));
        foreach (var matter in Enumerable.Range(1, 9))
            await desk.SubmitAsync($"{home}/matters/{matter}", ("Form.Words", $"We agreed on {matter}."), ("Form.Goals", matter == 5 ? "Have my own key\nPaint the wall" : ""));
        Assert.Equal("Write something for every matter, or why not now. Still missing: 1", await ErrorAsync(desk, $"{home}/submit"));
        var last = await desk.SubmitAsync($"{home}/matters/10", ("Form.Stance", "not-now"), ("Form.Words", "You said that this can wait."));
        Assert.Equal(home, last.Headers.Location!.OriginalString);
        await desk.SubmitFormAsync($"{home}/submit", "submit");
        Assert.Equal("submitted", await StateAsync(person));

        Assert.Contains("Ash Reed", (await boss.PageAsync("/team/plans")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        await boss.SubmitAsync($"{home}/decide", ("Decision", "send-back"), ("Words", "Say who pays the rent."));
        Assert.Contains("Say who pays the rent.", (await desk.PageAsync(home)).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Plan was sent back", (await desk.PageAsync("/caseload?show=plan-not-agreed")).QuerySelector(".caseload").Reads(), StringComparison.Ordinal);
        await desk.SubmitAsync($"{home}/matters/8", ("Form.Words", "The council pays the rent."));
        await desk.SubmitFormAsync($"{home}/submit", "submit");
        Assert.DoesNotContain("Plan was sent back", (await desk.PageAsync("/caseload")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await boss.SubmitAsync($"{home}/decide", ("Decision", "approve"));
        Assert.Equal("approved", await StateAsync(person));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.pathway_plan where young_person_id = $1 and started_on = '2026-11-22'", person.YoungPerson));

        await desk.SubmitFormAsync($"{home}/share", "share");
        var young = await site.SignInAsync(person.Account);
        Assert.Contains("The council pays the rent.", (await young.PageAsync("/plan")).QuerySelector("#matter-8").Reads(), StringComparison.Ordinal);
        await young.SubmitFormAsync("/plan/say", "say", ("Answer", "agree"), ("Words", "Thank you."));
        await young.SubmitFormAsync("/plan/parts/8", "say", ("Answer", "disagree"));
        var shared = (await desk.PageAsync(home)).QuerySelector(".govuk-summary-list").Reads();
        Assert.Contains("Agrees Ash said so on 22 November 2026 Thank you.", shared, StringComparison.Ordinal);
        Assert.Contains("Money Does not agree", shared, StringComparison.Ordinal);

        Assert.Contains("They do not agree with a part of the plan", (await desk.PageAsync("/caseload?show=plan-not-agreed")).QuerySelector(".caseload").Reads(), StringComparison.Ordinal);

        await desk.SubmitAsync($"{home}/review", ("Reached", "5-0"));
        // While the next version is written, what they say to the one they have still shows.
        Assert.Contains("Money Does not agree", (await desk.PageAsync(home)).QuerySelector("#given ~ .govuk-summary-list").Reads(), StringComparison.Ordinal);
        Assert.Equal([2, "draft"], await site.RowAsync("select number, state from pledge.plan_version where young_person_id = $1 order by number desc limit 1", person.YoungPerson));
        Assert.Equal([new[] { "Paint the wall" }, new[] { "Have my own key" }], await site.RowAsync(
            "select p.goals, p.reached from pledge.plan_part p join pledge.plan_version v on v.id = p.version_id where v.young_person_id = $1 and v.number = 2 and p.kind = 'matter' and p.number = 5", person.YoungPerson));
        Assert.Contains("The council pays the rent.", (await young.PageAsync("/plan")).QuerySelector("#matter-8").Reads(), StringComparison.Ordinal);
        Assert.Equal(["begun", "submitted", "sent-back", "submitted", "approved", "shared", "begun"], (string[])(await site.RowAsync(
            "select array_agg(step order by recorded_at, id) from pledge.plan_step where young_person_id = $1", person.YoungPerson))[0]!);
    }

    [Fact]
    public async Task Two_taps_are_one_step()
    {
        var (worker, person) = await ArrangeAsync();
        var desk = await site.SignInAsync(worker.Account);
        var home = $"/young-people/{person.YoungPerson}/plan";
        var begin = await FormOfAsync(desk, home, "Write");
        await Task.WhenAll(begin(), begin());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.plan_version where young_person_id = $1", person.YoungPerson));

        var (other, theirs) = await ArrangeAsync();
        await site.Arrange.SharedVersionAsync(other, theirs);
        var review = await (await site.SignInAsync(other.Account)).FillAsync($"/young-people/{theirs.YoungPerson}/plan/review", "review");
        await Task.WhenAll(review(), review());
        Assert.Equal([2L, 1L], await site.RowAsync(
            "select (select count(*) from pledge.plan_version where young_person_id = $1), (select count(*) from pledge.plan_review where young_person_id = $1)", theirs.YoungPerson));
    }

    [Fact]
    public async Task What_the_young_person_told_their_worker_is_noted_as_the_workers_word()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.SharedVersionAsync(worker, person);
        var desk = await site.SignInAsync(worker.Account);

        await desk.SubmitAsync($"/young-people/{person.YoungPerson}/plan/said", ("Answer", "not-seen"));
        await desk.SubmitAsync($"/young-people/{person.YoungPerson}/plan/said", ("Answer", "disagree"), ("Matter", "5"), ("Words", "I want to move."));

        Assert.Equal(["not-seen", "worker"], await site.RowAsync("select answer, said_by from pledge.plan_voice where young_person_id = $1 and matter is null", person.YoungPerson));
        var mine = (await (await site.SignInAsync(person.Account)).PageAsync("/plan")).QuerySelector("#matter-5").Reads();
        Assert.Contains("I do not agree Sam Worker wrote this down on 22 November 2026 I want to move.", mine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_agrees_to_or_approves_words_they_were_not_shown()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.SharedVersionAsync(worker, person);
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var (desk, boss, young) = (await site.SignInAsync(worker.Account), await site.SignInAsync(manager.Account), await site.SignInAsync(person.Account));
        var home = $"/young-people/{person.YoungPerson}/plan";
        var whole = await young.FillAsync("/plan/say", "say", ("Answer", "agree"));
        var part = await young.FillAsync("/plan/parts/5", "say", ("Answer", "agree"));
        var noted = await desk.FillAsync($"{home}/said", null, ("Answer", "agree"));
        await desk.SubmitFormAsync($"{home}/review", "review");
        await desk.SubmitFormAsync($"{home}/submit", "submit");
        var decision = await boss.FillAsync($"{home}/decide", null, ("Decision", "approve"));
        await boss.SubmitAsync($"{home}/decide", ("Decision", "send-back"), ("Words", "Say who pays."));
        await desk.SubmitAsync($"{home}/matters/5", ("Form.Words", "You move out on Monday."));
        await desk.SubmitFormAsync($"{home}/submit", "submit");

        var undecided = await (await decision()).DocumentAsync();
        Assert.Equal("This plan changed after you opened this page. Read it again first", undecided.QuerySelector(".govuk-error-summary__list").Reads());
        Assert.Contains("You move out on Monday.", undecided.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("submitted", await StateAsync(person));

        await boss.SubmitAsync($"{home}/decide", ("Version", undecided.QuerySelector("[name=Version]")!.GetAttribute("value")!), ("Decision", "approve"));
        await desk.SubmitFormAsync($"{home}/share", "share");
        foreach (var late in new[] { whole, part })
            Assert.Equal("Your plan changed after you opened this page. Read it again, then say what you think", (await (await late()).DocumentAsync()).QuerySelector(".govuk-error-summary__list").Reads());
        Assert.Equal("This plan changed after you opened this page. Read it again first", (await (await noted()).DocumentAsync()).QuerySelector(".govuk-error-summary__list").Reads());
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.plan_voice where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("/plan/matters/11")]
    [InlineData("/plan/needs/9")]
    [InlineData("/plan/goals/1")]
    [InlineData("/plan/matters/5")]
    [InlineData("/plan/submit")]
    [InlineData("/plan/share")]
    [InlineData("/plan/said")]
    [InlineData("/plan/review")]
    [InlineData("/plan/versions/7")]
    public async Task Nothing_is_found_where_there_is_no_plan(string address)
    {
        var (worker, person) = await ArrangeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(worker.Account)).GetAsync($"/young-people/{person.YoungPerson}{address}")).StatusCode);
    }

    private async Task<string> StateAsync(Someone person) =>
        await site.SqlAsync<string>("select state from pledge.plan_version where young_person_id = $1 order by number desc limit 1", person.YoungPerson);

    private static async Task<string> ErrorAsync(Visitor visitor, string address) =>
        (await (await visitor.SubmitFormAsync(address, "submit")).DocumentAsync()).QuerySelector(".govuk-error-summary__list").Reads();

    private static async Task SubmitFormOfAsync(Visitor visitor, string address, string handler) => await (await FormOfAsync(visitor, address, handler))();

    private static async Task<Func<Task<HttpResponseMessage>>> FormOfAsync(Visitor visitor, string address, string handler)
    {
        await visitor.PageAsync(address);
        return () => visitor.PostFormAsync(address, $"{address}?handler={handler}");
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

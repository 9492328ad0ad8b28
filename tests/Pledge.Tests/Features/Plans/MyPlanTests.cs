using System.Net;
using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Plans;

public sealed class MyPlanTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Without_a_plan_the_page_says_what_to_do()
    {
        var young = await site.Arrange.YoungAsync();

        var page = await PageAsync(young);

        Assert.Contains("Ask your worker", page.QuerySelector(".empty").Reads(), StringComparison.Ordinal);
        Assert.Contains("There is nothing to do right now.", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_days_that_matter_are_written_in_full()
    {
        var (_, young) = await WithWorkerAsync();
        var plan = await site.Arrange.PlanAsync(young, new(2026, 1, 12));
        await site.Arrange.ReviewAsync(young, plan, new(2026, 7, 3));

        var page = await PageAsync(young);

        Assert.Equal(["Sunday 3 January 2027 Go through your plan by this day", "Monday 10 May 2027 You turn 21"], page.QuerySelectorAll(".dates li").Select(day => day.Reads()));
    }

    [Fact]
    public async Task What_they_said_to_the_plan_stands_on_it_and_can_be_changed_on_any_day()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.Arrange.SharedVersionAsync(worker, young);
        var visitor = await site.SignInAsync(young.Account);
        Assert.Equal("Your new plan is here", (await visitor.PageAsync("/plan")).QuerySelector(".card--next .card__title").Reads());
        await visitor.SubmitAsync("/plan/say", ("Answer", "agree"));
        await visitor.SubmitAsync("/plan/say", ("Answer", "disagree"), ("Words", "The rent is too high"));

        var page = await visitor.PageAsync("/plan");

        Assert.Equal("Change what I say to the plan", page.QuerySelector("a[href='/plan/say']").Reads());
        Assert.Contains("The rent is too high", page.QuerySelector("main > .voice, .voice--young-person").Reads(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("p > a[href='/plan/say'] ~ a[href='/plan/review']"));
    }

    [Fact]
    public async Task A_late_review_is_our_fault_and_said_so()
    {
        var (_, young) = await WithWorkerAsync();
        await site.Arrange.PlanAsync(young, new(2026, 1, 12));

        Assert.Contains("by Sunday 12 July 2026. We are sorry.", (await PageAsync(young)).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_action_says_who_and_by_when_and_lateness_is_kind()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.Arrange.ActionAsync(young, "Look at a flat", Today.AddDays(9));
        await site.Arrange.ActionAsync(young, "Call the bank", Today.AddDays(-1), worker);
        await site.Arrange.ActionAsync(young, "Fix the window", Today.AddDays(30), someoneElse: "Green Homes");
        await site.Arrange.ActionAsync(young, "Send the form", Today);

        var page = await PageAsync(young);

        Assert.Equal(["Call the bank", "Send the form", "Look at a flat", "Fix the window"], page.QuerySelectorAll(".rows h3").Select(title => title.Reads()));
        Assert.Equal("Sam Worker will do this. This was due on Saturday 21 November 2026. We are sorry it is late. You can ask about it.", Meta(page, 0));
        Assert.Equal("You do this. By Sunday 22 November 2026", Meta(page, 1));
        Assert.Equal("Green Homes will do this. By Tuesday 22 December 2026", Meta(page, 3));
        Assert.Equal(2, page.QuerySelectorAll(".rows form").Length);
    }

    [Fact]
    public async Task Mine_can_be_ticked_and_the_tick_taken_back()
    {
        var (_, young) = await WithWorkerAsync();
        var action = await site.Arrange.ActionAsync(young, "Look at a flat", Today);
        var visitor = await site.SignInAsync(young.Account);

        var response = await visitor.SubmitAsync("/plan", ("id", action.ToString()));

        Assert.Equal("/plan", response.Headers.Location!.OriginalString);
        Assert.Equal(young.Account, await site.SqlAsync<Guid>("select done_by from pledge.plan_action where id = $1", action));
        var page = await visitor.PageAsync("/plan");
        Assert.Contains("Ticked off", page.QuerySelector("[role=status]").Reads(), StringComparison.Ordinal);
        Assert.Equal("Done on Sunday 22 November 2026", Meta(page, 0));

        await visitor.SubmitAsync("/plan", ("id", action.ToString()));
        Assert.True(await site.SqlAsync<bool>("select done_at is null and done_by is null from pledge.plan_action where id = $1", action));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote'", young.YoungPerson));
    }

    [Fact]
    public async Task Two_ticks_are_one()
    {
        var (_, young) = await WithWorkerAsync();
        var action = await site.Arrange.ActionAsync(young, "Look at a flat", Today);
        var visitor = await site.SignInAsync(young.Account);
        var form = await FormAsync(visitor);

        var first = await TickAsync(visitor, form, action);
        var second = await TickAsync(visitor, form, action);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote'", young.YoungPerson));
    }

    [Fact]
    public async Task What_is_not_mine_is_not_found_and_stays_as_it_was()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.Arrange.ActionAsync(young, "Mine", Today);
        var elsewhere = await site.Arrange.YoungAsync("Cy");
        Guid[] others =
        [
            await site.Arrange.ActionAsync(young, "My worker's", Today, worker),
            await site.Arrange.ActionAsync(await site.Arrange.TheirsAsync(worker, "Bo"), "Of somebody else", Today),
            await site.Arrange.ActionAsync(elsewhere, "Of another authority", Today),
            Guid.Empty,
        ];
        var visitor = await site.SignInAsync(young.Account);
        var form = await FormAsync(visitor);

        foreach (var id in others)
            Assert.Equal(HttpStatusCode.NotFound, (await TickAsync(visitor, form, id)).StatusCode);

        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.plan_action where done_at is not null and id = any($1)", others));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-an-id")]
    [InlineData("\0")]
    public async Task A_broken_id_is_survived(string id)
    {
        var (_, young) = await WithWorkerAsync();
        await site.Arrange.ActionAsync(young, "Mine", Today);

        var response = await (await site.SignInAsync(young.Account)).SubmitAsync("/plan", ("id", id));

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{(int)response.StatusCode}");
    }

    [Fact]
    public async Task Only_the_newest_done_are_listed()
    {
        var (_, young) = await WithWorkerAsync();
        for (var number = 0; number < 55; number++)
            await site.ExecuteAsync(
                "update pledge.plan_action set done_at = $2, done_by = $3 where id = $1", await site.Arrange.ActionAsync(young, $"Old {number}", Today), site.Clock.GetUtcNow().AddDays(-number), young.Account);

        var page = await PageAsync(young);

        Assert.Equal(50, page.QuerySelectorAll(".rows h3").Length);
        Assert.Equal("Old 0", page.QuerySelector(".rows h3").Reads());
    }

    private static string Meta(IDocument page, int index) => page.QuerySelectorAll(".rows .row__meta")[index].Reads();

    private async Task<(Someone Worker, Someone Young)> WithWorkerAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private static async Task<string> FormAsync(Visitor visitor)
    {
        using var opened = await visitor.GetAsync("/plan");
        var cookie = opened.Headers.GetValues("Set-Cookie").First(line => line.Contains("ntiforgery", StringComparison.Ordinal)).Split(';')[0];
        var session = visitor.Client.DefaultRequestHeaders.GetValues("Cookie").First();
        visitor.Client.DefaultRequestHeaders.Remove("Cookie");
        visitor.Client.DefaultRequestHeaders.Add("Cookie", $"{session}; {cookie}");
        return (await opened.DocumentAsync()).QuerySelector(".rows form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    private static Task<HttpResponseMessage> TickAsync(Visitor visitor, string token, Guid id) => visitor.Client.PostAsync(
        new Uri("/plan?handler=Tick", UriKind.Relative), new FormUrlEncodedContent([new("id", id.ToString()), new("__RequestVerificationToken", token)]));

    private async Task<IDocument> PageAsync(Someone young) => await (await site.SignInAsync(young.Account)).PageAsync("/plan");
}

using System.Net;
using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class RemindersTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Emails_are_on_until_turned_off_and_nothing_was_sent()
    {
        var young = await site.Arrange.YoungAsync();

        var page = await PageAsync(young);

        Assert.Contains($"Emails are on. We send them to {young.Email}.", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("We have not sent you any emails.", page.QuerySelector("#sent + .empty").Reads());
    }

    [Fact]
    public async Task Turning_off_and_on_again_adds_a_row_each_time()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);

        var off = await visitor.SubmitFormAsync("/reminders", null, ("wanted", "false"));
        Assert.Equal("/reminders", off.Headers.Location!.OriginalString);
        var page = await visitor.PageAsync("/reminders");
        Assert.Contains("Emails are off.", page.QuerySelector("[role=status]").Reads(), StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("input[name=wanted]")!.GetAttribute("value"));

        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.SubmitAsync("/reminders", ("wanted", "true"));
        Assert.Equal(2L, await CountAsync(young));
        Assert.Contains("Emails are on. We send", (await visitor.PageAsync("/reminders")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_choice_twice_is_kept_once()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);

        await visitor.SubmitAsync("/reminders", ("wanted", "false"));
        await visitor.SubmitAsync("/reminders", ("wanted", "false"));

        Assert.Equal(1L, await CountAsync(young));
    }

    [Theory]
    [InlineData("")]
    [InlineData("perhaps")]
    [InlineData("\0")]
    public async Task Neither_yes_nor_no_is_refused(string wanted)
    {
        var young = await site.Arrange.YoungAsync();

        var response = await (await site.SignInAsync(young.Account)).SubmitAsync("/reminders", ("wanted", wanted));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0L, await CountAsync(young));
    }

    [Fact]
    public async Task What_was_sent_is_listed_newest_first_in_words()
    {
        var young = await site.Arrange.YoungAsync();
        var now = site.Clock.GetUtcNow();
        await site.Arrange.MessageAsync(young, "plan-review-due", "a", "sent", now.AddDays(-3));
        await site.Arrange.MessageAsync(young, "message-from-worker", "b", "dropped", now.AddDays(-2));
        await site.Arrange.MessageAsync(await site.Arrange.YoungAsync("Cy"), "sign-in-code", "d", "sent", now);

        var page = await PageAsync(young);

        Assert.Contains(page.QuerySelectorAll(".rows li"), line => line.Reads().Contains("We sent you this because your worker wrote something for you.", StringComparison.Ordinal));
        Assert.Equal(
            ["There is a message from your worker", "It is soon time to go through your plan"],
            page.QuerySelectorAll("#sent + .rows .row__title").Select(title => title.Reads()));
        Assert.Equal("Sent on Thursday 19 November 2026 at 10:00am", page.QuerySelectorAll(".rows .row__meta")[^1].Reads());
    }

    [Fact]
    public async Task Many_messages_are_read_page_by_page()
    {
        var young = await site.Arrange.YoungAsync();
        for (var number = 0; number < 30; number++)
            await site.Arrange.MessageAsync(young, "plan-review-due", $"{number}", "sent", site.Clock.GetUtcNow().AddDays(-number));

        var page = await (await site.SignInAsync(young.Account)).PageAsync("/reminders?number=2");

        Assert.Equal(5, page.QuerySelectorAll(".rows li").Length);
        Assert.Equal("Page 2 of 2", page.QuerySelector(".pages span").Reads());
    }

    private Task<long> CountAsync(Someone young) => site.SqlAsync<long>("select count(*) from pledge.reminder_choice where account_id = $1", young.Account);

    private async Task<IDocument> PageAsync(Someone young) => await (await site.SignInAsync(young.Account)).PageAsync("/reminders");
}

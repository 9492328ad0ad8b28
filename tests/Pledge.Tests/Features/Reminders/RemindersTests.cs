using System.Net;
using AngleSharp.Dom;
using Pledge.Domain;
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
        Assert.Equal("We have not sent you anything yet.", page.QuerySelector("#sent + .empty").Reads());
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
        Assert.Equal("By email. Sent on Thursday 19 November 2026 at 10:00am", page.QuerySelectorAll(".rows .row__meta")[^1].Reads());
    }

    [Fact]
    public async Task A_text_and_a_mail_of_one_thing_say_which_they_are_and_when_the_thing_is()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.NumberAsync(young, "+447700900123");
        var met = Guid.CreateVersion7();
        await site.ExecuteAsync(
            "insert into pledge.appointment (id, authority_id, young_person_id, kind, starts_at, minutes, place, state, proposed_by, sequence, changed_at) values ($1, $2, $3, 'meeting', '2026-12-06 10:00Z', 60, 'The library', 'accepted', 'worker', 0, '2026-11-20Z')",
            met, young.Authority, young.YoungPerson);
        foreach (var channel in new[] { "email", "text" })
        {
            await site.Arrange.MessageAsync(young, "appointment-tomorrow", $"{met}:202612061000:2026-12-06:tomorrow", "sent", site.Clock.GetUtcNow(), channel);
            await site.Arrange.MessageAsync(young, "appointment-news", $"{met}:1", "sent", site.Clock.GetUtcNow().AddDays(-1), channel);
        }

        var lines = (await PageAsync(young)).QuerySelectorAll("#sent + .rows > li");

        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Equal("Your appointment on Sunday 6 December 2026, 10:00am", line.QuerySelectorAll("p")[1].Reads()));
        Assert.Equal(["By email.", "By email.", "By text.", "By text."], lines.Select(line => line.QuerySelector(".row__meta").Reads().Split(" Sent")[0]).Order());
    }

    [Theory]
    [InlineData("turned-off", "By text. Not sent on Friday 20 November 2026. You had turned this off")]
    [InlineData("paused", "By text. Not sent on Friday 20 November 2026. You had a break from reminders")]
    [InlineData("no-longer-due", "By text. Not sent. It was no longer needed on Friday 20 November 2026")]
    public async Task What_was_not_sent_says_why(string outcome, string words)
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.MessageAsync(young, "plan-review-due", "a", "dropped", site.Clock.GetUtcNow().AddDays(-2), "text");
        await site.ExecuteAsync("update pledge.message set outcome = $2 where account_id = $1", young.Account, outcome);

        Assert.Equal(words, (await PageAsync(young)).QuerySelector("#sent + .rows .row__meta").Reads());
    }

    [Fact]
    public async Task Texts_are_turned_off_and_on_with_a_number_and_only_with_one()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        Assert.Null((await visitor.PageAsync("/reminders")).QuerySelector("#texts"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFormAsync("/reminders", "/reminders?handler=Texts", ("wanted", "false"))).StatusCode);
        Assert.Equal(0L, await CountAsync(young));

        await site.Arrange.NumberAsync(young, "+447700900123");
        Assert.Contains("Texts are on. We send them to 07700 900123.", (await visitor.PageAsync("/reminders")).QuerySelector("#texts").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SubmitFormAsync("/reminders", "texts", ("wanted", "perhaps"))).StatusCode);
        await visitor.SubmitFormAsync("/reminders", "texts", ("wanted", "false"));
        var page = await visitor.PageAsync("/reminders");
        Assert.Equal("Texts are off. Turn texts on", page.QuerySelector("#texts").Reads());
        Assert.Contains("Emails are on. We send", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Texts to 07700 900123 are off.", (await visitor.PageAsync("/reminders/choose")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.SubmitFormAsync("/reminders", "texts", ("wanted", "true"));
        await visitor.SubmitFormAsync("/reminders", "texts", ("wanted", "true"));
        Assert.Equal("text off, text on", await site.SqlAsync<string>("select string_agg(channel || case when wanted then ' on' else ' off' end, ', ' order by chosen_at) from pledge.reminder_choice where account_id = $1", young.Account));
    }

    [Fact]
    public async Task A_pause_of_what_is_done_is_not_shown()
    {
        var worker = await site.Arrange.AdviserAsync();
        var ash = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, ash, site.Clock.Today().AddDays(-59));
        await site.Arrange.RisePauseAsync(worker, ash, "contact-due", $"{ash.YoungPerson}:{site.Clock.Today().AddDays(-3):yyyy-MM-dd}", site.Clock.Today().AddDays(9), "In hospital", site.Clock.GetUtcNow());

        Assert.Contains("In hospital", (await PageAsync(ash)).QuerySelector("#paused ~ .rows").Reads(), StringComparison.Ordinal);
        await site.Arrange.ContactAsync(worker, ash, site.Clock.Today());
        Assert.Null((await PageAsync(ash)).QuerySelector("#paused"));
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

using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Promises;

public sealed class MyPledgeTests(Site site) : IClassFixture<Site>
{
    private DateTimeOffset Now => site.Clock.GetUtcNow();

    [Fact]
    public async Task Before_any_pledge_the_page_says_so()
    {
        var young = await site.Arrange.YoungAsync();

        var page = await PageAsync(young);

        Assert.Contains("not in Pledge yet", page.QuerySelector(".empty").Reads(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form.answers"));
    }

    [Fact]
    public async Task Every_promise_in_force_stands_in_its_order_with_no_answer_yet()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.DefaultPledgeAsync(young.Authority);

        var page = await PageAsync(young);

        Assert.Equal(Pledge.Domain.Promises.Edition.DefaultPledge.Select(wording => wording.Statement), page.QuerySelectorAll(".promise h2").Select(title => title.Reads()));
        Assert.Equal(11, page.QuerySelectorAll(".voice--young-person.voice--silent").Length);
        Assert.Equal(11, page.QuerySelectorAll(".voice--worker.voice--silent").Length);
        Assert.Empty(page.QuerySelectorAll("details"));
    }

    [Fact]
    public async Task Only_the_latest_edition_that_has_begun_is_in_force()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "home");
        await EditionAsync(young.Authority, 2, new(2026, 11, 22), "people");
        await EditionAsync(young.Authority, 3, new(2026, 11, 23), "future");

        var page = await PageAsync(young);

        Assert.Equal(["Statement of people"], page.QuerySelectorAll(".promise h2").Select(title => title.Reads()));
    }

    [Fact]
    public async Task The_two_voices_stand_side_by_side_and_a_difference_is_said()
    {
        var (worker, young, promise) = await WithWorkerAsync();
        await site.Arrange.AnswerAsync(young, promise, "home", "true", Now.AddDays(-50));
        await site.Arrange.AnswerAsync(young, promise, "home", "not-yet", Now.AddDays(-5), "It is <b>cold</b> & loud 😀");
        await site.Arrange.ViewAsync(worker, young, promise, "home", "true", Now.AddDays(-2), "You like your room.");

        var page = await PageAsync(young);

        var mine = page.QuerySelector(".voice--young-person");
        Assert.Equal("Not yet", mine!.QuerySelector(".voice__said").Reads());
        Assert.Equal("It is <b>cold</b> & loud 😀", mine.QuerySelector(".voice__words").Reads());
        Assert.Equal("Tuesday 17 November 2026", mine.QuerySelector(".voice__when").Reads());
        var theirs = page.QuerySelector(".voice--worker");
        Assert.Equal("Sam Worker", theirs!.QuerySelector(".voice__who").Reads());
        Assert.Equal("True for you", theirs.QuerySelector(".voice__said").Reads());
        Assert.Contains("You and Sam Worker see this differently", page.QuerySelector(".promise__differ").Reads(), StringComparison.Ordinal);
        Assert.Equal(["You: Not yet, 17 November 2026", "You: True for me, 3 October 2026"], page.QuerySelectorAll("details ul:first-of-type li").Select(mark => mark.Reads()));
        Assert.Equal("NotYet", page.QuerySelector("button[aria-pressed=true]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_is_said_of_a_difference_when_both_agree_or_one_is_silent()
    {
        var (worker, young, promise) = await WithWorkerAsync();
        await site.Arrange.AnswerAsync(young, promise, "home", "true", Now.AddDays(-5));
        Assert.Null((await PageAsync(young)).QuerySelector(".promise__differ"));

        await site.Arrange.ViewAsync(worker, young, promise, "home", "true", Now.AddDays(-2));
        Assert.Null((await PageAsync(young)).QuerySelector(".promise__differ"));
    }

    [Fact]
    public async Task Answers_of_an_older_edition_stay_with_the_promise()
    {
        var young = await site.Arrange.YoungAsync();
        var old = await site.Arrange.EditionAsync(young.Authority, "home");
        await site.Arrange.AnswerAsync(young, old[0], "home", "getting-there", Now.AddDays(-100));
        await EditionAsync(young.Authority, 2, new(2026, 11, 1), "home");

        Assert.Equal("Getting there", (await PageAsync(young)).QuerySelector(".voice--young-person .voice__said").Reads());
    }

    [Fact]
    public async Task Nobody_elses_answers_are_shown()
    {
        var (worker, young, promise) = await WithWorkerAsync();
        var other = await site.Arrange.TheirsAsync(worker, "Bo");
        await site.Arrange.AnswerAsync(other, promise, "home", "true", Now, "Words of Bo");
        var elsewhere = await site.Arrange.YoungAsync("Cy");
        var theirs = await site.Arrange.EditionAsync(elsewhere.Authority, "home", "secret");
        await site.Arrange.AnswerAsync(elsewhere, theirs[0], "home", "true", Now, "Words of Cy");

        var page = await PageAsync(young);

        Assert.Single(page.QuerySelectorAll(".promise"));
        Assert.Single(page.QuerySelectorAll(".voice--young-person.voice--silent"));
        Assert.DoesNotContain("Words of", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_two_see_it_differently_they_can_talk_about_it()
    {
        var (worker, young, promise) = await WithWorkerAsync();
        await site.Arrange.AnswerAsync(young, promise, "home", "true", Now.AddDays(-5));
        await site.Arrange.ViewAsync(worker, young, promise, "home", "getting-there", Now.AddDays(-2));

        var link = (await PageAsync(young)).QuerySelector(".promise__differ a")!;

        Assert.Equal("/messages/new?about=home", link.GetAttribute("href"));
        Assert.StartsWith("Talk about this", link.Reads(), StringComparison.Ordinal);
        Assert.Equal("Statement of home", (await (await site.SignInAsync(young.Account)).PageAsync(link.GetAttribute("href")!)).QuerySelector("q").Reads());
    }

    [Fact]
    public async Task Not_yet_offers_help_at_once_and_every_link_leads_somewhere()
    {
        var (_, young, promise) = await WithWorkerAsync();
        await site.Arrange.AnswerAsync(young, promise, "home", "getting-there", Now.AddDays(-5));
        Assert.Null((await PageAsync(young)).QuerySelector(".promise__help"));
        var visitor = await site.SignInAsync(young.Account);

        using var answer = await visitor.SubmitFormAsync("/", "answer", ("Value", "NotYet"));

        Assert.Equal("/pledge#promise-home", answer.Headers.Location!.ToString());
        var links = (await visitor.PageAsync("/pledge")).QuerySelectorAll(".promise__help a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(["/messages/new?about=home", "/help#on-your-side"], links);
        foreach (var link in links)
        {
            var page = await visitor.PageAsync(link);
            if (link.Split('#') is [_, var id])
                Assert.NotNull(page.GetElementById(id));
        }
    }

    [Fact]
    public async Task How_both_changed_is_drawn_in_their_shapes_and_told_in_words()
    {
        var (worker, young, promise) = await WithWorkerAsync();
        await site.Arrange.AnswerAsync(young, promise, "home", "not-yet", Now.AddDays(-100));
        await site.Arrange.AnswerAsync(young, promise, "home", "true", Now);
        await site.Arrange.ViewAsync(worker, young, promise, "home", "not-for-me", Now.AddDays(-50));

        var page = await PageAsync(young);
        var picture = page.QuerySelector("svg.marks")!;

        Assert.Equal("true", picture.GetAttribute("aria-hidden"));
        Assert.Equal([("8", "36"), ("232", "8")], picture.QuerySelectorAll("circle.voice-shape--young-person").Select(mark => (mark.GetAttribute("cx"), mark.GetAttribute("cy"))));
        Assert.Equal(["115"], picture.QuerySelectorAll("rect.voice-shape--worker.marks__out").Select(mark => mark.GetAttribute("x")));
        Assert.Equal(3, page.QuerySelectorAll("details .changes li").Length);
    }

    [Fact]
    public async Task What_is_asked_of_another_age_is_not_asked_but_can_still_be_said()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "home", "school");
        await site.ExecuteAsync("update pledge.promise set asked_until_age = 19 where authority_id = $1 and key = 'school'", young.Authority);

        var page = await PageAsync(young);

        Assert.Equal(["Statement of home"], page.QuerySelectorAll(".promise h2").Select(title => title.Reads()));
        Assert.Equal("/pledge/school", page.QuerySelector("details a")!.GetAttribute("href"));
        var visitor = await site.SignInAsync(young.Account);
        Assert.DoesNotContain("Statement of school", (await visitor.PageAsync("/")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        using var answer = await visitor.SubmitAsync("/pledge/school", ("Value", "NotForMe"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.answer where young_person_id = $1", young.YoungPerson));
        await site.ExecuteAsync("update pledge.young_person set date_of_birth = '2008-11-23' where id = $1", young.YoungPerson);
        Assert.Equal(2, (await PageAsync(young)).QuerySelectorAll(".promise h2").Length);
    }

    private async Task<(Someone Worker, Someone Young, Guid Promise)> WithWorkerAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker), (await site.Arrange.EditionAsync(worker.Authority, "home"))[0]);
    }

    private async Task EditionAsync(Guid authority, int number, DateOnly from, string key)
    {
        var edition = Guid.CreateVersion7();
        await site.ExecuteAsync(
            "insert into pledge.edition (id, authority_id, number, in_force_from, published_at) values ($1, $2, $3, $4, '2026-01-01Z')", edition, authority, number, from);
        await site.ExecuteAsync(
            "insert into pledge.promise (id, authority_id, edition_id, key, position, statement, outcome_area) values ($1, $2, $3, $4, 1, $5, 'health')",
            Guid.CreateVersion7(), authority, edition, key, $"Statement of {key}");
    }

    private async Task<IDocument> PageAsync(Someone young) => await (await site.SignInAsync(young.Account)).PageAsync("/pledge");
}

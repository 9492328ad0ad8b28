using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Promises;

public sealed class PromiseDetailsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Words_are_kept_with_the_answer()
    {
        var (young, visitor) = await YoungAsync();

        var response = await visitor.SubmitAsync("/pledge/home", ("Value", "GettingThere"), ("Words", "  My room is warm.\nThe street is not. "));

        Assert.Equal("/pledge/home", response.Headers.Location!.OriginalString);
        Assert.Equal("My room is warm.\nThe street is not.", (await WordsAsync(young))!.ReplaceLineEndings("\n"));
        var page = await visitor.PageAsync("/pledge/home");
        Assert.Contains("We saved your answer", page.QuerySelector("[role=status]").Reads(), StringComparison.Ordinal);
        Assert.Equal("Getting there", page.QuerySelector("ol .voice__said").Reads());
    }

    [Fact]
    public async Task The_latest_answer_is_chosen_already_so_that_words_can_be_added_to_it()
    {
        var (_, visitor) = await YoungAsync();
        Assert.Null((await visitor.PageAsync("/pledge/home")).QuerySelector("input[type=radio][checked]"));

        await visitor.SubmitAsync("/pledge/home", ("Value", "True"));
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await visitor.SubmitAsync("/pledge/home", ("Value", "NotYet"));

        Assert.Equal("NotYet", (await visitor.PageAsync("/pledge/home")).QuerySelector("input[type=radio][checked]")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Words_without_an_answer_are_asked_for_one_and_not_lost()
    {
        var (young, visitor) = await YoungAsync();

        var page = await (await visitor.SubmitAsync("/pledge/home", ("Value", ""), ("Words", "Hear me"))).DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Contains("Choose one answer", page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        Assert.Equal("Hear me", page.QuerySelector("textarea").Reads());
        Assert.Equal(0L, await CountAsync(young));
    }

    [Fact]
    public async Task A_thousand_characters_are_kept_and_one_more_is_refused_with_everything_still_there()
    {
        var (young, visitor) = await YoungAsync();
        await visitor.SubmitAsync("/pledge/home", ("Value", "True"), ("Words", new string('w', 1000)));
        Assert.Equal(1L, await CountAsync(young));

        var page = await (await visitor.SubmitAsync("/pledge/home", ("Value", "True"), ("Words", new string('x', 1001)))).DocumentAsync();

        Assert.Contains("1000 characters or fewer", page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        Assert.Equal(1001, page.QuerySelector("textarea").Reads().Length);
        Assert.Equal(1L, await CountAsync(young));
    }

    [Theory]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>", null)]
    [InlineData("😀👩🏽‍🎓 مرحبا שלום ሰላም", null)]
    [InlineData("abc\u202Ed\u2067e\u2069f", "abcdef")]
    [InlineData("b\u0007c\u001bd", "bcd")]
    [InlineData("'; drop table pledge.answer; --", null)]
    [InlineData("{0} {{ }} %00", null)]
    public async Task Whatever_is_typed_is_kept_as_words_and_shown_as_words(string typed, string? kept)
    {
        var (young, visitor) = await YoungAsync();

        var response = await visitor.SubmitAsync("/pledge/home", ("Value", "NotYet"), ("Words", typed));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(kept ?? typed, await WordsAsync(young));
        foreach (var address in new[] { "/pledge", "/pledge/home" })
        {
            var page = await visitor.PageAsync(address);
            Assert.Equal(kept ?? typed, page.QuerySelector(".voice__words")!.TextContent);
            Assert.Equal("auto", page.QuerySelector(".voice__words")!.GetAttribute("dir"));
            Assert.Empty(page.QuerySelectorAll("main script, main img"));
        }
    }

    [Fact]
    public async Task Only_control_characters_are_no_words()
    {
        var (young, visitor) = await YoungAsync();

        await visitor.SubmitAsync("/pledge/home", ("Value", "NotYet"), ("Words", "\u0007\u001b "));

        Assert.Null(await WordsAsync(young));
    }

    [Fact]
    public async Task A_null_character_which_no_keyboard_types_is_refused_at_the_door()
    {
        var (young, visitor) = await YoungAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SubmitAsync("/pledge/home", ("Value", "NotYet"), ("Words", "a\0b"))).StatusCode);
        Assert.Equal(0L, await CountAsync(young));
    }

    [Fact]
    public async Task Everything_said_is_there_newest_first_page_by_page()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var promise = (await site.Arrange.EditionAsync(worker.Authority, "home"))[0];
        foreach (var day in Enumerable.Range(1, 29))
            await site.Arrange.AnswerAsync(young, promise, "home", "not-yet", site.Clock.GetUtcNow().AddDays(-day), $"Day {day}");
        await site.Arrange.ViewAsync(worker, young, promise, "home", "true", site.Clock.GetUtcNow().AddDays(-2).AddHours(1), "Seen");
        var visitor = await site.SignInAsync(young.Account);

        var first = await visitor.PageAsync("/pledge/home");
        var second = await visitor.PageAsync("/pledge/home?number=2");

        Assert.Equal(["Day 1", "Seen", "Day 2"], first.QuerySelectorAll("ol .voice__words").Take(3).Select(words => words.Reads()));
        Assert.Equal(25, first.QuerySelectorAll("ol > li").Length);
        Assert.Equal("Page 2 of 2", second.QuerySelector(".pages span").Reads());
        Assert.Equal("Day 29", second.QuerySelectorAll("ol .voice__words")[^1].Reads());
    }

    private async Task<(Someone Young, Visitor Visitor)> YoungAsync()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "home");
        return (young, await site.SignInAsync(young.Account));
    }

    private Task<long> CountAsync(Someone young) => site.SqlAsync<long>("select count(*) from pledge.answer where young_person_id = $1", young.YoungPerson);

    private async Task<string?> WordsAsync(Someone young) => (string?)(await site.RowAsync("select words from pledge.answer where young_person_id = $1", young.YoungPerson))[0];
}

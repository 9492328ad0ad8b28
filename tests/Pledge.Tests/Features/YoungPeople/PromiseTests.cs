using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.YoungPeople;

public sealed class PromiseTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_view_stands_beside_their_answer_and_tells_them_once_a_day()
    {
        var (worker, person, promises) = await ArrangeAsync();
        await site.Arrange.AnswerAsync(person, promises[0], "home", "not-yet", site.Clock.GetUtcNow().AddDays(-1), "It is <b>cold</b> 🥶");
        var visitor = await site.SignInAsync(worker.Account);

        var first = await visitor.SubmitAsync(Address(person, "home"), ("Value", "getting-there"), ("Words", "I will call the landlord on Monday"));
        await visitor.SubmitAsync(Address(person, "health"), ("Value", "true"));

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var page = await visitor.PageAsync($"/young-people/{person.YoungPerson}");
        var row = page.QuerySelectorAll("#promises + ul > li")[0];
        Assert.Equal("Ash Not yet 21 November 2026 It is <b>cold</b> 🥶", row.QuerySelector(".voice--young-person").Reads());
        Assert.Equal("Sam Worker Getting there 22 November 2026 I will call the landlord on Monday", row.QuerySelector(".voice--worker").Reads());
        Assert.Equal([1L, "message-from-worker", person.Account], await site.RowAsync(
            "select count(*), max(rule), (array_agg(account_id))[1] from pledge.message where young_person_id = $1", person.YoungPerson));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'worker-view'", person.YoungPerson));
    }

    [Fact]
    public async Task The_same_view_twice_by_one_tap_is_kept_once_and_again_later_is_kept()
    {
        var (worker, person, _) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitAsync(Address(person, "home"), ("Value", "true"));
        await visitor.SubmitAsync(Address(person, "home"), ("Value", "true"));
        Assert.Equal(1L, await CountAsync(person));
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await visitor.SubmitAsync(Address(person, "home"), ("Value", "true"));

        Assert.Equal(2L, await CountAsync(person));
    }

    [Theory]
    [InlineData("", 10, "Value", "Answer this question")]
    [InlineData("perhaps", 10, "Value", "")]
    [InlineData("true", 1_000_000, "Words", "")]
    public async Task What_cannot_be_is_refused_beside_its_field_and_the_words_are_kept(string value, int length, string field, string message)
    {
        var (worker, person, _) = await ArrangeAsync();
        var words = new string('x', length);

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync(Address(person, "home"), ("Value", value), ("Words", words))).DocumentAsync();

        Assert.StartsWith($"Error: {message}", page.QuerySelector($"#{field}-error").Reads(), StringComparison.Ordinal);
        Assert.Equal(words, Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("#Words")).Value);
        Assert.Equal(0L, await CountAsync(person));
    }

    [Fact]
    public async Task A_promise_that_is_not_in_force_is_not_found()
    {
        var (worker, person, _) = await ArrangeAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(worker.Account)).GetAsync(Address(person, "talents"))).StatusCode);
    }

    private static string Address(Someone person, string key) => $"/young-people/{person.YoungPerson}/promises/{key}";

    private Task<long> CountAsync(Someone person) => site.SqlAsync<long>("select count(*) from pledge.worker_view where young_person_id = $1", person.YoungPerson);

    private async Task<(Someone Worker, Someone Person, Guid[] Promises)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker), await site.Arrange.EditionAsync(worker.Authority, "home", "health"));
    }
}

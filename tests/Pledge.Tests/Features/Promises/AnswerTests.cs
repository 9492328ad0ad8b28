using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Promises;

public sealed class AnswerTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("True", "true")]
    [InlineData("GettingThere", "getting-there")]
    [InlineData("NotYet", "not-yet")]
    [InlineData("NotForMe", "not-for-me")]
    public async Task One_tap_answers_and_comes_back_to_the_promise(string button, string kept)
    {
        var (young, visitor) = await YoungAsync();

        var response = await visitor.SubmitAsync("/pledge", ("Value", button));

        Assert.Equal("/pledge#promise-school", response.Headers.Location!.OriginalString);
        Assert.Equal(kept, await LatestAsync(young));
        var page = await visitor.PageAsync("/pledge");
        Assert.Equal("We saved your answer.", page.QuerySelector("#promise-school .promise__saved").Reads());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'answer'", young.YoungPerson));
    }

    [Fact]
    public async Task An_answer_from_home_leads_back_home()
    {
        var (young, visitor) = await YoungAsync();

        var response = await visitor.SubmitAsync("/", ("Value", "GettingThere"));

        Assert.Equal("/", response.Headers.Location!.OriginalString);
        Assert.Equal("getting-there", await LatestAsync(young));
        Assert.Contains("We saved your answer", (await visitor.PageAsync("/")).QuerySelector("[role=status]").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_answer_is_a_new_row_and_the_old_one_stays()
    {
        var (young, visitor) = await YoungAsync();

        await visitor.SubmitAsync("/pledge", ("Value", "True"));
        await visitor.SubmitAsync("/pledge", ("Value", "NotYet"));

        Assert.Equal(2L, await CountAsync(young));
        Assert.Equal("not-yet", await LatestAsync(young));
    }

    [Fact]
    public async Task The_same_answer_again_on_one_day_says_nothing_new()
    {
        var (young, visitor) = await YoungAsync();

        await visitor.SubmitAsync("/pledge", ("Value", "True"));
        await visitor.SubmitAsync("/pledge", ("Value", "True"));
        Assert.Equal(1L, await CountAsync(young));

        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await visitor.SubmitAsync("/pledge", ("Value", "True"));
        Assert.Equal(1L, await CountAsync(young));
    }

    [Theory]
    [InlineData("Perhaps")]
    [InlineData("")]
    [InlineData("99")]
    [InlineData("\0")]
    [InlineData("true; drop table pledge.answer")]
    public async Task A_value_that_is_no_answer_is_refused(string value)
    {
        var (young, visitor) = await YoungAsync();

        var response = await visitor.SubmitAsync("/pledge", ("Value", value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0L, await CountAsync(young));
    }

    [Fact]
    public async Task Four_taps_at_the_same_moment_are_one_answer()
    {
        var (young, _) = await YoungAsync();
        var visitors = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.SignInAsync(young.Account)));

        await Task.WhenAll(visitors.Select(visitor => visitor.SubmitAsync("/pledge", ("Value", "True"))));

        Assert.Equal(1L, await CountAsync(young));
    }

    [Fact]
    public async Task A_promise_that_went_out_of_force_meanwhile_cannot_be_answered()
    {
        var (young, visitor) = await YoungAsync();
        await site.Arrange.ExecuteAsync("update pledge.promise set key = 'college' where authority_id = $1", young.Authority);
        var answered = await visitor.SubmitAsync("/pledge", ("Value", "True"));
        await site.Arrange.ExecuteAsync("update pledge.edition set in_force_from = '2027-01-01' where authority_id = $1", young.Authority);

        Assert.Equal("/pledge#promise-college", answered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/pledge/college")).StatusCode);
        Assert.Empty((await visitor.PageAsync("/pledge")).QuerySelectorAll("form.answers"));
    }

    [Fact]
    public async Task Opening_the_address_of_the_buttons_shows_the_promise()
    {
        var (_, visitor) = await YoungAsync();

        Assert.Equal("/pledge/school", (await visitor.GetAsync("/pledge/school/answer")).Headers.Location!.OriginalString);
    }

    private async Task<(Someone Young, Visitor Visitor)> YoungAsync()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "school");
        return (young, await site.SignInAsync(young.Account));
    }

    private Task<long> CountAsync(Someone young) => site.SqlAsync<long>("select count(*) from pledge.answer where young_person_id = $1", young.YoungPerson);

    private Task<string> LatestAsync(Someone young) =>
        site.SqlAsync<string>("select value from pledge.answer where young_person_id = $1 order by answered_at desc, id desc limit 1", young.YoungPerson);
}

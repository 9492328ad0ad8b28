using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Records;

public sealed class CorrectionTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_is_wrong_goes_to_the_worker_and_a_yes_leads_to_the_usual_correction()
    {
        var (worker, young, fact) = await ArrangeAsync();
        var visitor = await site.SignInAsync(young.Account);

        var sent = await visitor.SubmitFormAsync($"/record/wrong?fact={fact}", "wrong", ("What", "I never lived there"), ("ShouldSay", "I lived with my aunt"));

        Assert.Equal("/record/wrong/list", sent.Headers.Location!.ToString());
        var list = await visitor.PageAsync("/record/wrong/list");
        Assert.Equal("Where I live or lived: In your own place, or sharing with others", list.QuerySelector(".row__title").Reads());
        Assert.Contains("Sam Worker has it. You will get an answer by 22 December 2026.", list.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'correction-asked'", worker.Account));
        var desk = await site.SignInAsync(worker.Account);
        Assert.Contains("I never lived there", (await desk.PageAsync($"/young-people/{young.YoungPerson}/corrections")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        var id = await site.SqlAsync<Guid>("select id from pledge.correction_request where young_person_id = $1", young.YoungPerson);
        var answered = await desk.SubmitAsync($"/young-people/{young.YoungPerson}/corrections/{id}", ("Agree", "yes"), ("Why", "You are right, sorry"));

        Assert.Equal($"/young-people/{young.YoungPerson}/facts/{fact}/correct", answered.Headers.Location!.ToString());
        Assert.Contains("Sam Worker agreed on 22 November 2026 and will put it right: You are right, sorry", (await visitor.PageAsync("/record/wrong/list")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_keeps_the_words_beside_the_fact_on_both_sides()
    {
        var (worker, young, fact) = await ArrangeAsync();
        var visitor = await site.SignInAsync(young.Account);
        await visitor.SubmitFormAsync($"/record/wrong?fact={fact}", "wrong", ("What", "I never lived there"));
        var id = await site.SqlAsync<Guid>("select id from pledge.correction_request where young_person_id = $1", young.YoungPerson);
        var desk = await site.SignInAsync(worker.Account);

        var why = await (await desk.SubmitAsync($"/young-people/{young.YoungPerson}/corrections/{id}", ("Agree", "no"), ("Why", " "))).DocumentAsync();
        Assert.Equal("Error: Say why, so that they can understand it", why.QuerySelector("#Why-error").Reads());
        await desk.SubmitAsync($"/young-people/{young.YoungPerson}/corrections/{id}", ("Agree", "no"), ("Why", "The tenancy was in your name"));

        Assert.Contains("You told us on 22 November 2026 that this is wrong: I never lived there", (await visitor.PageAsync("/record/kept")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("The tenancy was in your name", (await visitor.PageAsync("/record/wrong/list")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Ash said on 22 November 2026 that this is wrong: I never lived there", (await desk.PageAsync($"/young-people/{young.YoungPerson}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_and_can_be_taken_back_until_it_is_answered()
    {
        var (worker, young, _) = await ArrangeAsync();
        var visitor = await site.SignInAsync(young.Account);
        var send = await visitor.FillAsync("/record/wrong", "wrong", ("Part", "about-me"), ("What", "My name is Ashley"));
        await Task.WhenAll(send(), send());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.correction_request where young_person_id = $1", young.YoungPerson));
        var id = await site.SqlAsync<Guid>("select id from pledge.correction_request where young_person_id = $1", young.YoungPerson);

        await visitor.SubmitAsync("/record/wrong/list", ("id", id.ToString()));

        Assert.Equal("taken-back", await site.SqlAsync<string>("select state from pledge.correction_request where id = $1", id));
        var late = await (await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{young.YoungPerson}/corrections/{id}", ("Agree", "yes"), ("Why", "Yes"))).DocumentAsync();
        Assert.Contains("This was answered or taken back already", late.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_said_is_explained_beside_the_field()
    {
        var (_, young, _) = await ArrangeAsync();

        var page = await (await (await site.SignInAsync(young.Account)).SubmitFormAsync("/record/wrong", "wrong", ("Part", "plan"), ("What", ""))).DocumentAsync();

        Assert.Equal("Error: Say what is wrong", page.QuerySelector("#What-error").Reads());
    }

    [Fact]
    public async Task A_strangers_fact_and_a_strangers_request_are_not_found()
    {
        var (_, young, fact) = await ArrangeAsync();
        var (otherWorker, other, _) = await ArrangeAsync();
        await (await site.SignInAsync(young.Account)).SubmitFormAsync($"/record/wrong?fact={fact}", "wrong", ("What", "Wrong"));
        var id = await site.SqlAsync<Guid>("select id from pledge.correction_request where young_person_id = $1", young.YoungPerson);

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(other.Account)).GetAsync($"/record/wrong?fact={fact}")).StatusCode);
        var desk = await site.SignInAsync(otherWorker.Account);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/young-people/{young.YoungPerson}/corrections/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/young-people/{other.YoungPerson}/corrections/{id}")).StatusCode);
    }

    private async Task<(Someone Worker, Someone Young, Guid Fact)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        return (worker, young, await site.Arrange.FactAsync(young, "home", "U", new(2025, 1, 1)));
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.YoungPeople;

public sealed class ActionTests(Site site) : IClassFixture<Site>
{
    private static readonly (string, string)[] Whole =
        [("Form.What", "Open a bank account"), ("Form.Owner", "young-person"), ("Form.Matter", "8"), ("Form.Due.Day", "15"), ("Form.Due.Month", "1"), ("Form.Due.Year", "2027")];

    [Fact]
    public async Task An_action_is_added_once_tells_the_young_person_and_is_ticked_and_unticked()
    {
        var (worker, person) = await ArrangeAsync();
        var plan = await site.Arrange.PlanAsync(person, new(2026, 6, 1));
        var visitor = await site.SignInAsync(worker.Account);
        var address = $"/young-people/{person.YoungPerson}/plan";

        await visitor.SubmitAsync($"{address}/actions/new", Whole);
        await visitor.SubmitAsync($"{address}/actions/new", Whole);
        Assert.Equal([1L, plan, "young-person"], await site.RowAsync(
            "select count(*), (array_agg(plan_id))[1], max(owner_kind) from pledge.plan_action where young_person_id = $1", person.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where young_person_id = $1 and rule = 'message-from-worker'", person.YoungPerson));
        Assert.Equal("Ash · By 15 January 2027", (await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelector("#plan + ul .row__meta").Reads());

        await visitor.SubmitAsync(address, ("done", "true"));
        Assert.Contains("Done 22 November 2026", (await visitor.PageAsync(address)).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        await visitor.SubmitAsync(address, ("done", "false"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.plan_action where young_person_id = $1 and done_at is null", person.YoungPerson));
    }

    [Theory]
    [InlineData("Form.What", "", "Form-What")]
    [InlineData("Form.Owner", "", "Form-Owner")]
    [InlineData("Form.Owner", "nobody", "Form-Owner")]
    [InlineData("Form.Owner", "someone-else", "Form-OwnerName")]
    [InlineData("Form.Matter", "11", "Form-Matter")]
    [InlineData("Form.Matter", "", "Form-Matter")]
    [InlineData("Form.Due.Year", "2025", "Form-Due")]
    [InlineData("Form.Due.Year", "2099", "Form-Due")]
    public async Task What_cannot_be_is_refused_beside_its_field_and_the_rest_is_kept(string name, string value, string field)
    {
        var (worker, person) = await ArrangeAsync();
        var fields = Whole.Select(pair => pair.Item1 == name ? (name, value) : pair.Item1 == "Form.What" ? ("Form.What", "Ring <b>HMRC</b> 🙂") : pair).ToArray();

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/plan/actions/new", fields)).DocumentAsync();

        Assert.StartsWith("Error: ", page.QuerySelector($"#{field}-error").Reads(), StringComparison.Ordinal);
        if (name != "Form.What")
            Assert.Equal("Ring <b>HMRC</b> 🙂", Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("#Form-What")).Value);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.plan_action where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task Someone_elses_action_under_my_young_persons_address_is_not_found()
    {
        var (worker, person) = await ArrangeAsync();
        var (stranger, theirs) = await ArrangeAsync();
        await (await site.SignInAsync(stranger.Account)).SubmitAsync($"/young-people/{theirs.YoungPerson}/plan/actions/new", Whole);
        var action = await site.SqlAsync<Guid>("select id from pledge.plan_action where young_person_id = $1", theirs.YoungPerson);
        var visitor = await site.SignInAsync(worker.Account);
        await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/plan/actions/new", Whole);
        var token = ((IHtmlInputElement)(await (await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/plan/actions/new", ("Form.What", ""))).DocumentAsync())
            .QuerySelector("main [name=__RequestVerificationToken]")!).Value;

        foreach (var whose in new[] { person, theirs })
        {
            var response = await visitor.Client.PostAsync(new Uri($"/young-people/{whose.YoungPerson}/plan/actions/{action}", UriKind.Relative),
                new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["done"] = "true" }));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.plan_action where done_at is not null and id = $1", action));
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.YoungPeople;

public sealed class ActionTests(Site site) : IClassFixture<Site>
{
    private static readonly (string, string)[] Whole =
        [("Form.What", "Open a bank account"), ("Form.Owner", "young-person"), ("Form.Matter", "8"), ("Form.Due.Day", "15"), ("Form.Due.Month", "1"), ("Form.Due.Year", "2027")];

    [Fact]
    public async Task Of_two_who_change_one_action_the_second_sees_both_texts_and_then_changes_the_newer_one()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var address = $"/young-people/{person.YoungPerson}/plan/actions/{await site.Arrange.ActionAsync(person, "Ring the bank", new(2026, 12, 6), worker)}/change";
        var visitor = await site.SignInAsync(worker.Account);
        var second = await visitor.FillAsync(address, "change", ("What", "Write to the bank"), ("Why", "No answer"));
        await visitor.SubmitFormAsync(address, "change", ("What", "Go to the bank"), ("Why", "It is near"));

        var page = await (await second()).DocumentAsync();

        Assert.Equal(["Write to the bank", "Go to the bank"], page.QuerySelectorAll(".merge__text").Take(2).Select(text => text.Reads()));
        Assert.Equal("Write to the bank", page.QuerySelector("#What")!.TextContent.Trim());
        await visitor.PostFormAsync("/caseload", address, ("Version", page.QuerySelector("[name=Version]")!.GetAttribute("value")!), ("What", "Write to the bank"), ("Owner", "worker"),
            ("Due.Day", "6"), ("Due.Month", "12"), ("Due.Year", "2026"), ("Why", "No answer"));
        Assert.Equal("Write to the bank", await site.SqlAsync<string>("select what from pledge.plan_action where young_person_id = $1 and taken_out_at is null", person.YoungPerson));
        Assert.Equal(3L, await site.SqlAsync<long>("select count(*) from pledge.plan_action where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task What_was_typed_to_an_action_that_is_done_meanwhile_is_not_lost()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var address = $"/young-people/{person.YoungPerson}/plan/actions/{await site.Arrange.ActionAsync(person, "Ring the bank", new(2026, 12, 6), worker)}/change";
        var send = await (await site.SignInAsync(worker.Account)).FillAsync(address, "change", ("What", "Write to the bank"), ("Why", "No answer"));
        await site.ExecuteAsync("update pledge.plan_action set done_at = now(), done_by = $2 where young_person_id = $1", person.YoungPerson, worker.Account);

        var page = await (await send()).DocumentAsync();

        Assert.StartsWith("Error: This was done or taken out", page.QuerySelector("#What-error").Reads(), StringComparison.Ordinal);
        Assert.Equal("Write to the bank", page.QuerySelector("#What")!.TextContent.Trim());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.plan_action where young_person_id = $1", person.YoungPerson));
    }

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

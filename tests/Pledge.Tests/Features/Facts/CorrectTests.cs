using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Facts;

public sealed class CorrectTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_correction_keeps_the_old_row_with_its_reason_and_shows_it_only_when_asked()
    {
        var (worker, person, fact) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/facts/{fact}/correct", ("Form.Code", "P2"), ("Reason", "It is a part-time course"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("It is a part-time course", await site.SqlAsync<string>("select supersede_reason from pledge.fact where id = $1", fact));
        Assert.Equal("P2", await site.SqlAsync<string>("select code from pledge.fact where young_person_id = $1 and superseded_at is null", person.YoungPerson));
        Assert.Empty((await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelectorAll("#history s"));
        var all = await visitor.PageAsync($"/young-people/{person.YoungPerson}?corrections=true");
        Assert.Equal("Studying, full time", all.QuerySelector("#history s").Reads());
        Assert.Contains("Corrected on 22 November 2026: It is a part-time course", all.QuerySelector("#history").Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correct", "", "Say why you are changing this")]
    [InlineData("withdraw", "", "Say why you are changing this")]
    [InlineData("withdraw", " \n ", "Say why you are changing this")]
    public async Task A_reason_is_asked_for(string act, string reason, string message)
    {
        var (worker, person, fact) = await ArrangeAsync();

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/facts/{fact}/{act}", ("Reason", reason));

        Assert.Equal($"Error: {message}", (await response.DocumentAsync()).QuerySelector("#Reason-error").Reads());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1 and superseded_at is null", person.YoungPerson));
    }

    [Theory]
    [InlineData("correct")]
    [InlineData("withdraw")]
    public async Task Whoever_comes_second_sees_both_and_saves_over_what_they_saw(string act)
    {
        var (worker, person, fact) = await ArrangeAsync();
        var colleague = await site.Arrange.StaffAsync(worker.Authority, "manager", await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account), "Bo Manager");
        var address = $"/young-people/{person.YoungPerson}/facts/{fact}/{act}";
        var visitor = await site.SignInAsync(worker.Account);
        var send = await visitor.FillAsync(address, null, [("Reason", "Mine"), .. act == "correct" ? [("Form.Code", "F1")] : Array.Empty<(string, string)>()]);
        await (await site.SignInAsync(colleague.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/facts/{fact}/correct", ("Form.Code", "P2"), ("Reason", "It is part time"));

        var page = await (await send()).DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Contains("Bo Manager", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("Studying, part time", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Mine", page.QuerySelector("#Reason")!.TextContent.Trim());
        var successor = await site.SqlAsync<Guid>("select id from pledge.fact where young_person_id = $1 and superseded_at is null", person.YoungPerson);
        Assert.Equal(successor.ToString(), page.QuerySelector("main [name=Version]")!.GetAttribute("value"));
        var again = await visitor.PostFormAsync("/caseload", address, ("Version", successor.ToString()), ("Form.Code", "F1"), ("Form.From", "2026-09-01"), ("Reason", "Both seen"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Both seen", await site.SqlAsync<string>("select supersede_reason from pledge.fact where id = $1", successor));
    }

    [Fact]
    public async Task Whoever_records_second_where_nothing_was_known_sees_what_the_first_recorded()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var address = $"/young-people/{person.YoungPerson}/in-touch";
        var send = await (await site.SignInAsync(manager.Account)).FillAsync(address, null, ("Form.Code", "NO"));
        await (await site.SignInAsync(worker.Account)).SubmitAsync(address, ("Form.Code", "YES"));

        var page = await (await send()).DocumentAsync();

        Assert.Contains("Sam Worker", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task Whoever_corrects_what_was_taken_back_meanwhile_keeps_their_words()
    {
        var (worker, person, fact) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var send = await visitor.FillAsync($"/young-people/{person.YoungPerson}/facts/{fact}/correct", null, ("Form.Code", "F1"), ("Reason", "Mine"));
        await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/facts/{fact}/withdraw", ("Reason", "Never was"));

        var page = await (await send()).DocumentAsync();

        Assert.Contains("Never was", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Mine", page.QuerySelector("#Reason")!.TextContent.Trim());
    }

    [Fact]
    public async Task What_is_taken_back_leaves_the_period_unknown_and_cannot_be_taken_back_twice()
    {
        var (worker, person, fact) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var address = $"/young-people/{person.YoungPerson}/facts/{fact}/withdraw";

        await visitor.SubmitAsync(address, ("Reason", "Wrong person"));

        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1 and superseded_at is null", person.YoungPerson));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_period_can_be_given_its_true_end()
    {
        var (worker, person, fact) = await ArrangeAsync();

        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/facts/{fact}/correct",
            ("Form.To.Day", "1"), ("Form.To.Month", "11"), ("Form.To.Year", "2026"), ("Reason", "Left in October"));

        Assert.Equal(new DateOnly(2026, 11, 1), await site.SqlAsync<DateOnly>("select period_to from pledge.fact where young_person_id = $1 and superseded_at is null", person.YoungPerson));
    }

    [Fact]
    public async Task Someone_elses_fact_under_my_young_persons_address_is_not_found()
    {
        var (worker, person, _) = await ArrangeAsync();
        var (_, _, theirs) = await ArrangeAsync();
        var other = await site.Arrange.FactAsync(await site.Arrange.TheirsAsync(worker, "Bo"), "activity", "F2", new(2026, 9, 1));
        var visitor = await site.SignInAsync(worker.Account);

        foreach (var fact in new[] { theirs, other })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/young-people/{person.YoungPerson}/facts/{fact}/correct")).StatusCode);
    }

    private async Task<(Someone Worker, Someone Person, Guid Fact)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        return (worker, person, await site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1)));
    }
}

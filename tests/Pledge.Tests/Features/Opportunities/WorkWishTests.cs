using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Opportunities;

public sealed class WorkWishTests(Site site) : IClassFixture<Site>
{
    private const string Standing = "select concat_ws(' ', written_by_side, is_looking, kinds, fields, outcode, travel_km, hours_least, hours_most, least_pay, can_start_on, has, support, not_used, words) from pledge.work_wish where young_person_id = $1 and superseded_at is null";

    [Fact]
    public async Task What_a_young_person_looks_for_is_kept_in_versions_and_what_may_be_used_is_theirs_to_say()
    {
        var (person, young) = await ArrangeAsync();
        var page = await young.PageAsync("/work-wish");
        Assert.Equal(8, page.QuerySelectorAll("input[name='Form.Uses'][checked]").Length);
        Assert.Null(page.QuerySelector("input[value='care-experience'][checked]"));

        await RedirectAsync(young.SubmitAsync("/work-wish", ("Form.Words", "Bread"), ("Form.Kinds", "job"), ("Form.Fields", "food"), ("Form.Outcode", "oh3 1ab"), ("Form.TravelKm", "8"), ("Form.HoursLeast", "8"), ("Form.HoursMost", "20"),
            ("Form.LeastPay", "11.50"), ("Form.CanStartOn.Day", "5"), ("Form.CanStartOn.Month", "1"), ("Form.CanStartOn.Year", "2027"), ("Form.Has", "first-aid"), ("Form.Support", "buddy"), ("Form.Uses", "fields")));
        Assert.Equal("young-person t {job} {food} OH3 8 8 20 1150 2027-01-05 {first-aid} {buddy} {work-kinds,near,hours,pay,start,requirements,support,care-experience} Bread", await site.SqlAsync<string>(Standing, person.YoungPerson));

        await RedirectAsync(young.SubmitFormAsync("/work-wish", "stop"));
        Assert.StartsWith("young-person f {job} {food} OH3", await site.SqlAsync<string>(Standing, person.YoungPerson), StringComparison.Ordinal);
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.work_wish where young_person_id = $1", person.YoungPerson));
        Assert.Contains("Tell us what you look for", (await young.PageAsync("/find-work")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Form.Outcode", "nowhere", "first half of a postcode")]
    [InlineData("Form.Outcode", "OH3", "both where and how far")]
    [InlineData("Form.HoursLeast", "49", "from 1 to 48")]
    [InlineData("Form.LeastPay", "0", "like 11.50")]
    [InlineData("Form.LeastPay", "9999999999", "like 11.50")]
    public async Task What_cannot_be_is_said_beside_the_field(string field, string typed, string said)
    {
        var (_, young) = await ArrangeAsync();
        Assert.Contains(said, await (await young.SubmitAsync("/work-wish", (field, typed), ("Form.Words", "Kept"))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_their_worker_counts_once_they_send_it_and_says_nothing_of_what_may_be_used()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var (work, young) = (await site.SignInAsync(worker.Account), await site.SignInAsync(person.Account));
        var address = $"/young-people/{person.YoungPerson}/work-wish";
        Assert.Empty((await work.PageAsync(address)).QuerySelectorAll("input[name='Form.Uses']"));
        await RedirectAsync(work.SubmitAsync(address, ("Form.Fields", "sport")));
        Assert.StartsWith("worker t {} {sport}", await site.SqlAsync<string>(Standing, person.YoungPerson), StringComparison.Ordinal);
        Assert.Contains("Nobody uses it until you say it is right", (await young.PageAsync("/find-work")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        var form = await young.PageAsync("/work-wish");
        Assert.NotNull(form.QuerySelector("input[value='sport'][checked]"));
        Assert.Null(form.QuerySelector("input[value='care-experience'][checked]"));
        await RedirectAsync(young.SubmitAsync("/work-wish", ("Form.Words", "Yes")));
        Assert.Equal("young-person t {} {sport} {} {} {care-experience} Yes", await site.SqlAsync<string>(Standing, person.YoungPerson));
    }

    [Fact]
    public async Task Who_saves_second_reads_again()
    {
        var (person, young) = await ArrangeAsync();
        var second = await young.FillAsync("/work-wish", form: null, ("Form.Words", "Second"));
        await RedirectAsync(young.SubmitAsync("/work-wish", ("Form.Words", "First")));
        Assert.Contains("changed in another place", await (await second()).ErrorAsync(), StringComparison.Ordinal);
        Assert.EndsWith("First", await site.SqlAsync<string>(Standing, person.YoungPerson), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_of_others_and_a_coordinator_find_nothing()
    {
        var (person, _) = await ArrangeAsync();
        foreach (var stranger in new[] { await site.Arrange.StaffAsync(person.Authority, Roles.Adviser, await site.Arrange.TeamAsync(person.Authority)), await site.Arrange.AdviserAsync() })
            Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync($"/young-people/{person.YoungPerson}/work-wish")).StatusCode);
    }

    private async Task<(Someone Person, Visitor Young)> ArrangeAsync()
    {
        var person = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        return (person, await site.SignInAsync(person.Account));
    }

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent) => Assert.Equal(HttpStatusCode.Redirect, (await sent).StatusCode);
}

using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features;

/// <summary>What holds for every page of a young person.</summary>
public sealed class OwnPagesTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string> Pages => ["/", "/pledge", "/pledge/home", "/plan", "/plan/review", "/plan/dates", "/plan/versions", "/welcome-to-pledge", "/messages/new", "/messages/new?kind=good-news", "/my-people", "/my-people/new", "/my-people/before", "/reminders", "/record", "/record/kept", "/record/notes"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_stranger_is_asked_to_sign_in(string address)
    {
        var response = await site.Visit().GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/sign-in", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Staff_are_kept_out(string address)
    {
        var worker = await site.Arrange.AdviserAsync();

        var response = await (await site.SignInAsync(worker.Account)).GetAsync(address);

        if (address == "/")
            Assert.Equal("/caseload", response.Headers.Location!.OriginalString);
        else
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData(Roles.Adviser, "/caseload")]
    [InlineData(Roles.Manager, "/caseload")]
    [InlineData(Roles.Board, "/board")]
    [InlineData(Roles.DataOfficer, "/imports")]
    [InlineData(Roles.Coordinator, "/mentors")]
    [InlineData(Roles.Administrator, "/admin")]
    public async Task Everybody_has_a_first_page(string role, string home)
    {
        var someone = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), role);

        var response = await (await site.SignInAsync(someone.Account)).GetAsync("/");

        Assert.Equal(home, response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/pledge/home/answer", "Value=True")]
    [InlineData("/pledge/home", "Value=True")]
    [InlineData("/plan?handler=Tick", "id=019a0000-0000-7000-8000-000000000000")]
    [InlineData("/plan?handler=Untick", "id=019a0000-0000-7000-8000-000000000000")]
    [InlineData("/reminders", "wanted=false")]
    [InlineData("/messages/new", "Form.Body=Hi")]
    [InlineData("/my-people/new", "Form.Name=Jo")]
    public async Task A_form_of_another_site_is_refused(string address, string form)
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "home");
        var visitor = await site.SignInAsync(young.Account);

        var response = await visitor.Client.PostAsync(new Uri(address, UriKind.Relative), new StringContent(form, null, "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.answer where young_person_id = $1", young.YoungPerson));
    }

    [Theory]
    [InlineData("/pledge?number=-1")]
    [InlineData("/record?number=99999999999999999999")]
    [InlineData("/record?number=-5")]
    [InlineData("/record?number=400")]
    [InlineData("/reminders?number=2147483647")]
    [InlineData("/record?number=%00")]
    public async Task Odd_page_numbers_are_survived(string address)
    {
        var young = await site.Arrange.YoungAsync();

        var response = await (await site.SignInAsync(young.Account)).GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/pledge/Home'--")]
    [InlineData("/pledge/no-such-promise")]
    [InlineData("/pledge/%E2%80%AEhome")]
    public async Task An_unknown_promise_is_not_found(string address)
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "home");

        var response = await (await site.SignInAsync(young.Account)).GetAsync(address);

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{(int)response.StatusCode}");
    }
}

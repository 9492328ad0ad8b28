using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Pledge.Tests.Platform;

public sealed class ErrorPagesTests(SmallSite site) : IClassFixture<SmallSite>
{
    private static async Task<IHtmlDocument> Read(HttpResponseMessage response) => new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    [Theory]
    [InlineData("/status/400", 400)]
    [InlineData("/status/403", 403)]
    [InlineData("/status/404", 404)]
    [InlineData("/status/409", 409)]
    [InlineData("/status/418", 418)]
    [InlineData("/status/429", 429)]
    [InlineData("/status/503", 503)]
    [InlineData("/nowhere", 404)]
    [InlineData("/fails", 500)]
    [InlineData("/overtaken", 409)]
    public async Task A_failure_says_what_happened_and_what_to_do(string address, int status)
    {
        var response = await site.Client.GetAsync(address);
        var page = await Read(response);

        Assert.Equal(status, (int)response.StatusCode);
        var heading = page.QuerySelector("main h1")!.TextContent;
        Assert.DoesNotMatch("[0-9]", heading);
        Assert.Contains(' ', heading);
        Assert.StartsWith(heading, page.Title, StringComparison.Ordinal);
        Assert.Equal("/", page.QuerySelector("main a.govuk-button")!.GetAttribute("href"));
        Assert.DoesNotContain("secret detail", page.DocumentElement.OuterHtml);
        Assert.DoesNotContain("Exception", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task A_form_that_failed_gets_the_page_too()
    {
        var response = await site.Client.PostAsync("/status/409", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.NotNull((await Read(response)).QuerySelector("main h1"));
    }

    [Fact]
    public async Task The_address_of_the_page_itself_is_not_a_page()
    {
        var response = await site.Client.GetAsync("/error/500");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("young-person", "/", "/pledge", "/plan", "/my-people", "/mentor", "/find-work", "/have-my-say", "/messages", "/reminders", "/record")]
    [InlineData("adviser", "/caseload", "/messages", "/find-work", "/hand-over")]
    [InlineData("manager", "/caseload", "/team", "/figures", "/team/plans", "/team/paused-clocks", "/messages", "/find-work", "/consultations", "/hand-over", "/board")]
    [InlineData("board", "/board", "/commitments", "/board/actions", "/board/meetings")]
    [InlineData("data-officer", "/imports", "/returns", "/people", "/figures", "/publications", "/board")]
    [InlineData("coordinator", "/mentoring", "/mentors", "/organisations", "/opportunities/waiting", "/reminders/work")]
    [InlineData("partner", "/partner", "/partner/posts", "/partner/applicants", "/mentor-desk")]
    [InlineData("administrator", "/admin", "/admin/accounts", "/admin/promises", "/figures", "/returns", "/admin/audit", "/board")]
    public async Task Each_role_has_its_own_menu(string role, params string[] addresses)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("As", role);
        var page = await Read(await site.Client.SendAsync(request));

        Assert.Equal(addresses, page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")!));
        Assert.Contains("<b>Sam</b>", page.QuerySelector("header")!.TextContent);
        Assert.Equal("/sign-out", page.QuerySelector("header form")!.GetAttribute("action"));
        Assert.NotNull(page.QuerySelector("header form input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task A_stranger_has_no_menu_and_can_sign_in()
    {
        var page = await Read(await site.Client.GetAsync("/nowhere"));
        Assert.Empty(page.QuerySelectorAll("nav"));
        Assert.NotNull(page.QuerySelector("header a[href='/sign-in']"));
        Assert.Equal(("en-GB", "ltr"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.NotNull(page.QuerySelector("a.govuk-skip-link[href='#main']"));
    }
}

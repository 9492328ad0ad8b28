using System.Net;

namespace Pledge.Tests.Platform;

public sealed class SecurityHeadersTests(SmallSite site) : IClassFixture<SmallSite>
{
    private async Task<HttpResponseMessage> Get(string address, string? role = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (role is not null)
            request.Headers.Add("As", role);
        return await site.Client.SendAsync(request);
    }

    [Theory]
    [InlineData("/style")]
    [InlineData("/fails")]
    [InlineData("/nowhere")]
    public async Task Every_answer_allows_only_our_own_files(string address)
    {
        var response = await Get(address);
        var policy = string.Join(';', response.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", string.Join("", response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", string.Join("", response.Headers.GetValues("Referrer-Policy")));
        Assert.NotEmpty(response.Headers.GetValues("Permissions-Policy"));
    }

    [Fact]
    public async Task A_signed_in_page_is_kept_by_nobody_and_files_may_be()
    {
        Assert.True((await Get("/status/200", "adviser")).Headers.CacheControl!.NoStore);
        Assert.Null((await Get("/style", "adviser")).Headers.CacheControl);
        Assert.Equal(TimeSpan.FromDays(365), (await Get("/fonts/a.woff2", "adviser")).Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task Https_is_insisted_on_only_over_https()
    {
        Assert.True((await Get("https://pledge.example/style")).Headers.Contains("Strict-Transport-Security"));
        Assert.False((await Get("http://pledge.example/style")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task No_page_carries_script_or_style_of_its_own()
    {
        var html = await (await Get("/nowhere", "young-person")).Content.ReadAsStringAsync();
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);

        Assert.Equal(HttpStatusCode.NotFound, (await Get("/nowhere")).StatusCode);
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }
}

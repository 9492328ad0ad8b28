using System.IO.Compression;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>What holds of every page: usable by everyone, at 320 pixels, without JavaScript, and light.</summary>
public sealed class EveryPageTests(Browser browser)
{
    /// <summary>Bytes of a first view, compressed as served: the page, its styles, scripts and fonts.</summary>
    private const int WeightBudget = 60 * 1024;

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var (role, address) in Addresses.All)
                pages.Add(role, address);
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_has_no_barrier_that_axe_can_find(string role, string address)
    {
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (320, ColorScheme.Dark) })
        {
            var page = await OpenAsync(role, address, javaScript: true, width, scheme);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{address} at {width}: {v.Id} {string.Join("; ", v.Nodes.Take(3).Select(Describe))}")));
            await page.Context.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_fits_320_pixels_and_works_without_JavaScript(string role, string address)
    {
        var page = await OpenAsync(role, address, javaScript: true, width: 320);
        var wider = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('main *')]
                .filter(e => e.getBoundingClientRect().right > 321 && !e.closest('.table-scroll')).slice(0, 5).map(e => e.tagName + '.' + e.className)
            """);
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 320, $"{address} scrolls sideways: {string.Join(", ", wider)}");
        await page.Context.DisposeAsync();

        var plain = await OpenAsync(role, address, javaScript: false, width: 320);
        Assert.Equal(1, await plain.Locator("h1").CountAsync());
        Assert.EndsWith("Pledge", await plain.TitleAsync(), StringComparison.Ordinal);
        await plain.Context.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Its_first_view_is_light_and_breaks_no_rule_of_its_own_security_policy(string role, string address)
    {
        var page = await browser.VisitAsync(width: 320);
        if (role != Addresses.Stranger)
        {
            await page.Context.DisposeAsync();
            page = await browser.VisitAsAsync(role, width: 320);
        }
        var (weight, complaints) = (0, new List<string>());
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        List<Task<byte[]>> bodies = [];
        page.Response += (_, response) => { if (response.Status == 200 || response.Url.EndsWith("/404", StringComparison.Ordinal)) bodies.Add(response.BodyAsync()); };
        await page.GotoAsync(await browser.FillAsync(address), new() { WaitUntil = WaitUntilState.NetworkIdle });
        foreach (var body in await Task.WhenAll(bodies))
            weight += Compressed(body);
        await page.Context.DisposeAsync();

        Assert.Empty(complaints);
        Assert.True(weight <= WeightBudget || role is not (Roles.YoungPerson or Addresses.Stranger), $"{address}: {weight:N0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {weight:N0} bytes");
    }

    private async Task<IPage> OpenAsync(string role, string address, bool javaScript, int width, ColorScheme scheme = ColorScheme.Light)
    {
        var page = role == Addresses.Stranger ? await browser.VisitAsync(javaScript, width, scheme) : await browser.VisitAsAsync(role, javaScript, width, scheme);
        var response = await page.GotoAsync(await browser.FillAsync(address));
        Assert.True(response!.Status == (address.StartsWith("/error/", StringComparison.Ordinal) ? int.Parse(address[7..], System.Globalization.CultureInfo.InvariantCulture) : 200), $"{address} answered {response.Status}");
        return page;
    }

    // Fonts are compressed already; text is served as brotli in production.
    private static int Compressed(byte[] body)
    {
        if (body is [(byte)'w', (byte)'O', (byte)'F', (byte)'2', ..])
            return body.Length;
        using var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(body);
        return (int)output.Length;
    }

    private static string Describe(AxeResultNode node) => $"{node.Html} ({string.Join(", ", node.Any.Concat(node.All).Select(check => check.Message))})";
}

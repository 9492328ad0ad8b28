using System.IO.Compression;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Web.Platform;

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
    public async Task It_has_no_barrier_fits_320_pixels_and_is_light(string role, string address)
    {
        var page = await VisitAsync(role, javaScript: true);
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        List<(bool IsPage, Task<byte[]> Body)> sent = [];
        page.Response += (_, response) => { if (response.Status == 200 || response.Url.EndsWith("/404", StringComparison.Ordinal)) sent.Add((response.Request.ResourceType == "document", response.BodyAsync())); };
        await GoToAsync(page, address);

        await FitsAsync(page, address);
        await HasNoBarrierAsync(page, $"{address} at 320, dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 800);
        await HasNoBarrierAsync(page, $"{address} at 1280");

        var weight = 0;
        foreach (var (isPage, body) in sent)
            weight += Compressed(await body, isPage);
        await page.Context.DisposeAsync();
        Assert.Empty(complaints);
        Assert.True(weight <= WeightBudget || role is not (Roles.YoungPerson or Addresses.Stranger), $"{address}: {weight:N0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {weight:N0} bytes");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_works_without_JavaScript(string role, string address)
    {
        var page = await VisitAsync(role, javaScript: false);
        await GoToAsync(page, address);

        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.EndsWith("Pledge", await page.TitleAsync(), StringComparison.Ordinal);
        await FitsAsync(page, address);
        await page.Context.DisposeAsync();
    }

    private Task<IPage> VisitAsync(string role, bool javaScript) => browser.VisitAsAsync(role, javaScript, 320, ColorScheme.Dark);

    private async Task GoToAsync(IPage page, string address)
    {
        var response = await page.GotoAsync(await browser.FillAsync(address));
        Assert.True(response!.Status == (address.StartsWith("/error/", StringComparison.Ordinal) ? int.Parse(address[7..], System.Globalization.CultureInfo.InvariantCulture) : 200), $"{address} answered {response.Status}");
    }

    private static async Task FitsAsync(IPage page, string address)
    {
        var wider = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= 320 ? [] : ['page', ...[...document.querySelectorAll('main *')]
                .filter(e => e.getBoundingClientRect().right > 321 && !e.closest('.table-scroll')).slice(0, 5).map(e => e.tagName + '.' + e.className)]
            """);
        Assert.True(wider.Length == 0, $"{address} scrolls sideways: {string.Join(", ", wider)}");
    }

    private static async Task HasNoBarrierAsync(IPage page, string where)
    {
        var barriers = await page.BarriersAsync();
        Assert.True(barriers.Length == 0, $"{where}: {string.Join('\n', barriers)}");
    }

    // As sent in production: styles and scripts were compressed once, as small as they go, when published; a page is compressed on its way; fonts are compressed already.
    private static int Compressed(byte[] body, bool isPage)
    {
        if (body is [(byte)'w', (byte)'O', (byte)'F', (byte)'2', ..])
            return body.Length;
        using var output = new MemoryStream();
        using (var packing = isPage ? PageCompression.Packing(output) : new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
            packing.Write(body);
        return (int)output.Length;
    }
}

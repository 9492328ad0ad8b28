using System.Collections.Concurrent;
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

    /// <summary>For whoever wants to look at every page: a folder, named in the environment, for pictures of them.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PLEDGE_PICTURES");

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
        using var seat = await browser.SitAsync(role);
        var page = seat.Page;
        List<string> complaints = [];
        List<(string Type, string Address)> files = [];
        page.Console += Hear;
        page.PageError += Complain;
        page.Response += Weigh;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var weight = Compressed(await (await GoToAsync(page, address)).BodyAsync(), PageCompression.Packing);

        await FitsAsync(page, address);
        await HasNoBarrierAsync(page, $"{address} at 320, dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await TakePictureAsync(page, role, address, "320");
        await page.SetViewportSizeAsync(1280, 800);
        await TakePictureAsync(page, role, address, "1280");
        await HasNoBarrierAsync(page, $"{address} at 1280");

        page.Console -= Hear;
        page.PageError -= Complain;
        page.Response -= Weigh;
        Assert.Contains(files, file => file.Type == "stylesheet");
        foreach (var (_, file) in files)
            weight += Packed.TryGetValue(file, out var known) ? known : Packed[file] = Compressed(await (await page.APIRequest.GetAsync(file)).BodyAsync());
        Assert.Empty(complaints);
        Assert.True(weight <= WeightBudget || role is not (Roles.YoungPerson or Addresses.Stranger), $"{address}: {weight:N0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {weight:N0} bytes");

        void Hear(object? _, IConsoleMessage message)
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
                complaints.Add(message.Text);
        }

        void Complain(object? _, string error) => complaints.Add(error);

        void Weigh(object? _, IResponse response)
        {
            if (response.Status == 200 && response.Request.ResourceType != "document")
                files.Add((response.Request.ResourceType, response.Url));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_works_without_JavaScript(string role, string address)
    {
        using var seat = await browser.SitAsync(role, javaScript: false);
        var page = seat.Page;
        await GoToAsync(page, address);

        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.EndsWith("Pledge", await page.TitleAsync(), StringComparison.Ordinal);
        await FitsAsync(page, address);
        await TakePictureAsync(page, role, address, "320-plain");
        await page.SetViewportSizeAsync(1280, 800);
        await TakePictureAsync(page, role, address, "1280-plain");
    }

    private static async Task TakePictureAsync(IPage page, string role, string address, string how)
    {
        if (Pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, how, $"{role}{string.Concat(address.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.png"), FullPage = true });
    }

    private async Task<IResponse> GoToAsync(IPage page, string address)
    {
        var response = await page.GotoAsync(await browser.FillAsync(address));
        Assert.True(response!.Status == (address.StartsWith("/error/", StringComparison.Ordinal) ? int.Parse(address[7..], System.Globalization.CultureInfo.InvariantCulture) : 200), $"{address} answered {response.Status}");
        return response;
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

    private static readonly ConcurrentDictionary<string, int> Packed = new();

    // As sent in production: styles and scripts were compressed once, as small as they go, when published; a page is compressed on its way; fonts are compressed already.
    private static int Compressed(byte[] file) =>
        file is [(byte)'w', (byte)'O', (byte)'F', (byte)'2', ..] ? file.Length : Compressed(file, output => new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true));

    private static int Compressed(byte[] body, Func<Stream, Stream> packing)
    {
        using var output = new MemoryStream();
        using (var packed = packing(output))
            packed.Write(body);
        return (int)output.Length;
    }
}

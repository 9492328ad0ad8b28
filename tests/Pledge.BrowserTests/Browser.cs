using System.Collections.Concurrent;
using Microsoft.Playwright;
using Pledge.BrowserTests;
using Pledge.BrowserTests.Pages;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Demonstration;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Pledge.BrowserTests;

/// <summary>The site on a real port with the people of the demonstration city, and Chromium to visit it with. One for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private readonly ConcurrentDictionary<(string Role, bool JavaScript, string Language), ConcurrentBag<IPage>> _seats = new();
    private IPlaywright _playwright = null!;
    private IBrowser _chromium = null!;

    public Site Site { get; } = new();
    public Uri Address { get; private set; } = null!;
    public IReadOnlyList<DemoSignIn> SignIns { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        SignIns = await Demo.LoadAsync(Site.Database.Owner, DemoOptions.City(new DateOnly(2026, 11, 22)) with { YoungPeople = 200 }, _ => { }, default);
        Site.UseKestrel(0);
        Site.StartServer();
        Address = new UriBuilder(Site.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), ChromiumSandbox = false, Args = Arguments });
    }

    /// <summary>A page nobody has signed in to.</summary>
    public async Task<IPage> VisitAsync(bool javaScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = scheme,
            Locale = "en-GB",
        });
        return await context.NewPageAsync();
    }

    /// <summary>A page signed in as the first demonstration account of the role; as nobody for <see cref="Addresses.Stranger"/>.</summary>
    public async Task<IPage> VisitAsAsync(string role, bool javaScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        role == Addresses.Stranger ? await VisitAsync(javaScript, width, scheme) : await VisitAsAsync(await AccountAsync(role), javaScript, width, scheme);

    /// <summary>A page signed in as that account.</summary>
    public async Task<IPage> VisitAsAsync(Guid account, bool javaScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await VisitAsync(javaScript, width, scheme);
        var cookie = (await Site.CookieForAsync(account)).Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = Address.ToString() }]);
        return page;
    }

    /// <summary>A page to look at addresses with and not to do anything on, signed in as <see cref="VisitAsAsync(string, bool, int, ColorScheme)"/> does it, 320 pixels wide.
    /// It is passed on from test to test: a window of its own for each costs more than what is looked at. Nothing is kept from one address to the next but the session.</summary>
    public async Task<Seat> SitAsync(string role, bool javaScript = true, string language = "")
    {
        var free = _seats.GetOrAdd((role, javaScript, language), _ => []);
        if (!free.TryTake(out var page))
        {
            page = await VisitAsAsync(role, javaScript);
            if (language.Length > 0)
                await page.Context.AddCookiesAsync([new() { Name = "pledge-language", Value = Uri.EscapeDataString($"c=en-GB|uic={language}"), Url = Address.ToString() }]);
            await (await page.Context.NewCDPSessionAsync(page)).SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        }
        await page.SetViewportSizeAsync(320, 800);
        return new(page, free);
    }

    /// <summary>A page that is given back when done with.</summary>
    public sealed class Seat(IPage page, ConcurrentBag<IPage> free) : IDisposable
    {
        public IPage Page => page;

        public void Dispose() => free.Add(page);
    }

    /// <summary>The first demonstration account of the role; for <see cref="Addresses.NoMentor"/> the partner whose sign-in needs no note.</summary>
    public Task<Guid> AccountAsync(string role) =>
        Site.SqlAsync<Guid>("select id from identity.account where email = $1", SignIns.First(signIn => role == Addresses.NoMentor ? signIn is { Role: Roles.Partner, Note: null } : signIn.Role == role).Email);

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
        await Site.DisposeAsync();
    }

    private static string? Chromium() =>
        new[] { Environment.GetEnvironmentVariable("PLEDGE_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);
}

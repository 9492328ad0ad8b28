using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>Nobody is signed out by surprise.</summary>
public sealed class SessionWarningTests(Browser browser)
{
    [Fact]
    public async Task Two_minutes_before_the_end_a_dialog_offers_to_stay()
    {
        var page = await browser.VisitAsAsync(Roles.YoungPerson, width: 320);
        await using var visit = page.Context;
        await page.Clock.InstallAsync();
        await page.GotoAsync("/plan");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Are you still there?" });
        await page.Clock.FastForwardAsync("27:30");
        await Expect(dialog).ToBeHiddenAsync();

        await page.Clock.FastForwardAsync("00:45");

        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog).ToContainTextAsync("Minutes left: 2");
        Assert.True(await dialog.EvaluateAsync<bool>("dialog => dialog.contains(document.activeElement)"));
        Assert.Empty(await page.BarriersAsync());
        await page.Button("Stay signed in").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await page.Clock.FastForwardAsync("27:30");
        await Expect(dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_JavaScript_every_page_says_how_long_a_session_lasts()
    {
        var page = await browser.VisitAsAsync(Roles.YoungPerson, javaScript: false, width: 320);
        await using var visit = page.Context;
        await page.GotoAsync("/plan");

        await Expect(page.GetByText("If you do nothing for 30 minutes we sign you out")).ToBeVisibleAsync();
    }
}

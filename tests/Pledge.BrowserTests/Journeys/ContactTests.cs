using Microsoft.Playwright;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>A worker between two visits, with a phone.</summary>
public sealed class ContactTests(Browser browser)
{
    private const int MostTaps = 3;
    private int _taps;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_contact_takes_at_most_three_taps_and_one_field(bool javaScript)
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        await browser.Site.Arrange.TheirsAsync(worker);
        var page = await browser.VisitAsAsync(worker.Account, javaScript, width: 320);
        await using var visit = page.Context;
        await page.GotoAsync("/caseload");

        await TapAsync(page.Link("Record contact with Ash Reed"));
        await TapAsync(page.Radio("Text"));
        await page.Field("Note (optional)").FillAsync("Starts the new job on Monday");
        await TapAsync(page.Button("Save contact"));

        await Expect(page.GetByText("Saved your contact with Ash")).ToBeVisibleAsync();
        await Expect(page.People()).ToContainTextAsync("In contact today");
        Assert.InRange(_taps, 1, MostTaps);
        await page.Link("Ash Reed").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Starts the new job on Monday" })).ToContainTextAsync("Text");
    }

    private async Task TapAsync(ILocator what)
    {
        await what.ClickAsync();
        _taps++;
    }
}

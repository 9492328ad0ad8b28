using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>Somebody outside one's reach is found by a name spelt wrong, and the record opens for a reason.</summary>
public sealed class FindTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_misspelt_name_leads_to_a_record_once_there_is_a_reason(bool javaScript)
    {
        var arrange = browser.Site.Arrange;
        var adviser = await arrange.AdviserAsync();
        var worker = await arrange.StaffAsync(adviser.Authority, Roles.Adviser, await arrange.TeamAsync(adviser.Authority, "South"), "Rosa Okafor");
        await arrange.TheirsAsync(worker, "Zoë", "O’Brien");
        var page = await browser.VisitAsAsync(adviser.Account, javaScript, width: 320);
        await using var visit = page.Context;

        await page.GotoAsync("/caseload");
        await page.Locator("#site-find").FillAsync("zoe");
        await page.Locator(".site-find button").ClickAsync();
        await Expect(page.GetByText("Zoë O’Brien")).ToBeVisibleAsync();
        if (javaScript)
            await page.EvaluateAsync("() => { window.samePage = true }");
        await page.Field("Name or child ID").FillAsync("zoe obrein");
        await page.Locator("#find button").ClickAsync();
        await Expect(page.GetByText("1 person")).ToBeVisibleAsync();
        Assert.EndsWith("/find", page.Url, StringComparison.Ordinal);
        if (javaScript)
            Assert.True(await page.EvaluateAsync<bool>("() => window.samePage === true"));

        await page.Locator("#results .row__acts a").ClickAsync();
        await page.GetByLabel("I am worried that somebody is not safe").CheckAsync();
        await page.Field("I need to see this because").FillAsync("A neighbour rang and was worried");
        await page.Button("Open the record").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Zoë O’Brien" })).ToBeVisibleAsync();
        await Expect(page.GetByText("You are only reading")).ToBeVisibleAsync();
    }
}

using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Features.Returns;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>The data officer puts right what stands in the way, keeps the return and downloads it.</summary>
public sealed class ReturnTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_return_is_put_right_kept_and_fetched(bool javaScript)
    {
        var authority = await browser.Site.Arrange.AuthorityAsync($"Return {Guid.NewGuid():N}");
        var officer = await browser.Site.Arrange.StaffAsync(authority, Roles.DataOfficer);
        await browser.Site.LeaverAsync(authority, "J1", new(2005, 9, 14), activity: "0");
        var page = await browser.VisitAsAsync(officer.Account, javaScript);
        await using var visit = page.Context;

        await page.GotoAsync("/returns");
        await page.Link("Return for April 2025 to March 2026").ClickAsync();
        await Expect(page.GetByText("People with something to put right first: 1.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Record what they do") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/activity\\?on=2025-09-14&back="));

        await page.GotoAsync("/returns/2026/keep");
        await page.Button("Keep the return as sent").ClickAsync();
        await Expect(page.GetByText("The return is kept")).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.Link("OC3 (CSV)").ClickAsync());
        Assert.Equal("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\nJ1,14/09/2005,YES,0,U1\r\n", await File.ReadAllTextAsync(await file.PathAsync()));
    }
}

using Microsoft.Playwright;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>A worker narrows the caseload: by htmx where there is JavaScript, by the plain forms under it where there is none.</summary>
public sealed class CaseloadFilterTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_the_overdue_are_shown_when_asked(bool javaScript)
    {
        var page = await CaseloadAsync(javaScript);
        await using var visit = page.Context;
        if (javaScript)
            await page.EvaluateAsync("() => { window.samePage = true }");

        await page.Field("Show").SelectOptionAsync(new SelectOptionValue { Label = "Overdue (1)" });
        if (!javaScript)
            await page.Button("Show").ClickAsync();

        await Expect(page.People()).ToHaveCountAsync(1);
        await Expect(page.Link("Late Reed")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/caseload.show=overdue"));
        // With htmx the page itself stays; where it does not, the mark is gone.
        if (javaScript)
            Assert.True(await page.EvaluateAsync<bool>("() => window.samePage === true"));
        await page.ReloadAsync();
        await Expect(page.People()).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_finds_its_person_and_stays_out_of_the_address(bool javaScript)
    {
        var page = await CaseloadAsync(javaScript);
        await using var visit = page.Context;

        await page.Field("Find by name").FillAsync("seen");
        await page.Button("Find").ClickAsync();

        await Expect(page.People()).ToHaveCountAsync(1);
        await Expect(page.Link("Seen Reed")).ToBeVisibleAsync();
        Assert.DoesNotContain("seen", page.Url, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IPage> CaseloadAsync(bool javaScript)
    {
        var arrange = browser.Site.Arrange;
        var worker = await arrange.AdviserAsync();
        await arrange.TheirsAsync(worker, "Late");
        await arrange.ContactAsync(worker, await arrange.TheirsAsync(worker, "Seen"), new(2026, 11, 20));
        var page = await browser.VisitAsAsync(worker.Account, javaScript);
        await page.GotoAsync("/caseload");
        await Expect(page.People()).ToHaveCountAsync(2);
        return page;
    }
}

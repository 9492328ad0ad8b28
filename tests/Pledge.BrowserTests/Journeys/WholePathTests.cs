using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>What a worker writes down reaches the young person, and what the young person says reaches the worker; figures follow both.</summary>
public sealed class WholePathTests(Browser browser)
{
    private const int InHomesThatSuit = 14;
    private const int InHomesThatDoNot = 7;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_home_and_an_answer_reach_everyone_they_should(bool javaScript)
    {
        var (worker, ash, manager) = await CityAsync();
        var figurePage = await browser.VisitAsAsync(manager.Account, javaScript);
        await using var figureVisit = figurePage.Context;
        await ExpectFigureAsync(figurePage, met: InHomesThatSuit + 1, notMet: InHomesThatDoNot);

        var workerPage = await browser.VisitAsAsync(worker.Account, javaScript);
        await using var workerVisit = workerPage.Context;
        await workerPage.GotoAsync("/caseload");
        await RecordHomeAsync(workerPage);

        var theirPage = await browser.VisitAsAsync(ash.Account, javaScript, width: 320);
        await using var theirVisit = theirPage.Context;
        await theirPage.GotoAsync("/record/kept");
        var home = theirPage.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "In a hostel for people who need a bed fast" });
        await Expect(home).ToContainTextAsync("We said this home is not right for you.");
        await Expect(home).ToContainTextAsync("The room is damp");
        await AnswerAsync(theirPage);

        await workerPage.ReloadAsync();
        var promise = workerPage.GetByRole(AriaRole.Listitem).Filter(new() { Has = workerPage.Heading("Statement of home") });
        await Expect(promise).ToContainTextAsync("Not yet");
        await workerPage.Link("Back to the caseload").ClickAsync();
        await Expect(workerPage.People().Filter(new() { HasText = "Ash Reed" })).ToContainTextAsync("“Not yet” to 1 promise");

        await ExpectFigureAsync(figurePage, met: InHomesThatSuit, notMet: InHomesThatDoNot + 1);
    }

    private static async Task RecordHomeAsync(IPage page)
    {
        await page.Link("Ash Reed").ClickAsync();
        await page.Button("Where they live").ClickAsync();
        await page.Radio("Emergency housing").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Does the council provide this home?" }).GetByLabel("No", new() { Exact = true }).CheckAsync();
        await page.Radio("No, it does not").CheckAsync();
        await page.Field("Why").FillAsync("The room is damp");
        var since = page.GetByRole(AriaRole.Group, new() { Name = "Since when have they lived there?" });
        await since.GetByLabel("Day").FillAsync("3");
        await since.GetByLabel("Month").FillAsync("5");
        await since.GetByLabel("Year").FillAsync("2026");
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByText("Saved where Ash lives")).ToBeVisibleAsync();
    }

    private static async Task AnswerAsync(IPage page)
    {
        await page.Link("My pledge").ClickAsync();
        var ask = page.GetByRole(AriaRole.Group, new() { Name = "Is this true for you now? Statement of home" });
        await ask.GetByRole(AriaRole.Button, new() { Name = "Not yet", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "We saved your answer." })).ToBeVisibleAsync();
    }

    private static async Task ExpectFigureAsync(IPage page, int met, int notMet)
    {
        await page.GotoAsync("/figures/CL-ACC-1921");
        var cells = page.GetByRole(AriaRole.Region, new() { Name = "The figure" }).GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Cell);
        await Expect(cells.Nth(2)).ToHaveTextAsync($"{met}");
        await Expect(cells.Nth(3)).ToHaveTextAsync($"{notMet}");
    }

    /// <summary>A city where everyone turned 20 on 10 May 2026: Ash, whose home suits, and others.</summary>
    private async Task<(Someone Worker, Someone Ash, Someone Manager)> CityAsync()
    {
        var arrange = browser.Site.Arrange;
        var worker = await arrange.AdviserAsync();
        var manager = await arrange.StaffAsync(worker.Authority, Roles.Manager);
        await arrange.EditionAsync(worker.Authority, "home", "health");
        var ash = await arrange.TheirsAsync(worker);
        await FactsAsync(ash, suitable: true);
        for (var i = 0; i < InHomesThatSuit + InHomesThatDoNot; i++)
        {
            var other = await arrange.YoungPersonAsync(worker.Authority, $"Other{i}", "Person");
            await arrange.StatusAsync(other, "former-relevant", new(2024, 5, 10));
            await FactsAsync(other, suitable: i < InHomesThatSuit);
        }
        return (worker, ash, manager);
    }

    private async Task FactsAsync(Someone person, bool suitable)
    {
        await browser.Site.Arrange.FactAsync(person, "home", "U", new(2025, 1, 6), suitable: suitable);
        await browser.Site.Arrange.FactAsync(person, "activity", "F2", new(2025, 1, 6));
        await browser.Site.Arrange.FactAsync(person, "in-touch", "YES", new(2025, 1, 6));
    }
}

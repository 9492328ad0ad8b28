using Microsoft.Playwright;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>The daily things without a pointer: only keys are pressed.</summary>
public sealed class KeyboardJourneyTests(Browser browser)
{
    [Fact]
    public async Task A_young_person_answers_and_says_more()
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        await browser.Site.Arrange.EditionAsync(worker.Authority, "home", "health");
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        var page = await browser.VisitAsAsync(person.Account, width: 320);
        await using var visit = page.Context;
        await page.GotoAsync("/pledge");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Link("Skip to main content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, page.GetByRole(AriaRole.Group, new() { Name = "Is this true for you now? Statement of home" }).GetByRole(AriaRole.Button, new() { Name = "Not yet", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "We saved your answer." })).ToBeVisibleAsync();

        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Say more.*Statement of home") }));
        await page.Keyboard.PressAsync("Enter");
        var words = page.GetByRole(AriaRole.Textbox);
        await TabToAsync(page, words);
        await page.Keyboard.TypeAsync("The room is cold");
        await TabToAsync(page, page.Button("Save my answer"));
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "The room is cold" })).ToBeVisibleAsync();
        Assert.Equal(1L, await browser.Site.SqlAsync<long>("select count(*) from pledge.answer where young_person_id = $1 and words = 'The room is cold'", person.YoungPerson));
    }

    [Fact]
    public async Task A_worker_records_a_contact()
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        var page = await browser.VisitAsAsync(worker.Account, width: 320);
        await using var visit = page.Context;
        await page.GotoAsync("/caseload");

        await TabToAsync(page, page.Link("Record contact with Ash Reed"));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, page.Radio("Phone"));
        while (!await page.Radio("Text").IsCheckedAsync())
            await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, page.Field("Note (optional)"));
        await page.Keyboard.TypeAsync("Starts on Monday");
        await TabToAsync(page, page.Button("Save contact"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Saved your contact with Ash")).ToBeVisibleAsync();
        Assert.Equal(["text", "Starts on Monday"], await browser.Site.RowAsync("select channel, note from pledge.contact where young_person_id = $1", person.YoungPerson));
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < 150; presses++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The tab key never came to {target}");
    }
}

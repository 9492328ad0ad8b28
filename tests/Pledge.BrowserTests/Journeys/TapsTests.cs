using Microsoft.Playwright;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>How many taps the usual contacts take from the caseload to saved, on a phone. Typing or dictating the note is no tap.</summary>
public sealed class TapsTests(Browser browser)
{
    private const int MedianBudget = 3;

    private static readonly (string What, string[] Choices)[] Usual =
    [
        ("a call that was answered", []),
        ("a call that was not", ["I tried"]),
        ("a text", ["Text"]),
        ("a text that was not answered", ["I tried", "Text"]),
        ("a meeting", ["Face to face"]),
        ("a visit where they live", ["Face to face", "Where they live"]),
        ("a video call", ["Video call"]),
    ];

    [Fact]
    public async Task The_median_from_the_caseload_to_saved_is_three()
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        var page = await browser.VisitAsAsync(worker.Account, width: 320);
        await using var visit = page.Context;
        List<int> taps = [];
        foreach (var (what, choices) in Usual)
        {
            await page.GotoAsync("/caseload");
            var count = 0;
            async Task TapAsync(ILocator target)
            {
                await target.ClickAsync();
                count++;
            }
            await TapAsync(page.Link("Record contact with Ash Reed"));
            foreach (var choice in choices)
                await TapAsync(page.Radio(choice));
            await page.Field("Note (optional)").FillAsync(what);
            await TapAsync(page.Button("Save contact"));
            await Expect(page.GetByText("Saved your contact with Ash")).ToBeVisibleAsync();
            taps.Add(count);
            TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {count} taps");
        }

        Assert.Equal((long)Usual.Length, await browser.Site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
        var median = taps.Order().ElementAt(taps.Count / 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"median: {median} taps");
        Assert.True(median <= MedianBudget, $"The median is {median} taps: {string.Join(", ", taps)}");
    }

    [Fact]
    public async Task The_note_takes_dictation_whatever_way_the_text_arrives()
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        var page = await browser.VisitAsAsync(worker.Account, width: 320);
        await using var visit = page.Context;
        await page.GotoAsync($"/contacts/new?with={person.YoungPerson}");
        var note = page.Field("Note (optional)");

        // A dictating keyboard composes and replaces; it presses no keys.
        await note.FocusAsync();
        await page.Keyboard.InsertTextAsync("she starts on monday");
        await note.EvaluateAsync("area => { area.setRangeText('She starts on Monday', 0, area.value.length, 'end'); area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' })) }");

        Assert.Equal("sentences", await note.GetAttributeAsync("autocapitalize"));
        Assert.True((await note.BoundingBoxAsync())!.Height >= 140);
        await Expect(page.Locator("[data-draft-state]")).ToContainTextAsync("Kept at");
        Assert.Equal("She starts on Monday", await browser.Site.SqlAsync<string>("select body -> 'Form.Note' ->> 0 from pledge.draft where account_id = $1", worker.Account));
    }
}

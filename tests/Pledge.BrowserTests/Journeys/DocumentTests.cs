using System.Text;
using Microsoft.Playwright;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>A letter goes on the record: the worker attaches it and finds it on the timeline, and the young person opens it.</summary>
public sealed class DocumentTests(Browser browser)
{
    private const string Letter = "Ash starts on Monday.\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_letter_is_attached_found_on_the_timeline_and_opened_by_whom_it_is_about(bool javaScript)
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        await browser.Site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1));
        var page = await browser.VisitAsAsync(worker.Account, javaScript, width: 320);
        await using var visit = page.Context;

        await page.GotoAsync($"/young-people/{person.YoungPerson}/documents");
        await page.Button("Attach a document").ClickAsync();
        await page.Field("What is it?").FillAsync("Letter from college");
        await page.Field("Choose the file, or take a picture").SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "MZ\0\0"u8.ToArray() });
        await page.Button("Attach it").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await Expect(page.Field("What is it?")).ToHaveValueAsync("Letter from college");
        await page.Field("Choose the file, or take a picture").SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Letter) });
        await page.Button("Attach it").ClickAsync();
        await Expect(page.GetByText("Document attached. Ash can see it.")).ToBeVisibleAsync();

        await page.GotoAsync($"/young-people/{person.YoungPerson}");
        var entries = page.Locator("#history li");
        await Expect(entries).ToHaveCountAsync(2);
        await page.Field("Show").SelectOptionAsync("document");
        if (!javaScript)
            await page.Button("Show").ClickAsync();
        await Expect(entries).ToHaveCountAsync(1);
        await Expect(entries).ToContainTextAsync("Letter from college");
        await page.Field("From").FillAsync("2026-11-23");
        await (javaScript ? page.Field("Until").FocusAsync() : page.Button("Show").ClickAsync());
        await Expect(entries).ToHaveCountAsync(0);

        var theirs = await browser.VisitAsAsync(person.Account, javaScript, width: 320);
        await using var theirVisit = theirs.Context;
        await theirs.GotoAsync("/record/documents");
        var download = await theirs.RunAndWaitForDownloadAsync(() => theirs.GetByRole(AriaRole.Link, new() { NameRegex = new("Letter from college") }).First.ClickAsync());
        Assert.Equal("letter.txt", download.SuggestedFilename);
        Assert.Equal(Letter, await File.ReadAllTextAsync(await download.PathAsync()));
    }
}

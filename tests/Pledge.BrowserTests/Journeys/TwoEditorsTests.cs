using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>Two people, two browsers, one record: nobody overwrites anybody, and nothing typed is lost.</summary>
public sealed class TwoEditorsTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_saves_second_sees_both_texts_merges_them_and_saves_again(bool javaScript)
    {
        var arrange = browser.Site.Arrange;
        var worker = await arrange.AdviserAsync();
        var team = await browser.Site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account);
        var manager = await arrange.StaffAsync(worker.Authority, Roles.Manager, team, "Bo Manager");
        var person = await arrange.TheirsAsync(worker);
        var contact = await arrange.ContactAsync(worker, person, new(2026, 11, 20), note: "Rang about the flat");
        var (mine, theirs) = (await browser.VisitAsAsync(worker.Account, javaScript, width: 320), await browser.VisitAsAsync(manager.Account));
        await using var visits = mine.Context;
        await using var others = theirs.Context;
        foreach (var page in new[] { mine, theirs })
            await page.GotoAsync($"/contacts/{contact}/correct");

        await theirs.Field("Note (optional)").FillAsync("Rang about the flat. Boiler mended.");
        await theirs.Field("What was wrong?").FillAsync("Something was missing");
        await theirs.Button("Save the correction").ClickAsync();
        await Expect(theirs.GetByText("Contact corrected")).ToBeVisibleAsync();
        await mine.Field("Note (optional)").FillAsync("Rang about the flat. She likes it.");
        await mine.Field("What was wrong?").FillAsync("She said more");
        await mine.Button("Save the correction").ClickAsync();

        await Expect(mine).ToHaveTitleAsync(new Regex("^Error: "));
        var both = mine.GetByRole(AriaRole.Region, new() { Name = "Somebody else saved this first" });
        await Expect(both).ToContainTextAsync("Bo Manager saved it on");
        await Expect(both).ToContainTextAsync("Rang about the flat. Boiler mended.");
        await Expect(both).ToContainTextAsync("Rang about the flat. She likes it.");
        await Expect(mine.Field("Note (optional)")).ToHaveValueAsync("Rang about the flat. She likes it.");
        Assert.True(await mine.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 320);
        if (javaScript)
            Assert.Empty(await mine.BarriersAsync());

        await mine.Field("Note (optional)").FillAsync("Rang about the flat. Boiler mended. She likes it.");
        await mine.Button("Save the correction").ClickAsync();
        await Expect(mine.GetByText("Contact corrected")).ToBeVisibleAsync();
        Assert.Equal(["Rang about the flat. Boiler mended. She likes it.", 3L], await browser.Site.RowAsync(
            "select max(note) filter (where superseded_at is null), count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
    }
}

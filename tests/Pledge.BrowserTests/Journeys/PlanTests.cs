using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>A plan in a real browser: two people writing at once, and the file one can print or keep.</summary>
public sealed class PlanTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_people_write_the_same_part_and_nothing_typed_is_lost(bool javaScript)
    {
        var (worker, person) = await DraftAsync();
        var manager = await browser.AccountAsync(Roles.Manager);
        var address = $"/young-people/{person}/plan/matters/10";
        var thisPage = new Regex("/plan/matters/10$");
        var (one, two) = (await browser.VisitAsAsync(worker, javaScript, width: 360), await browser.VisitAsAsync(manager, javaScript));
        await one.GotoAsync(address);
        await two.GotoAsync(address);
        var (mine, theirs) = ($"You want to learn Welsh {Guid.NewGuid():n}.", $"You go to church on Sundays {Guid.NewGuid():n}.");

        await SaveAsync(one, mine);
        await Expect(one).Not.ToHaveURLAsync(thisPage);
        await SaveAsync(two, theirs);

        await Expect(two.GetByText("saved this on")).ToBeVisibleAsync();
        await Expect(two.GetByText(mine)).ToBeVisibleAsync();
        await Expect(two.GetByLabel("What you agreed, or why not now")).ToHaveValueAsync(theirs);
        await SaveAsync(two, $"{mine} {theirs}");
        await Expect(two).Not.ToHaveURLAsync(thisPage);
        await one.GotoAsync(address);
        await Expect(one.GetByLabel("What you agreed, or why not now")).ToHaveValueAsync($"{mine} {theirs}");
        await one.Context.DisposeAsync();
        await two.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_file_of_a_plan_is_tagged_titled_and_in_a_language()
    {
        var account = await browser.AccountAsync(Roles.YoungPerson);
        using var handler = new HttpClientHandler { UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = browser.Address };
        client.DefaultRequestHeaders.Add("Cookie", await browser.Site.CookieForAsync(account));
        // What another program left there, which was stopped while it printed, is not ours.
        var before = Directory.GetDirectories(Path.GetTempPath(), "pledge-pdf-*");

        using var response = await client.GetAsync(new Uri("/plan/versions/1/pdf", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var file = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("%PDF-", file, StringComparison.Ordinal);
        Assert.Matches(@"/MarkInfo\s*<<[^>]*/Marked true", file);
        Assert.Matches(@"/StructTreeRoot \d+ 0 R", file);
        Assert.Matches(@"/Lang \(en-GB\)", file);
        Assert.Matches(@"/Title ", file);
        Assert.Matches(@"/Outlines \d+ 0 R", file);
        // One heading for the plan, its parts below: what a screen reader jumps by.
        Assert.Single(Tag("H1").Matches(file));
        Assert.True(Tag("H3").Count(file) >= 10, "fewer headings than matters");
        Assert.True(Tag("L").Count(file) > 0, "no list");
        Assert.True(Regex.Count(file, @"/Type /Page\b") >= 2, "a plan has more than a page");
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "pledge-pdf-*").Except(before));
    }

    [Fact]
    public async Task Somebody_elses_file_is_not_found()
    {
        var (_, person) = await DraftAsync();
        var board = await browser.VisitAsAsync(Roles.Board);
        Assert.Equal(403, (await board.GotoAsync($"/young-people/{person}/plan/versions/1/pdf"))!.Status);
        await board.Context.DisposeAsync();
        var young = await browser.VisitAsAsync(Roles.YoungPerson);
        Assert.Equal(404, (await young.GotoAsync("/plan/versions/77/pdf"))!.Status);
        await young.Context.DisposeAsync();
    }

    private static Regex Tag(string name) => new($@"/S /{name}\b");

    private static async Task SaveAsync(IPage page, string words)
    {
        await page.GetByLabel("What you agreed, or why not now").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Save and") }).ClickAsync();
    }

    /// <summary>The first adviser and one of theirs whose plan is being written.</summary>
    private async Task<(Guid Worker, Guid Person)> DraftAsync()
    {
        var worker = await browser.AccountAsync(Roles.Adviser);
        return (worker, await browser.Site.SqlAsync<Guid>(
            "select v.young_person_id from pledge.plan_version v join pledge.assignment s on s.young_person_id = v.young_person_id and s.period_to is null where s.staff_member_id = $1 and v.state = 'draft' order by v.id limit 1", worker));
    }
}

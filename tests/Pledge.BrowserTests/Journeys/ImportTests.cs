using System.Text;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>The data officer loads the three files of the yearly return.</summary>
public sealed class ImportTests(Browser browser)
{
    private static readonly FilePayload[] Files =
    [
        File("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nJ1,F,10/05/2006,WBRI,,,\nJ2,M,12/06/2007,MWBC,,,\n"),
        File("episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\nJ1,01/02/2015,S,C2,N1,U4,PR1,10/05/2024,E8,,,,\n"),
        File("oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nJ1,10/05/2006,YES,F2,U1\nJ2,12/06/2007,MAYBE,F2,U1\n"),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_files_are_loaded_once_and_a_wrong_row_is_explained(bool javaScript)
    {
        var officer = await browser.Site.Arrange.StaffAsync(await browser.Site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}"), Roles.DataOfficer);
        var page = await browser.VisitAsAsync(officer.Account, javaScript);
        await using var visit = page.Context;

        await LoadAsync(page);
        foreach (var (file, kind) in new[] { ("header.csv", "Header: who they are"), ("episodes.csv", "Episodes: time in care"), ("oc3.csv", "OC3: care leavers") })
            await Expect(Row(page, "Files", file)).ToContainTextAsync(kind);
        await Expect(Row(page, "What was not taken, and why", "MAYBE")).ToContainTextAsync("Check 131");
        Assert.Equal("F2,U,YES", await FactsAsync(officer, "J1"));

        await LoadAsync(page);
        await Expect(page.Locator(".govuk-summary-list__row:has(dt:text-is('New or changed')) strong")).ToHaveTextAsync("0");
        await page.Link("All loads").ClickAsync();
        await Expect(page.People()).ToHaveCountAsync(2);
        Assert.Equal("F2,U,YES", await FactsAsync(officer, "J1"));
    }

    private static async Task LoadAsync(IPage page)
    {
        await page.GotoAsync("/imports");
        await page.Field("Year the files are for").FillAsync("2026");
        await page.Field("Choose the files").SetInputFilesAsync(Files);
        await page.Button("Load the files").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Load of 22 November 2026") })).ToBeVisibleAsync();
    }

    private static ILocator Row(IPage page, string table, string words) =>
        page.GetByRole(AriaRole.Table, new() { Name = table, Exact = true }).GetByRole(AriaRole.Row).Filter(new() { HasText = words });

    private Task<string> FactsAsync(Someone officer, string child) => browser.Site.SqlAsync<string>(
        """
        select coalesce(string_agg(f.code, ',' order by f.code), '') from pledge.fact f join pledge.young_person y on y.id = f.young_person_id
        where f.authority_id = $1 and y.child_id = $2 and f.superseded_at is null
        """, officer.Authority, child);

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
}

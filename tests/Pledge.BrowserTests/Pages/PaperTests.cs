using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Pages;

/// <summary>What councillors hold in their hands.</summary>
public sealed class PaperTests(Browser browser)
{
    /// <summary>What is left of A4 within the margins of <c>_print.scss</c>, in pixels of 1/96 inch.</summary>
    private const int SheetWidth = (210 - (2 * 16)) * 960 / 254, SheetHeight = (297 - (2 * 18)) * 960 / 254;

    [Fact]
    public async Task The_boards_first_sheet_says_all_that_the_screen_says_but_what_is_the_readers_own()
    {
        var page = await browser.VisitAsAsync(Roles.Board, width: SheetWidth);
        await using var visit = page.Context;
        await page.GotoAsync("/board");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var glance = page.Locator(".glance");
        foreach (var (says, own) in (await glance.Locator(".glance__says > li").AllAsync()).Select(says => (says, says.GetByText("Yours:", new() { Exact = true }))))
        {
            if (await own.CountAsync() > 0)
                await Expect(says).ToBeHiddenAsync();
            else
                await Expect(says).ToBeVisibleAsync();
        }

        await Expect(glance.GetByText("days late").First).ToBeVisibleAsync();
        var box = await glance.BoundingBoxAsync();
        Assert.InRange(box!.Y + box.Height, 1, SheetHeight);
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pledge.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>The line drops, the phone sleeps, the session ends, somebody closes the page: what was typed is still there.</summary>
public sealed class DraftTests(Browser browser)
{
    private const string NoLine = "Not kept yet: no connection. It stays here until it is sent.";

    [Fact]
    public async Task What_is_typed_is_kept_after_a_pause_and_there_again_on_another_computer()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await OpenAsync(worker, address);
        await using var visit = page.Context;

        await NoteOf(page).PressSequentiallyAsync("Wants to see her");
        await Expect(State(page)).ToHaveTextAsync(new Regex(@"^Kept at \d{1,2}:\d\d[ap]m$"));
        await page.RunAndWaitForResponseAsync(async () =>
        {
            await NoteOf(page).PressSequentiallyAsync(" brother");
            await page.Radio("Text").ClickAsync();
        }, response => response.Ok && response.Request.PostData?.Contains("brother&", StringComparison.Ordinal) == true && response.Request.PostData.Contains("=text", StringComparison.Ordinal));
        await Expect(State(page)).ToHaveTextAsync(new Regex("^Kept at"));
        Assert.Empty(await page.BarriersAsync());

        var other = await OpenAsync(worker, address, javaScript: false);
        await using var otherVisit = other.Context;
        await Expect(NoteOf(other)).ToHaveValueAsync("Wants to see her brother");
        await Expect(other.Radio("Text")).ToBeCheckedAsync();
        await Expect(other.GetByText("We kept what you wrote")).ToBeVisibleAsync();
        // People share computers: nothing of it stays in this one.
        Assert.DoesNotContain("brother", await page.Context.StorageStateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_line_is_dead_the_page_says_so_holds_the_text_and_sends_it_when_the_line_is_back()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await OpenAsync(worker, address);
        await using var visit = page.Context;
        await page.Context.SetOfflineAsync(true);

        await NoteOf(page).PressSequentiallyAsync("Typed in the lift");
        await Expect(State(page)).ToHaveTextAsync(NoLine);
        await page.Button("Save contact").ClickAsync();
        await Expect(State(page)).ToHaveTextAsync(new Regex("^Not sent yet"));
        await Expect(NoteOf(page)).ToHaveValueAsync("Typed in the lift");
        Assert.Equal(0L, await ContactsAsync(worker));

        await page.Context.SetOfflineAsync(false);
        await Expect(State(page)).ToHaveTextAsync(new Regex("^Kept at"));
        // The button takes two presses within a second for one; this press is a long one.
        await page.Button("Save contact").ClickAsync(new() { Delay = 1_100 });
        await Expect(page.GetByText("Saved your contact with Ash")).ToBeVisibleAsync();
        Assert.Equal(1L, await ContactsAsync(worker));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_loses_nothing_either()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await OpenAsync(worker, address);
        await using var visit = page.Context;
        var dead = true;
        await page.RouteAsync("**/drafts/**", route => dead ? route.AbortAsync("connectionrefused") : route.ContinueAsync());

        await NoteOf(page).PressSequentiallyAsync("Said yes");
        await Expect(State(page)).ToHaveTextAsync(NoLine);
        dead = false;

        await Expect(State(page)).ToHaveTextAsync(new Regex("^Kept at"));
        Assert.True(await IsKeptAsync(worker, "Said yes"));
    }

    [Fact]
    public async Task Pressing_save_with_the_last_word_just_typed_saves_once()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await OpenAsync(worker, address);
        await using var visit = page.Context;

        await NoteOf(page).FillAsync("One breath");
        await page.Button("Save contact").ClickAsync();

        await Expect(page.GetByText("Saved your contact with Ash")).ToBeVisibleAsync();
        Assert.Equal(1L, await ContactsAsync(worker));
        await page.GotoAsync(address);
        await Expect(NoteOf(page)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Signed_out_while_typing_the_text_waits_and_is_kept_once_the_same_person_is_back()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await OpenAsync(worker, address);
        await using var visit = page.Context;
        var session = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "pledge");
        // What a slow machine did, if it is too slow.
        page.Response += (_, answer) => TestContext.Current.TestOutputHelper?.WriteLine($"{answer.Status} {answer.Url}");
        await page.Context.ClearCookiesAsync(new() { Name = "pledge" });

        await NoteOf(page).PressSequentiallyAsync("Still here");
        await Expect(State(page)).ToHaveTextAsync("You are signed out. What you wrote is still here.");
        await Expect(page.Link("Sign in again in a new tab, then come back")).ToBeVisibleAsync();
        await page.Button("Save contact").ClickAsync();
        await Expect(page.Link("Sign in again in a new tab, then come back")).ToBeFocusedAsync();
        await Expect(NoteOf(page)).ToHaveValueAsync("Still here");
        Assert.Equal(0L, await ContactsAsync(worker));

        await page.Context.AddCookiesAsync([new() { Name = session.Name, Value = session.Value, Url = browser.Address.ToString() }]);
        await Expect(State(page)).ToHaveTextAsync(new Regex("^Kept at"));
        await Expect(page.Link("Sign in again in a new tab, then come back")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task When_the_session_ends_the_page_leads_to_signing_in_and_back_to_the_form()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await browser.VisitAsAsync(worker.Account, width: 320);
        await using var visit = page.Context;
        await page.Clock.InstallAsync();
        await page.GotoAsync(address);
        await NoteOf(page).FillAsync("Half a sentence");
        await page.Clock.RunForAsync(3000);
        await Expect(State(page)).ToHaveTextAsync(new Regex("^Kept at"));

        await page.Context.ClearCookiesAsync(new() { Name = "pledge" });
        await page.Clock.FastForwardAsync("30:15");

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in\\?ended=true&next=" + Regex.Escape(Uri.EscapeDataString(address))));
    }

    [Fact]
    public async Task When_the_session_ends_without_a_line_the_text_stays_but_nobody_else_can_read_it()
    {
        var (worker, address) = await ArrangeAsync();
        var page = await browser.VisitAsAsync(worker.Account, width: 320);
        await using var visit = page.Context;
        await page.Clock.InstallAsync();
        await page.GotoAsync(address);
        var dead = true;
        await page.RouteAsync("**/drafts/**", route => dead ? route.AbortAsync("connectionfailed") : route.ContinueAsync());
        await NoteOf(page).FillAsync("Half a sentence");
        await page.Clock.RunForAsync(3000);
        await Expect(State(page)).ToHaveTextAsync(NoLine);

        await page.Clock.FastForwardAsync("30:15");

        var cover = page.GetByRole(AriaRole.Dialog, new() { Name = "You are signed out" });
        await Expect(cover).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.elementsFromPoint(20, 20).indexOf(document.querySelector('#session-over'))"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(cover).ToBeVisibleAsync();
        Assert.Empty(await page.BarriersAsync());

        dead = false;
        await page.Clock.RunForAsync(10_000);
        await Expect(cover).ToBeHiddenAsync();
        Assert.True(await IsKeptAsync(worker, "Half a sentence"));
    }

    private async Task<(Someone Worker, string Address)> ArrangeAsync()
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        return (worker, $"/contacts/new?with={person.YoungPerson}");
    }

    private async Task<IPage> OpenAsync(Someone worker, string address, bool javaScript = true)
    {
        var page = await browser.VisitAsAsync(worker.Account, javaScript, width: 320);
        await page.GotoAsync(address);
        return page;
    }

    private static ILocator NoteOf(IPage page) => page.Field("Note (optional)");

    private static ILocator State(IPage page) => page.Locator("[data-draft-state]");

    private Task<long> ContactsAsync(Someone worker) => browser.Site.SqlAsync<long>("select count(*) from pledge.contact where recorded_by = $1", worker.Account);

    private Task<bool> IsKeptAsync(Someone worker, string note) =>
        browser.Site.SqlAsync<bool>("select exists (select from pledge.draft where account_id = $1 and body -> 'Form.Note' ->> 0 = $2)", worker.Account, note);
}

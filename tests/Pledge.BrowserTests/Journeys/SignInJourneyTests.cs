using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;
using Pledge.Web.Demonstration;
using static Microsoft.Playwright.Assertions;

namespace Pledge.BrowserTests.Journeys;

/// <summary>Everybody's way in and out, typed into the real forms.</summary>
public sealed class SignInJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(Roles.YoungPerson, "/", true)]
    [InlineData(Roles.YoungPerson, "/", false)]
    [InlineData(Roles.Adviser, "/caseload", true)]
    [InlineData(Roles.Adviser, "/caseload", false)]
    public async Task With_a_password_and_out_again(string role, string home, bool javaScript)
    {
        var page = await browser.VisitAsync(javaScript);
        await using var visit = page.Context;

        await TypePasswordAsync(page, Account(role, javaScript));

        await Expect(page).ToHaveURLAsync(At(home));
        await LeaveAsync(page);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_young_person_with_the_code_from_their_mail(bool javaScript)
    {
        var page = await browser.VisitAsync(javaScript);
        await using var visit = page.Context;
        var signIn = Account(Roles.YoungPerson, javaScript);
        var account = await browser.Site.SqlAsync<Guid>("select id from identity.account where email = $1", signIn.Email);

        await TypeEmailAsync(page, signIn.Email);
        await page.Button("Email me a code").ClickAsync();
        await Expect(page.Heading("Type your code")).ToBeVisibleAsync();
        await page.Field("Your code").FillAsync(await browser.Site.SentAsync(account, SignInCodes.Rule));
        await page.Button("Sign in").ClickAsync();

        await Expect(page).ToHaveURLAsync(At("/"));
        await LeaveAsync(page);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_with_a_password_and_an_authenticator_app(bool javaScript)
    {
        var page = await browser.VisitAsync(javaScript);
        await using var visit = page.Context;
        // A code works once, so each of the two ways has an account of its own.
        var signIn = Account(Roles.Administrator, javaScript);

        await TypePasswordAsync(page, signIn);
        await Expect(page.Heading("Check that it is you")).ToBeVisibleAsync();
        await page.Field("Code from your authenticator app").FillAsync("000000");
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That code does not work");
        await page.Field("Code from your authenticator app").FillAsync(browser.Site.CodeOf(signIn.TotpSecret!));
        await page.Button("Sign in").ClickAsync();

        await Expect(page).ToHaveURLAsync(At("/admin"));
        await LeaveAsync(page);
    }

    private static async Task TypeEmailAsync(IPage page, string email)
    {
        await page.GotoAsync("/");
        await page.Field("Email address").FillAsync(email);
        await page.Button("Continue").ClickAsync();
        await Expect(page.Heading("How do you want to sign in?")).ToBeVisibleAsync();
    }

    private static async Task TypePasswordAsync(IPage page, DemoSignIn signIn)
    {
        await TypeEmailAsync(page, signIn.Email);
        await page.Button("Use my password").ClickAsync();
        await page.Field("Password").FillAsync(signIn.Password);
        await page.Button("Sign in").ClickAsync();
    }

    private static async Task LeaveAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Signed in as ") })).ToBeVisibleAsync();
        await page.Button("Sign out").ClickAsync();
        await page.GotoAsync("/account");
        await Expect(page.Heading("Sign in")).ToBeVisibleAsync();
    }

    private DemoSignIn Account(string role, bool javaScript) => browser.SignIns.Where(signIn => signIn.Role == role).ElementAt(javaScript ? 0 : 1);

    private Regex At(string path) => new($"^{Regex.Escape(new Uri(browser.Address, path).ToString())}$");
}

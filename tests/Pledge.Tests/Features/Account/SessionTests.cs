using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Features.Account;

public sealed class SessionTests(Site site) : IClassFixture<Site>
{
    private async Task<Someone> AdviserAsync() => await site.WithPasswordAsync(await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser));

    private static async Task<bool> IsInAsync(Visitor visitor) => (await visitor.GetAsync("/account")).StatusCode == HttpStatusCode.OK;

    [Fact]
    public async Task Half_an_hour_without_a_request_ends_a_session()
    {
        var visitor = await site.SignInAsync((await AdviserAsync()).Account);
        site.Clock.Advance(AccessSetup.Idle - TimeSpan.FromSeconds(5));
        Assert.True(await IsInAsync(visitor));
        site.Clock.Advance(AccessSetup.Idle + TimeSpan.FromSeconds(5));
        Assert.False(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Keeping_alive_starts_the_half_hour_again()
    {
        var visitor = await site.SignInAsync((await AdviserAsync()).Account);
        for (var i = 0; i < 4; i++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(10));
            var answer = await visitor.PostFormAsync("/account", "/session/keep-alive");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        site.Clock.Advance(TimeSpan.FromMinutes(28));
        Assert.True(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Ten_hours_end_a_session_however_busy_it_is()
    {
        var visitor = await site.SignInAsync((await AdviserAsync()).Account);
        for (var passed = TimeSpan.Zero; passed < AccessSetup.Absolute; passed += TimeSpan.FromMinutes(20))
        {
            Assert.True(await IsInAsync(visitor));
            site.Clock.Advance(TimeSpan.FromMinutes(20));
        }
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Keep_alive_and_sign_out_want_their_token()
    {
        var visitor = await site.SignInAsync((await AdviserAsync()).Account);

        foreach (var address in (string[])["/session/keep-alive", "/sign-out", "/account/password"])
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Client.PostAsync(address, new FormUrlEncodedContent([]))).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        var adviser = await AdviserAsync();
        var (here, elsewhere) = (await site.SignInAsync(adviser.Account), await site.SignInAsync(adviser.Account));

        var left = await here.PostFormAsync("/account", "/sign-out");

        Assert.Equal("/sign-in", left.Headers.Location?.ToString());
        Assert.False(await IsInAsync(here));
        Assert.True(await IsInAsync(elsewhere));
    }

    [Fact]
    public async Task A_copy_of_the_cookie_ends_with_the_session_it_was_copied_from()
    {
        var adviser = await AdviserAsync();
        var cookie = await site.CookieForAsync(adviser.Account);
        var (here, copy) = (site.Visit(), site.Visit());
        foreach (var visitor in new[] { here, copy })
            visitor.Client.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.True(await IsInAsync(copy));

        await here.PostFormAsync("/account", "/sign-out");

        Assert.Equal("/sign-in?ended=true", (await copy.GetAsync("/account")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_once()
    {
        var adviser = await AdviserAsync();
        var (here, elsewhere) = (await site.SignInAsync(adviser.Account), await site.SignInAsync(adviser.Account));

        await here.PostFormAsync("/account", "/account?handler=SignOutEverywhere");

        Assert.False(await IsInAsync(here));
        Assert.False(await IsInAsync(elsewhere));
    }

    [Fact]
    public async Task A_session_of_an_account_closed_meanwhile_ends_at_its_next_request()
    {
        var adviser = await AdviserAsync();
        var visitor = await site.SignInAsync(adviser.Account);
        Assert.True(await IsInAsync(visitor));
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", adviser.Account);

        var response = await visitor.GetAsync("/account");

        Assert.Equal("/sign-in?ended=true", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_new_password_keeps_this_session_and_ends_the_others()
    {
        var adviser = await AdviserAsync();
        var (here, elsewhere) = (await site.SignInAsync(adviser.Account), await site.SignInAsync(adviser.Account));
        Assert.Contains("not your password", await (await here.SubmitAsync("/account/password", ("Current", "wrong one"), ("Password", "five other odd words"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("at least 12", await (await here.SubmitAsync("/account/password", ("Current", ArrangeSignIn.Password), ("Password", "short"))).ErrorAsync(), StringComparison.Ordinal);

        var saved = await here.SubmitAsync("/account/password", ("Current", ArrangeSignIn.Password), ("Password", "five other odd words"));

        Assert.Equal("/account", saved.Headers.Location?.ToString());
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(elsewhere));
        var (_, signedIn) = await site.TriedPasswordAsync(adviser.Email, "five other odd words");
        Assert.Equal("/caseload", signedIn.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/account/password", "Current")]
    [InlineData("/account/second-factor", "Password")]
    public async Task Whoever_finds_a_session_open_cannot_go_on_guessing_the_password(string address, string field)
    {
        var adviser = await AdviserAsync();
        var here = await site.SignInAsync(adviser.Account);
        (string, string)[] Typed(string password) => field == "Current" ? [(field, password), ("Password", "five other odd words")] : [(field, password), ("Code", "000000")];
        for (var i = 0; i < SignInLimit.OwnPassword.PerPerson; i++)
            Assert.Contains("not your password", await (await here.SubmitAsync(address, Typed($"guess number {i} of many"))).ErrorAsync(), StringComparison.Ordinal);

        var locked = await here.SubmitAsync(address, Typed(ArrangeSignIn.Password));

        Assert.Contains("Wait 10 minutes", await locked.ErrorAsync(), StringComparison.Ordinal);
        site.Clock.Advance(SignInLimit.OwnPassword.Within);
        Assert.DoesNotContain("Wait 10 minutes", await (await (await site.SignInAsync(adviser.Account)).SubmitAsync(address, Typed("still a guess"))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    public async Task What_a_page_has_no_form_for_is_refused_and_not_a_fault(string method)
    {
        var here = await site.SignInAsync((await AdviserAsync()).Account);
        var token = (await here.PageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(new(method), "/account");
        if (method != "TRACE")
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);

        var refused = await here.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.NotNull((await refused.DocumentAsync()).QuerySelector("h1"));
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in_and_comes_back()
    {
        var response = await site.Visit().GetAsync("/account");

        Assert.Equal("/sign-in?next=%2Faccount", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_form_that_came_without_a_session_is_said_not_to_have_been_sent()
    {
        const string said = "what you wrote was not sent";
        var here = await site.SignInAsync((await AdviserAsync()).Account);
        var token = (await here.PageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await site.Visit().Client.PostAsync(new Uri("/account/language", UriKind.Relative), new FormUrlEncodedContent([new("Language", "Typed words"), new("__RequestVerificationToken", token)]));

        var address = answer.Headers.Location!.OriginalString;
        Assert.Equal("/sign-in?next=%2Faccount%2Flanguage&unsent=true", address);
        Assert.Contains(said, (await site.Visit().PageAsync(address)).Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain(said, (await site.Visit().PageAsync("/sign-in?next=%2Faccount")).Body.Reads(), StringComparison.Ordinal);
        var left = await site.Visit().Client.PostAsync(new Uri("/sign-out", UriKind.Relative), new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        Assert.DoesNotContain("unsent", left.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }
}

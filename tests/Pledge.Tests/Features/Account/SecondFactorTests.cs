using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Features.Account;

public sealed class SecondFactorTests(Site site) : IClassFixture<Site>
{
    private async Task<Someone> StaffAsync(bool required = false, string role = Roles.Adviser) =>
        await site.WithPasswordAsync(await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(secondFactor: required), role));

    [Fact]
    public async Task With_an_app_the_password_alone_opens_nothing()
    {
        var staff = await StaffAsync();
        var secret = await site.WithAuthenticatorAsync(staff);

        var (visitor, response) = await site.TriedPasswordAsync(staff.Email);

        Assert.Equal("/sign-in/authenticator", response.Headers.Location?.ToString());
        Assert.StartsWith("/sign-in?", (await visitor.GetAsync("/account")).Headers.Location?.ToString(), StringComparison.Ordinal);
        var done = await visitor.SubmitAsync("/sign-in/authenticator", ("Code", site.CodeOf(secret)));
        Assert.Equal("/caseload", done.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task The_code_of_one_time_step_is_never_accepted_twice()
    {
        var staff = await StaffAsync();
        var secret = await site.WithAuthenticatorAsync(staff);
        var (first, _) = await site.TriedPasswordAsync(staff.Email);
        var (second, _) = await site.TriedPasswordAsync(staff.Email);
        var code = site.CodeOf(secret);

        var one = await first.FillAsync("/sign-in/authenticator", null, ("Code", code));
        var two = await second.FillAsync("/sign-in/authenticator", null, ("Code", code));
        var answers = await Task.WhenAll(one(), two());

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Contains("does not work", await answers.Single(answer => answer.StatusCode == HttpStatusCode.OK).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_step_does_not_work_after_a_newer_one()
    {
        var staff = await StaffAsync();
        var secret = await site.WithAuthenticatorAsync(staff);
        var (first, _) = await site.TriedPasswordAsync(staff.Email);
        await first.SubmitAsync("/sign-in/authenticator", ("Code", site.CodeOf(secret)));
        var (second, _) = await site.TriedPasswordAsync(staff.Email);

        var older = await second.SubmitAsync("/sign-in/authenticator", ("Code", Totp.CodeAt(secret, Totp.StepAt(site.Clock.GetUtcNow()) - 1)));

        Assert.Equal(HttpStatusCode.OK, older.StatusCode);
    }

    [Fact]
    public async Task The_secret_is_sealed_for_one_account_and_one_in_clear_is_sealed_when_it_is_used()
    {
        var (staff, other) = (await StaffAsync(), await StaffAsync());
        var secret = await site.WithAuthenticatorAsync(staff);
        Assert.Equal(secret, await StoredAsync(staff));
        var (first, _) = await site.TriedPasswordAsync(staff.Email);
        await first.SubmitAsync("/sign-in/authenticator", ("Code", site.CodeOf(secret)));

        var sealedSecret = await StoredAsync(staff);
        Assert.DoesNotContain(secret, sealedSecret, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var (again, _) = await site.TriedPasswordAsync(staff.Email);
        Assert.Equal(HttpStatusCode.Redirect, (await again.SubmitAsync("/sign-in/authenticator", ("Code", site.CodeOf(secret)))).StatusCode);

        await site.WithAuthenticatorAsync(other);
        await site.ExecuteAsync("update identity.account_token set value = $2 where user_id = $1 and name = 'AuthenticatorKey'", other.Account, sealedSecret);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var (stranger, _) = await site.TriedPasswordAsync(other.Email);
        Assert.Equal(HttpStatusCode.OK, (await stranger.SubmitAsync("/sign-in/authenticator", ("Code", site.CodeOf(secret)))).StatusCode);
    }

    private Task<string> StoredAsync(Someone staff) =>
        site.SqlAsync<string>("select value from identity.account_token where user_id = $1 and name = 'AuthenticatorKey'", staff.Account);

    [Fact]
    public async Task Guessing_codes_is_stopped()
    {
        var staff = await StaffAsync();
        var secret = await site.WithAuthenticatorAsync(staff);
        var (visitor, _) = await site.TriedPasswordAsync(staff.Email);
        for (var i = 0; i < SignInLimit.SecondFactor.PerPerson; i++)
            await visitor.SubmitAsync("/sign-in/authenticator", ("Code", "000000"));

        var locked = await visitor.SubmitAsync("/sign-in/authenticator", ("Code", site.CodeOf(secret)));

        Assert.Contains("Too many tries", await locked.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_required_nothing_opens_before_an_app_is_set_up()
    {
        var staff = await StaffAsync(required: true);
        var (visitor, response) = await site.TriedPasswordAsync(staff.Email);
        Assert.Equal("/sign-in/enrol", response.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).StatusCode);
        var page = await visitor.PageAsync("/sign-in/enrol");
        Assert.StartsWith("data:image/svg+xml;base64,", page.QuerySelector("img.qr-code")?.GetAttribute("src"), StringComparison.Ordinal);

        // The form keeps its secret between showing the picture and proving the app, so both answers come from one page.
        var secret = page.QuerySelector("main code").Reads().Replace(" ", "", StringComparison.Ordinal);
        var wrong = await visitor.SubmitAsync("/sign-in/enrol", ("Code", "000000"));
        Assert.Contains("does not work", await wrong.ErrorAsync(), StringComparison.Ordinal);
        var done = await visitor.SubmitAsync("/sign-in/enrol", ("Code", site.CodeOf(secret)), ("Secret", page.QuerySelector("[name=Secret]")!.GetAttribute("value")!));

        Assert.Equal(SecondFactor.RecoveryCodeCount, (await done.DocumentAsync()).QuerySelectorAll("#recovery-codes li").Length);
        Assert.DoesNotContain(secret, await StoredAsync(staff), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
        Assert.True(await site.SqlAsync<bool>("select two_factor_enabled from identity.account where id = $1", staff.Account));
    }

    [Fact]
    public async Task A_recovery_code_opens_once_and_only_its_hash_is_kept()
    {
        var staff = await StaffAsync();
        var codes = await EnrolAsync(staff);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from identity.account_token where value like '%' || $1 || '%'", codes[0]));

        var (first, _) = await site.TriedPasswordAsync(staff.Email);
        var opened = await first.SubmitAsync("/sign-in/authenticator", ("Code", codes[0].ToUpperInvariant()));
        var (second, _) = await site.TriedPasswordAsync(staff.Email);
        var again = await second.SubmitAsync("/sign-in/authenticator", ("Code", codes[0]));

        Assert.Equal("/account/second-factor?recovered=true", opened.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("9 left", (await first.PageAsync("/account")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_recovery_codes_stop_the_old_ones_and_need_the_password()
    {
        var staff = await StaffAsync();
        var old = await EnrolAsync(staff);
        var visitor = await site.SignInAsync(staff.Account);
        Assert.Contains("not your password", await (await visitor.SubmitAsync("/account/recovery-codes", ("Password", "wrong one here"))).ErrorAsync(), StringComparison.Ordinal);

        await visitor.SubmitAsync("/account/recovery-codes", ("Password", ArrangeSignIn.Password));

        var (late, _) = await site.TriedPasswordAsync(staff.Email);
        Assert.Equal(HttpStatusCode.OK, (await late.SubmitAsync("/sign-in/authenticator", ("Code", old[1]))).StatusCode);
    }

    [Fact]
    public async Task It_can_be_turned_off_where_it_is_not_required_and_nowhere_else()
    {
        var free = await StaffAsync();
        await EnrolAsync(free);
        var off = await (await site.SignInAsync(free.Account)).PostFormAsync("/account/second-factor", "/account/second-factor?handler=TurnOff", ("Password", ArrangeSignIn.Password));
        var bound = await StaffAsync(required: true);
        await site.WithAuthenticatorAsync(bound);
        var refused = await (await site.SignInAsync(bound.Account)).PostFormAsync("/account/second-factor", "/account/second-factor?handler=TurnOff", ("Password", ArrangeSignIn.Password));

        Assert.Equal("/account", off.Headers.Location?.ToString());
        Assert.False(await site.SqlAsync<bool>("select two_factor_enabled from identity.account where id = $1", free.Account));
        Assert.Contains("asks all staff", await refused.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_young_person_has_no_page_for_it()
    {
        var person = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(person.Account)).GetAsync("/account/second-factor")).StatusCode);
    }

    private async Task<string[]> EnrolAsync(Someone staff)
    {
        var visitor = await site.SignInAsync(staff.Account);
        var page = await visitor.PageAsync("/account/second-factor");
        var secret = page.QuerySelector("main code").Reads().Replace(" ", "", StringComparison.Ordinal);
        var done = await visitor.SubmitAsync("/account/second-factor",
            ("Secret", page.QuerySelector("[name=Secret]")!.GetAttribute("value")!), ("Password", ArrangeSignIn.Password), ("Code", site.CodeOf(secret)));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        return [.. (await done.DocumentAsync()).QuerySelectorAll("#recovery-codes li").Select(item => item.Reads())];
    }
}

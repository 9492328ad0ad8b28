using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Features.Account;

public sealed class PasswordTests(Site site) : IClassFixture<Site>
{
    private async Task<Someone> AdviserAsync() => await site.WithPasswordAsync(await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser));

    [Fact]
    public async Task Staff_sign_in_with_their_password_where_no_second_factor_is_required()
    {
        var (visitor, response) = await site.TriedPasswordAsync((await AdviserAsync()).Email.ToUpperInvariant());

        Assert.Equal("/caseload", response.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_email_get_the_same_answer_for_the_same_work()
    {
        var adviser = await AdviserAsync();
        await site.TriedPasswordAsync(adviser.Email, "not that one at all");
        var (known, knownStatements) = await RefusedAsync(adviser.Email);
        var (unknown, unknownStatements) = await RefusedAsync("nobody@staff.test");
        var none = await site.Arrange.YoungPersonAsync(adviser.Authority);
        var (withoutPassword, _) = await RefusedAsync(none.Email);

        Assert.Equal(known, unknown);
        Assert.Equal(known, withoutPassword);
        Assert.Equal(knownStatements, unknownStatements);
        Assert.Contains("do not go together", known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_eight_wrong_tries_even_the_right_one_waits_and_the_page_says_what_to_do()
    {
        var adviser = await AdviserAsync();
        foreach (var email in (string[])[adviser.Email, "unknown@staff.test"])
        {
            for (var i = 0; i < SignInLimit.Password.PerPerson; i++)
                await site.TriedPasswordAsync(email, "not that one at all");

            var (_, locked) = await site.TriedPasswordAsync(email);

            Assert.Contains("Wait 10 minutes, or ask for a code by email", await locked.ErrorAsync(), StringComparison.Ordinal);
        }
        site.Clock.Advance(SignInLimit.Password.Within);
        var (_, later) = await site.TriedPasswordAsync(adviser.Email);
        Assert.Equal("/caseload", later.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_code_by_email_is_the_way_round_the_lock()
    {
        var person = await site.WithPasswordAsync(await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync()));
        for (var i = 0; i <= SignInLimit.Password.PerPerson; i++)
            await site.TriedPasswordAsync(person.Email, "not that one at all");

        var visitor = await site.AskedForCodeAsync(person.Email);
        await visitor.SubmitAsync("/sign-in/code", ("Code", await site.SentAsync(person.Account, SignInCodes.Rule)));

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
        var (_, after) = await site.TriedPasswordAsync(person.Email);
        Assert.Equal("/", after.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Many_at_once_count_one_by_one()
    {
        var adviser = await AdviserAsync();
        var visitors = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => site.TypedAsync(adviser.Email)));

        var answers = await Task.WhenAll(visitors.Select(async visitor => await (await visitor.SubmitAsync("/sign-in/password", ("Password", "not that one at all"))).ErrorAsync()));

        Assert.Equal(SignInLimit.Password.PerPerson, answers.Count(answer => answer.Contains("do not go together", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/caseload?sort=late", "/caseload?sort=late")]
    [InlineData("https://evil.test/", "/caseload")]
    [InlineData("//evil.test/", "/caseload")]
    [InlineData("/\\evil.test/", "/caseload")]
    [InlineData("/\t/evil.test/", "/caseload")]
    [InlineData("javascript:alert(1)", "/caseload")]
    [InlineData("/\u00e9", "/caseload")]
    [InlineData("/\u00a0", "/caseload")]
    public async Task They_land_where_they_wanted_only_when_that_is_here(string next, string lands)
    {
        var (_, response) = await site.TriedPasswordAsync((await AdviserAsync()).Email, start: $"/sign-in?next={Uri.EscapeDataString(next)}");

        Assert.Equal(lands, response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("", "Type your email address")]
    [InlineData("not an address", "Type an email address like")]
    public async Task An_email_that_cannot_be_one_is_explained(string typed, string sentence) =>
        Assert.Contains(sentence, await (await site.Visit().SubmitAsync("/sign-in", ("Email", typed))).ErrorAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("/sign-in/how")]
    [InlineData("/sign-in/code")]
    [InlineData("/sign-in/password")]
    [InlineData("/sign-in/authenticator")]
    [InlineData("/sign-in/enrol")]
    [InlineData("/sign-in/new-password")]
    public async Task A_later_step_without_the_one_before_starts_at_the_beginning(string address) =>
        Assert.Equal("/sign-in", (await site.Visit().GetAsync(address)).Headers.Location?.ToString());

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/welcome")]
    public async Task A_form_without_its_token_is_a_bad_request(string address) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Visit().Client.PostAsync(address, new FormUrlEncodedContent([new("Email", "a@b.test")]))).StatusCode);

    [Fact]
    public async Task Signing_in_is_on_record_without_a_name_in_any_address()
    {
        var adviser = await AdviserAsync();
        await site.TriedPasswordAsync(adviser.Email);

        Assert.Equal(site.Clock.GetUtcNow().UtcDateTime, await site.SqlAsync<DateTime>("select last_signed_in_at from identity.account where id = $1", adviser.Account), TimeSpan.FromSeconds(1));
    }

    private async Task<(string Page, int Statements)> RefusedAsync(string email)
    {
        using var statements = new Statements(site);
        var (_, response) = await site.TriedPasswordAsync(email, "not that one at all");
        return ((await response.DocumentAsync()).QuerySelector("main")!.TextContent.Replace(email, "…", StringComparison.Ordinal), statements.Sent.Count);
    }
}

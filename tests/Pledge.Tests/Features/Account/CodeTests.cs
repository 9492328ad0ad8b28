using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Features.Account;

public sealed class CodeTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] HotWords = ["Set-Cookie"];

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

    [Fact]
    public async Task A_young_person_signs_in_with_the_code_that_was_sent()
    {
        var person = await YoungPersonAsync();
        var visitor = await site.AskedForCodeAsync(person.Email);

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", await site.SentAsync(person.Account, SignInCodes.Rule)));

        Assert.Equal("/", response.Headers.Location?.ToString());
        Assert.Contains("Signed in as Ash", (await visitor.PageAsync("/account")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spaces_in_the_code_do_not_matter()
    {
        var person = await YoungPersonAsync();
        var visitor = await site.AskedForCodeAsync(person.Email);
        var code = await site.SentAsync(person.Account, SignInCodes.Rule);

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", $" {code[..3]} {code[3..]} "));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task A_code_works_for_ten_minutes()
    {
        var person = await YoungPersonAsync();
        var visitor = await site.AskedForCodeAsync(person.Email);
        var code = await site.SentAsync(person.Account, SignInCodes.Rule);
        site.Clock.Advance(SignInCode.Life);

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", code));

        Assert.Contains("That code does not work", await response.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var person = await YoungPersonAsync();
        var code = await UseCodeAsync(person);
        var second = await site.TypedAsync(person.Email);

        var response = await second.SubmitAsync("/sign-in/code", ("Code", code));

        Assert.Contains("That code does not work", await response.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_code_stops_the_old_one()
    {
        var person = await YoungPersonAsync();
        var visitor = await site.AskedForCodeAsync(person.Email);
        var old = await site.SentAsync(person.Account, SignInCodes.Rule);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.AskedForCodeAsync(person.Email);
        Assert.NotEqual(old, await site.SentAsync(person.Account, SignInCodes.Rule));

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", old));

        Assert.Contains("That code does not work", await response.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_does_not_work_either()
    {
        var person = await YoungPersonAsync();
        var visitor = await site.AskedForCodeAsync(person.Email);
        var code = await site.SentAsync(person.Account, SignInCodes.Rule);
        for (var i = 0; i < SignInCode.MostTries; i++)
            await visitor.SubmitAsync("/sign-in/code", ("Code", Wrong(code)));

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", code));

        Assert.Contains("That code does not work", await response.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_work_are_the_same_whether_the_account_exists()
    {
        var person = await YoungPersonAsync();
        // Both once before, so that no statement is sent only because it is the first of its kind.
        await (await site.AskedForCodeAsync(person.Email)).SubmitAsync("/sign-in/code", ("Code", "000000"));
        var (there, statementsThere) = await AskAndTryAsync(person.Email);
        var (nobody, statementsNobody) = await AskAndTryAsync("nobody@people.test");

        Assert.Equal(there, nobody);
        Assert.Equal(statementsThere, statementsNobody);
    }

    [Fact]
    public async Task The_fourth_code_in_a_quarter_of_an_hour_is_refused_for_anybody()
    {
        var person = await YoungPersonAsync();
        foreach (var email in (string[])[person.Email, "stranger@people.test"])
        {
            for (var i = 0; i < SignInLimit.Code.PerPerson; i++)
                await site.AskedForCodeAsync(email);
            var visitor = await site.TypedAsync(email.ToUpperInvariant());

            var refused = await visitor.SubmitAsync("/sign-in/how");

            Assert.Contains("wait 15 minutes", await refused.ErrorAsync(), StringComparison.Ordinal);
        }
        site.Clock.Advance(SignInLimit.Code.Within);
        await site.AskedForCodeAsync(person.Email);
        Assert.Equal(4L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1", person.Account));
    }

    [Fact]
    public async Task Guessing_is_stopped_for_anybody()
    {
        var visitor = await site.AskedForCodeAsync("guessed@people.test");
        for (var i = 0; i < SignInLimit.CodeTry.PerPerson; i++)
            Assert.Contains("That code does not work", await (await visitor.SubmitAsync("/sign-in/code", ("Code", "123456"))).ErrorAsync(), StringComparison.Ordinal);

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", "123456"));

        Assert.Contains("Too many tries", await response.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_opens_no_staff_account_but_lets_them_choose_a_password()
    {
        var staff = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);
        var visitor = await site.AskedForCodeAsync(staff.Email);

        var response = await visitor.SubmitAsync("/sign-in/code", ("Code", await site.SentAsync(staff.Account, SignInCodes.Rule)));

        Assert.Equal("/sign-in/new-password", response.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).StatusCode);
        var saved = await visitor.SubmitAsync("/sign-in/new-password", ("Password", "four quite odd words"));
        Assert.Equal("/caseload", saved.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_closed_account_gets_no_code()
    {
        var person = await YoungPersonAsync();
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", person.Account);

        await site.AskedForCodeAsync(person.Email);

        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1", person.Account));
    }

    [Theory]
    [InlineData("", "Type the code")]
    [InlineData("12345", "The code is 6 numbers")]
    [InlineData("abcdef", "The code is 6 numbers")]
    public async Task What_cannot_be_a_code_is_explained(string typed, string sentence)
    {
        var visitor = await site.TypedAsync("someone@people.test");

        Assert.Contains(sentence, await (await visitor.SubmitAsync("/sign-in/code", ("Code", typed))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_hash_and_a_sealed_secret_are_kept()
    {
        var person = await YoungPersonAsync();
        await site.AskedForCodeAsync(person.Email);
        var code = await site.SentAsync(person.Account, SignInCodes.Rule);

        Assert.Equal(0L, await site.SqlAsync<long>(
            "select (select count(*) from identity.sign_in_code c where c::text like '%' || $1 || '%') + (select count(*) from pledge.message m where position(convert_to($1, 'UTF8') in m.payload) > 0)", code));
    }

    private async Task<string> UseCodeAsync(Someone person)
    {
        var visitor = await site.AskedForCodeAsync(person.Email);
        var code = await site.SentAsync(person.Account, SignInCodes.Rule);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync("/sign-in/code", ("Code", code))).StatusCode);
        return code;
    }

    private async Task<(string Pages, int Statements)> AskAndTryAsync(string email)
    {
        using var statements = new Statements(site);
        var visitor = await site.AskedForCodeAsync(email);
        var asked = (await visitor.PageAsync("/sign-in/code")).QuerySelector("main")!.TextContent;
        using var tried = await visitor.SubmitAsync("/sign-in/code", ("Code", "000000"));
        var refused = (await tried.DocumentAsync()).QuerySelector("main")!.TextContent;
        Assert.All(HotWords, header => Assert.False(tried.Headers.TryGetValues(header, out var cookies) && cookies.Any(cookie => cookie.StartsWith("pledge=", StringComparison.Ordinal))));
        return ((asked + refused).Replace(email, "…", StringComparison.Ordinal), statements.Sent.Count);
    }

    private static string Wrong(string code) => code == "111111" ? "222222" : "111111";
}

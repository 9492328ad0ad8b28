using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Welcome;

public sealed class WelcomeTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task It_is_shown_once_after_the_first_sign_in()
    {
        var young = await NewcomerAsync();

        Assert.Equal("/welcome-to-pledge", await SignsInToAsync(young));
        await (await site.SignInAsync(young.Account)).PageAsync("/welcome-to-pledge");
        Assert.Equal("/", await SignsInToAsync(young));
    }

    [Fact]
    public async Task Whoever_comes_for_something_gets_it_first()
    {
        var young = await NewcomerAsync();

        Assert.Equal("/messages", await SignsInToAsync(young, "/sign-in?next=%2Fmessages"));
        Assert.Equal("/welcome-to-pledge", await SignsInToAsync(young));
    }

    [Fact]
    public async Task It_says_what_this_is_who_sees_what_and_can_be_skipped()
    {
        var young = await site.Arrange.YoungAsync();

        var page = await (await site.SignInAsync(young.Account)).PageAsync("/welcome-to-pledge");

        Assert.Equal("Welcome to Pledge, Ash", page.QuerySelector("h1").Reads());
        Assert.Equal(["What you can do here", "Who can see what", "One thing you can do now"], page.QuerySelectorAll("main h2").Select(title => title.Reads()));
        foreach (var said in new[] { "Managers read what you raise", "The board is councillors and others", "words that people let them read, without a name", "Someone reads those words first" })
            Assert.Contains(said, page.Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("only see numbers", page.Body.Reads(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href='/']"));
        Assert.NotNull((await (await site.SignInAsync(young.Account)).PageAsync("/help")).QuerySelector("a[href='/welcome-to-pledge']"));
        Assert.Null((await site.Visit().PageAsync("/help")).QuerySelector("a[href='/welcome-to-pledge']"));
    }

    [Fact]
    public async Task The_name_somebody_likes_is_used_from_then_on()
    {
        var young = await site.Arrange.YoungAsync();
        var other = await site.Arrange.YoungPersonAsync(young.Authority, "Bo");
        var visitor = await site.SignInAsync(young.Account);

        await visitor.SubmitAsync("/welcome-to-pledge", ("KnownAs", " Ashy 🌿 "));

        var home = await visitor.PageAsync("/");
        Assert.Contains("Ashy 🌿", home.QuerySelector("h1").Reads(), StringComparison.Ordinal);
        Assert.Contains("Ashy 🌿", home.QuerySelector("header").Reads(), StringComparison.Ordinal);
        Assert.Equal(["Ash", "Ashy 🌿", null], await site.RowAsync(
            "select given_name, known_as, (select known_as from pledge.young_person where id = $2) from pledge.young_person where id = $1", young.YoungPerson, other.YoungPerson));
        Assert.Equal("own-name", await site.SqlAsync<string>("select what from pledge.record_look where young_person_id = $1", young.YoungPerson));
    }

    [Theory]
    [InlineData("", "Type the name you like best")]
    [InlineData("  ", "Type the name you like best")]
    [InlineData("123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 1", "Use 80 characters or fewer for a name")]
    public async Task A_name_that_cannot_be_is_said_beside_the_field(string name, string message)
    {
        var young = await site.Arrange.YoungAsync();

        var page = await (await (await site.SignInAsync(young.Account)).SubmitAsync("/welcome-to-pledge", ("KnownAs", name))).DocumentAsync();

        Assert.Contains(message, page.QuerySelector("#KnownAs-error").Reads(), StringComparison.Ordinal);
        Assert.Equal(name, page.QuerySelector("#KnownAs")!.GetAttribute("value"));
    }

    [Fact]
    public async Task One_promise_can_be_answered_there()
    {
        var young = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(young.Authority, "home");
        var visitor = await site.SignInAsync(young.Account);

        using var answer = await visitor.SubmitFormAsync("/welcome-to-pledge", "answer", ("Value", "True"));

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Nobody_else_can_say_what_somebody_is_called()
    {
        var worker = await site.Arrange.AdviserAsync();
        await using var app = Npgsql.NpgsqlDataSource.Create(site.Database.App);
        await using var connection = await app.OpenConnectionAsync();
        await using var call = new Npgsql.NpgsqlCommand("select pledge.call_me('Nobody')", connection);

        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => call.ExecuteNonQueryAsync())).SqlState);
        Assert.NotEqual(Guid.Empty, worker.Account);
    }

    private async Task<Someone> NewcomerAsync()
    {
        var young = await site.Arrange.YoungAsync();
        await site.ExecuteAsync("update identity.account set welcomed_at = null where id = $1", young.Account);
        return young;
    }

    private async Task<string> SignsInToAsync(Someone young, string start = "/sign-in")
    {
        var visitor = await site.AskedForCodeAsync(young.Email, start);
        var code = await site.SentAsync(young.Account, "sign-in-code");
        using var response = await visitor.SubmitAsync("/sign-in/code", ("Code", code));
        site.Clock.Advance(TimeSpan.FromMinutes(11));
        return response.Headers.Location!.ToString();
    }
}

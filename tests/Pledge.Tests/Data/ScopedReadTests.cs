using System.Net;
using Npgsql;
using Pledge.Tests.Support;
using Pledge.Web.Data;

namespace Pledge.Tests.Data;

public sealed class ScopedReadTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_check_of_who_asks_and_the_page_go_to_the_database_together()
    {
        var person = await site.Arrange.YoungAsync();
        await site.Arrange.DefaultPledgeAsync(person.Authority);
        var visitor = await site.SignInAsync(person.Account);
        await visitor.PageAsync("/pledge");

        using var statements = new Statements(site);
        var page = await visitor.PageAsync("/pledge");

        Assert.Single(statements.Sent);
        Assert.Equal(11, page.QuerySelectorAll(".promise").Length);
    }

    [Theory]
    [InlineData("security_stamp = 'another'")]
    [InlineData("closed_at = '2026-11-22 09:00Z'")]
    public async Task A_session_that_was_ended_elsewhere_reads_nothing_and_goes_to_sign_in(string change)
    {
        var person = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(person.Account);
        await visitor.PageAsync("/pledge");

        await site.ExecuteAsync($"update identity.account set {change} where id = $1", person.Account);
        using var response = await visitor.GetAsync("/pledge");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/sign-in?ended=true", response.Headers.Location?.ToString());
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("pledge=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_scope_is_gone_from_the_connection_when_the_read_ends()
    {
        var person = await site.Arrange.YoungAsync();
        await using var databases = new DatabaseConnections(site.Database.App + ";Maximum Pool Size=1;Application Name=scoped-read-test", Owner: null);
        var read = new ScopedRead(databases, site.Clock);

        // The second query is of the same connection, straight after: what the policies see is nobody.
        var seen = await read.RunAsync(await site.PrincipalAsync(person.Account), ValueAsync, CancellationToken.None, ScopedRead.Query("select count(*) from pledge.young_person"));
        await using var connection = new NpgsqlConnection(databases.App);
        await connection.OpenAsync();
        await using var after = new NpgsqlCommand("select count(*) from pledge.young_person where coalesce(pledge.actor(), '') = ''", connection);

        Assert.Equal(1L, seen);
        Assert.Equal(0L, await after.ExecuteScalarAsync());
        await using var actor = new NpgsqlCommand("select coalesce(pledge.actor(), 'nobody')", connection);
        Assert.Equal("nobody", await actor.ExecuteScalarAsync());
    }

    private static async Task<long> ValueAsync(NpgsqlDataReader reader) => await reader.ReadAsync() ? reader.GetInt64(0) : -1;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Tests.Data;

public sealed class DatabasesTests
{
    [Fact]
    public async Task Uses_the_configured_server_with_prepared_statements()
    {
        await using var databases = await OpenAsync("Host=db.example;Username=app", "Host=db.example;Username=owner");
        Assert.Null(databases.Server);
        Assert.Equal(100, new NpgsqlConnectionStringBuilder(databases.App).MaxAutoPrepare);
        Assert.Equal("owner", new NpgsqlConnectionStringBuilder(databases.RequireOwner()).Username);
    }

    [Fact]
    public async Task Refuses_to_keep_settings_when_a_connection_is_reused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync("Host=db.example;No Reset On Close=true", null));
        Assert.Contains("No Reset On Close", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_an_owner_without_an_app_role() => Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(null, "Host=db.example;Username=owner"));

    [Fact]
    public async Task A_standby_is_used_as_the_same_role_and_is_not_waited_for()
    {
        foreach (var (timeout, seconds) in new[] { ("", 3), (";Timeout=20", 20) })
        {
            await using var databases = await OpenAsync("Host=db.example;Username=app", null, "Host=copy.example;Username=app" + timeout);
            Assert.Equal(seconds, new NpgsqlConnectionStringBuilder(databases.Standby).Timeout);
        }
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync("Host=db.example;Username=app", null, "Host=copy.example;Username=owner"));
        Assert.Contains("another role", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("copy.invalid")]
    public async Task The_program_starts_without_its_standby(string host)
    {
        await using var databases = await OpenAsync("Host=db.example;Username=app", null, $"Host={host};Port=1;Username=app");
        await Databases.CheckStandbyRoleAsync(databases, NullLogger.Instance, CancellationToken.None);
    }

    [Fact]
    public async Task Says_what_is_missing_to_change_the_schema()
    {
        await using var databases = await OpenAsync("Host=db.example;Username=app", null);
        var error = Assert.Throws<InvalidOperationException>(databases.RequireOwner);
        Assert.Contains("ConnectionStrings__PledgeOwner", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_prints_a_password()
    {
        await using var databases = await OpenAsync("Host=db.example;Username=app;Password=open-sesame", null);
        Assert.DoesNotContain("open-sesame", $"{databases}", StringComparison.Ordinal);
    }

    private static Task<DatabaseConnections> OpenAsync(string? app, string? owner, string? standby = null) => Databases.OpenAsync(
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Pledge", app), new("ConnectionStrings:PledgeOwner", owner), new("ConnectionStrings:PledgeRead", standby)]).Build(),
        AppContext.BaseDirectory, NullLogger.Instance, CancellationToken.None);
}

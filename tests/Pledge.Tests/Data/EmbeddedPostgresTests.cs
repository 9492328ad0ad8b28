using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Tests.Data;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pledge-embedded-").FullName;

    private string Data => Path.Combine(_folder, "postgres", "cluster");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keeps_data_and_passwords_between_runs_and_stops_in_between()
    {
        await using (var first = await StartAsync())
            await RunAsync(first.Owner, "create table kept as select 42 as answer");
        Assert.False(File.Exists(PidFile));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "secrets.json")));

        await using var second = await StartAsync();
        Assert.Equal(42, await RunAsync(second.Owner, "select answer from kept"));
    }

    [Fact]
    public async Task Two_starts_at_once_share_one_server_and_the_last_stops_it()
    {
        var both = await Task.WhenAll(StartAsync(), StartAsync());
        Assert.Equal(both[0].App, both[1].App);

        await both[0].DisposeAsync();
        Assert.Equal(1, await RunAsync(both[1].App, "select 1"));
        await both[1].DisposeAsync();
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task Recovers_after_the_server_was_killed()
    {
        var first = await StartAsync();
        await RunAsync(first.Owner, "create table kept as select 42 as answer");
        using (var postmaster = Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(PidFile))[0], provider: null)))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }
        await first.DisposeAsync();

        await using var second = await StartAsync();
        Assert.Equal(42, await RunAsync(second.Owner, "select answer from kept"));
    }

    [Fact]
    public async Task A_half_made_data_folder_and_the_number_of_a_dead_server_are_no_obstacle()
    {
        await using (var first = await StartAsync())
            await RunAsync(first.Owner, "create table kept as select 42 as answer");
        await File.WriteAllTextAsync(PidFile, $"{Environment.ProcessId}\n{Data}\n0\n5432\n\n127.0.0.1\n\nready\n");

        await using (var second = await StartAsync())
            Assert.Equal(42, await RunAsync(second.Owner, "select answer from kept"));
        Directory.Move(Data, Data + ".new");
        File.Delete(Path.Combine(Data + ".new", "PG_VERSION"));

        await using var third = await StartAsync();
        Assert.Equal(1, await RunAsync(third.App, "select 1"));
    }

    [Fact]
    public async Task Lost_passwords_are_named_as_the_obstacle()
    {
        await (await StartAsync()).DisposeAsync();
        File.Delete(Path.Combine(_folder, "secrets.json"));
        var error = await Assert.ThrowsAsync<EmbeddedPostgresException>(StartAsync);
        Assert.Contains("secrets.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_role_is_bound_by_row_policies_and_nothing_else_is_accepted()
    {
        await using var server = await StartAsync();
        await RunAsync(server.Owner, "create schema pledge; create table pledge.thing (id int)");

        await Databases.CheckAppRoleAsync(server.App, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Databases.CheckAppRoleAsync(server.Owner, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Databases.CheckAppRoleAsync(server.Superuser, CancellationToken.None));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(server.App, "create table public.mine (id int)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(new(_folder) { Roots = EmbeddedPostgresOptions.For(AppContext.BaseDirectory).Roots }, NullLogger.Instance, CancellationToken.None);

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

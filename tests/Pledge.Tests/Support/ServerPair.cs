using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pledge.Web.Data;
using Pledge.Web.Data.Embedded;

namespace Pledge.Tests.Support;

/// <summary>A PostgreSQL server with the schema in its database <c>pledge</c>, and a streaming standby that follows it.</summary>
public sealed class ServerPair : IAsyncDisposable
{
    private const string Database = "pledge";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _folder;
    private readonly Binaries _binaries;
    private readonly RunAs _runAs;
    private readonly int _port = FreePort();
    private Process? _standby;

    private ServerPair(string folder, EmbeddedPostgres primary, Binaries binaries, RunAs runAs) => (_folder, Primary, _binaries, _runAs) = (folder, primary, binaries, runAs);

    public EmbeddedPostgres Primary { get; }

    /// <summary>A connection to the primary, turned to the standby.</summary>
    public string OnStandby(string text) => new NpgsqlConnectionStringBuilder(text) { Port = _port }.ConnectionString;

    /// <summary>The standby begins as a copy of the primary's folder, taken while it is stopped: not every packer of PostgreSQL brings pg_basebackup.</summary>
    public static async Task<ServerPair> StartAsync()
    {
        // The server of all tests writes no log that a standby could follow.
        var options = EmbeddedPostgresOptions.ForTests() with { ThrowAway = false };
        await using (var empty = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None))
        {
            // Nothing that is not the test's doing may take a lock that the standby has to follow.
            foreach (var setting in (string[])["alter system set fsync = off", "alter system set autovacuum = off", "select pg_reload_conf()"])
                await AskAsync<object>(empty.Superuser, setting);
            await Schema.BringUpToDateAsync(empty.Owner, CancellationToken.None);
        }
        var folder = Path.Combine(options.Directory, "postgres");
        var binaries = Binaries.Find(options.Roots, null);
        var runAs = await RunAs.ChooseAsync(folder, binaries, CancellationToken.None);
        var (worked, output) = await Command.RunAsync(
            [.. runAs.Prefix, "/bin/sh", "-c", "cp -a \"$1/cluster\" \"$1/standby\" && touch \"$1/standby/standby.signal\"", "sh", folder], "", CancellationToken.None);
        Assert.True(worked, output);
        var pair = new ServerPair(options.Directory, await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None), binaries, runAs);
        await pair.StartStandbyAsync();
        return pair;
    }

    /// <summary>Starts the standby and waits until it answers.</summary>
    public async Task StartStandbyAsync()
    {
        var primary = new NpgsqlConnectionStringBuilder(Primary.Superuser);
        // What the standby has to follow goes before what is read there. The shell ends the server when its input ends: with this process, however it ends.
        string[] line =
        [
            .. _runAs.Prefix, "/bin/sh", "-c", """
                folder=$1 program=$2 options=$3 primary=$4
                "$program" -D "$folder/standby" $options -c max_standby_streaming_delay=0 -c hot_standby_feedback=on -c "primary_conninfo=$primary" >>"$folder/standby.log" 2>&1 &
                read -r end
                kill -QUIT $! && wait $!
                """, "sh", Path.Combine(_folder, "postgres"), _binaries["postgres"], ServerSettings.Line(_port, throwAway: false),
            $"host=127.0.0.1 port={primary.Port} user={primary.Username} password={primary.Password}",
        ];
        _standby = Process.Start(new ProcessStartInfo(line[0], line.Skip(1)) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        await UntilAsync("select pg_is_in_recovery()");
    }

    /// <summary>Stops the standby at once, as when its machine fails.</summary>
    public async Task StopStandbyAsync()
    {
        if (_standby is not { } standby)
            return;
        standby.StandardInput.Close();
        await standby.WaitForExitAsync();
        standby.Dispose();
        _standby = null;
    }

    /// <summary>Waits until the standby has replayed everything that was written on the primary until now.</summary>
    public async Task CaughtUpAsync()
    {
        // What no transaction has committed yet, such as a lock, is sent with the next that commits.
        await AskAsync<object>(Primary.Superuser, "select pg_logical_emit_message(true, 'test', '')");
        await UntilAsync($"select pg_last_wal_replay_lsn() >= '{await AskAsync<string>(Primary.Superuser, "select pg_current_wal_flush_lsn()::text")}'");
    }

    /// <summary>Lets the standby fall behind until the result is disposed.</summary>
    public async Task<IAsyncDisposable> FallBehindAsync()
    {
        await AskStandbyAsync<object>("select pg_wal_replay_pause()");
        await UntilAsync("select pg_get_wal_replay_pause_state() = 'paused'");
        return new Resumes(this);
    }

    /// <summary>Waits until the standby says true.</summary>
    public async Task UntilAsync(string sql)
    {
        var asked = Stopwatch.StartNew();
        while (!await SaysAsync())
        {
            Assert.True(asked.Elapsed < Patience, $"The standby never said true: {sql}");
            await Task.Delay(20);
        }

        async Task<bool> SaysAsync()
        {
            try
            {
                return await AskStandbyAsync<bool>(sql);
            }
            catch (NpgsqlException error) when (error is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
            {
                return false;
            }
        }
    }

    /// <summary>The first value, asked of the standby as the superuser.</summary>
    public Task<T> AskStandbyAsync<T>(string sql) => AskAsync<T>(OnStandby(Primary.Superuser), sql);

    public async ValueTask DisposeAsync()
    {
        await StopStandbyAsync();
        await Primary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<T> AskAsync<T>(string text, string sql)
    {
        await using var connection = new NpgsqlConnection(text + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    // Below what the system gives to outgoing connections, so that nobody takes it while the standby is stopped.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }

    private sealed class Resumes(ServerPair pair) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await pair.AskStandbyAsync<object>("select pg_wal_replay_resume()");
            await pair.CaughtUpAsync();
        }
    }
}

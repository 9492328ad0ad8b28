using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pledge.Web.Data;
using Pledge.Web.Data.Embedded;
using Pledge.Web.Demonstration;

namespace Pledge.Benchmarks.Servers;

/// <summary>A PostgreSQL of its own, as durable as in production, with a database of invented people for each size.</summary>
internal sealed class FilledServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly EmbeddedPostgres _postgres;

    private FilledServer(string folder, EmbeddedPostgres postgres) => (_folder, _postgres) = (folder, postgres);

    public static async Task<FilledServer> StartAsync(string folder, CancellationToken ct) =>
        new(folder, await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder) { Roots = [Published.Root] }, NullLogger.Instance, ct));

    /// <summary>What the server writes down, statements included while <see cref="LogStatementsAsync"/> is on.</summary>
    public string Log => Path.Combine(_folder, "postgres", "server.log");

    public string App(int size) => _postgres.ConnectionsTo(Name(size)).App;

    /// <summary>For looking up whom to sign in as; nothing is measured with it.</summary>
    public string Owner(int size) => _postgres.ConnectionsTo(Name(size)).RequireOwner();

    /// <summary>Makes and fills the database of <paramref name="size"/> young people, unless a kept folder holds it.</summary>
    /// <returns>The sign-ins of its authorities.</returns>
    public Task<IReadOnlyList<DemoSignIn>> FillAsync(int size, TimeProvider clock, Action<string> say, CancellationToken ct) => FillAsync(size, Math.Clamp(size / 6000, 1, 20), clock, say, ct);

    /// <inheritdoc cref="FillAsync(int, TimeProvider, Action{string}, CancellationToken)"/>
    public async Task<IReadOnlyList<DemoSignIn>> FillAsync(int size, int authorities, TimeProvider clock, Action<string> say, CancellationToken ct)
    {
        var file = Path.Combine(_folder, $"{Name(size)}.json");
        var owner = _postgres.ConnectionsTo(Name(size)).RequireOwner();
        await _postgres.CreateDatabaseAsync(Name(size), template: null, ct);
        await Schema.BringUpToDateAsync(owner, ct);
        if (await Demo.IsEmptyAsync(owner, ct))
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            var signIns = await Demo.LoadAsync(owner, new DemoOptions(DemoOptions.DefaultSeed, today, size, authorities), say, ct);
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(signIns), ct);
            // Autovacuum would get to it within minutes; measuring must not depend on when.
            await RunAsync(size, "vacuum (analyze)", ct);
            await RunAsync(size, "checkpoint", ct);
        }
        return JsonSerializer.Deserialize<List<DemoSignIn>>(await File.ReadAllTextAsync(file, ct))!;
    }

    /// <summary>Whether new connections of the program have each statement written to <see cref="Log"/>.</summary>
    public Task LogStatementsAsync(int size, bool on, CancellationToken ct) =>
        RunAsync(size, $"alter role pledge_app in database {Name(size)} " + (on ? "set log_statement = 'all'" : "reset log_statement"), ct);

    /// <summary>Ends the server as a crash does: nothing is finished and nobody is told.</summary>
    /// <param name="byKill">SIGKILL for its first process; else as PostgreSQL's own immediate stop.</param>
    public async Task CrashAsync(bool byKill, CancellationToken ct)
    {
        if (!byKill)
        {
            await ControlAsync(["stop", "-m", "immediate", "-w"], ct);
            return;
        }
        using var first = Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"), ct))[0], CultureInfo.InvariantCulture));
        first.Kill();
        await first.WaitForExitAsync(ct);
    }

    /// <summary>Starts it again after <see cref="CrashAsync"/>, where it was; it then recovers by itself.</summary>
    public async Task StartAgainAsync(CancellationToken ct)
    {
        var settings = ServerSettings.Line(new NpgsqlConnectionStringBuilder(_postgres.App).Port, throwAway: false);
        // Until the processes that a killed one left behind have noticed, no other may use its data.
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(100, ct))
        {
            if (await ControlAsync(["start", "-w", "-t", "120", "-l", Log, "-o", settings], ct))
                return;
        }
        throw new BenchException("PostgreSQL did not start again.");
    }

    private async Task<bool> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var binaries = Binaries.Find([Published.Root], (await File.ReadAllTextAsync(Path.Combine(Data, "pledge-binaries"), ct)).Trim());
        var runAs = await RunAs.ChooseAsync(Path.Combine(_folder, "postgres"), binaries, ct);
        return (await Command.RunAsync([.. runAs.Prefix, binaries["pg_ctl"], arguments[0], "-D", Data, "-s", .. arguments.Skip(1)], "", ct)).Worked;
    }

    private string Data => Path.Combine(_folder, "postgres", "cluster");

    private async Task RunAsync(int size, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_postgres.SuperuserOf(Name(size)) + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Name(int size) => $"bench_{size}";

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();
}

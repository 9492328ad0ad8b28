using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Benchmarks.Servers;
using Pledge.Web.Background;
using Pledge.Web.Data;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>Planning every authority: with an empty ledger, and again when nothing is new. The floor is one statement that writes as many rows of the ledger.</summary>
internal static class PlannerBench
{
    private const string Name = "planner";

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        List<IReadOnlyList<string>> rows = [];
        foreach (var size in options.Sizes)
        {
            await postgres.FillAsync(size, TimeProvider.System, report.Say, ct);
            await using var owner = NpgsqlDataSource.Create(postgres.Owner(size));
            await using var program = Program(postgres.App(size));
            for (var round = 1; round <= (options.Quick ? 1 : 3); round++)
            {
                await ExecuteAsync(owner, "delete from pledge.message where digest_id is not null; delete from pledge.message; delete from pledge.reminder_plan; vacuum (analyze) pledge.message", ct);
                var first = await PlanAsync(program, ct);
                var again = await PlanAsync(program, ct);
                var queued = await CountAsync(owner, ct);
                if (queued == 0)
                    throw new BenchException("Nothing was planned.");
                var floor = await FloorAsync(owner, ct);
                rows.Add([Number(size), Number(round), Number(first, 2), Number(again, 2), Number(queued), Number(queued / first), Number(floor, 2), Number(floor / first, 3), Number(GC.GetTotalMemory(forceFullCollection: true) / 1_000_000.0)]);
                report.Keep(Name, size, $"first.{round}", first, "s");
                report.Keep(Name, size, $"again.{round}", again, "s");
                report.Keep(Name, size, $"messages.{round}", queued, "rows");
                report.Keep(Name, size, $"ratio.{round}", floor / first, "");
            }
        }
        report.Table(["people", "round", "first s", "again s", "messages", "messages/s", "floor s", "ratio", "MB after"], rows);
    }

    private static ServiceProvider Program(string app)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(TimeProvider.System).AddDbContext<PledgeDb>(db => db.UseNpgsql(app, npgsql => npgsql.CommandTimeout(600)).UseSnakeCaseNamingConvention());
        services.AddDataProtection().SetApplicationName("Pledge").PersistKeysToDbContext<PledgeDb>();
        return services.AddScoped<PlanReminders>().BuildServiceProvider();
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> PlanAsync(ServiceProvider program, CancellationToken ct)
    {
        await using var scope = program.CreateAsyncScope();
        var started = Stopwatch.GetTimestamp();
        await scope.ServiceProvider.GetRequiredService<PlanReminders>().RunAsync(ct);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <returns>Seconds for writing the same rows, with the same indexes, in one statement.</returns>
    private static async Task<double> FloorAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await ExecuteAsync(owner, "drop table if exists pledge.floor; create table pledge.floor (like pledge.message including all)", ct);
        var started = Stopwatch.GetTimestamp();
        await ExecuteAsync(owner, "insert into pledge.floor select * from pledge.message", ct);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await ExecuteAsync(owner, "drop table pledge.floor", ct);
        return took;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await using var command = owner.CreateCommand("select count(*) from pledge.message");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql, CancellationToken ct)
    {
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries))
        {
            await using var command = owner.CreateCommand(statement);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

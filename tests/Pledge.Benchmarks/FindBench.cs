using System.Diagnostics;
using Npgsql;
using Pledge.Benchmarks.Servers;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>Finding somebody by name, as the program asks the database: who is asking, then the search. Each query spelt right, wrong, or by child id.</summary>
internal static class FindBench
{
    private const string Name = "find";
    private const int Rounds = 200;

    private static readonly (string Kind, string Text)[] Searches =
    [
        ("name", "Hannah Pearce"), ("family first", "Pearce Hannah"), ("misspelt", "Kieron Hargrieve"), ("first name", "Zoe"), ("two letters", "Ka"),
        ("child id", "OA000042"), ("nobody", "Xyzzy Quuxley"),
    ];

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        foreach (var size in options.Sizes)
        {
            await postgres.FillAsync(size, TimeProvider.System, report.Say, ct);
            report.Say($"Finding among {Number(size)} young people, one at a time, in milliseconds.");
            await using var app = NpgsqlDataSource.Create(postgres.App(size));
            await using var owner = NpgsqlDataSource.Create(postgres.Owner(size));
            var adviser = await AdviserAsync(owner, ct);
            List<IReadOnlyList<string>> rows = [];
            foreach (var (kind, text) in Searches)
            {
                List<double> times = [];
                for (var round = 0; round < (options.Quick ? Rounds / 10 : Rounds) + 5; round++)
                {
                    var took = await SearchAsync(app, adviser, text, ct);
                    // The first ones fill caches and plans.
                    if (round >= 5)
                        times.Add(took);
                }
                times.Sort();
                foreach (var (point, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
                    report.Keep(Name, size, $"{kind.Replace(' ', '-')}.{point}", At(times, share), "ms");
                rows.Add([kind, Number(At(times, 0.5), 2), Number(At(times, 0.95), 2), Number(At(times, 0.99), 2)]);
            }
            report.Table(["", "p50 ms", "p95 ms", "p99 ms"], rows);
        }
    }

    private static async Task<object?[]> AdviserAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            """
            select a.id, a.security_stamp, a.authority_id from identity.account a
            where a.role = 'adviser' and a.closed_at is null order by a.id limit 1
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            throw new BenchException("The demonstration has no adviser.");
        return [reader.GetValue(0), reader.GetValue(1), reader.GetValue(2)];
    }

    private static async Task<double> SearchAsync(NpgsqlDataSource app, object?[] adviser, string text, CancellationToken ct)
    {
        await using var connection = await app.OpenConnectionAsync(ct);
        var started = Stopwatch.GetTimestamp();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select pledge.enter('adviser', $1, $2, $3, null, current_date)") { Parameters = { new() { Value = adviser[0] }, new() { Value = adviser[1] }, new() { Value = adviser[2] } } },
                new("select * from pledge.find_young_people($1)") { Parameters = { new() { Value = text } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || !reader.GetBoolean(0))
            throw new BenchException("The adviser was not let in.");
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            _ = reader.GetGuid(0);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))];
}

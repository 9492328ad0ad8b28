using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.Benchmarks;

/// <summary>The verb <c>benchmarks FILE… [--set-on 2025-05-01]</c>: what is published about care leavers of other areas, and which authorities are alike.</summary>
public static class BenchmarksCommand
{
    private const string Usage = "benchmarks FILE… [--set-on 2025-05-01]";

    /// <returns>0; all files are taken as one, and again makes no difference. A figure that is published anew replaces the one before.</returns>
    /// <exception cref="ArgumentException">Nothing was changed; the message says why.</exception>
    public static async Task<int> RunAsync(string owner, IReadOnlyList<string> arguments, Action<string> say, CancellationToken ct)
    {
        List<string> files = [];
        DateOnly? setOn = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--set-on" && i + 1 < arguments.Count && DateOnly.TryParseExact(arguments[++i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                setOn = day;
            else if (!arguments[i].StartsWith('-') && File.Exists(arguments[i]))
                files.Add(arguments[i]);
            else
                throw new ArgumentException($"'{arguments[i]}' is no file and cannot be used. {Usage}");
        }
        if (files.Count == 0)
            throw new ArgumentException($"benchmarks needs a file: {Usage}");
        List<BenchmarkSet> sets = [];
        foreach (var file in files)
            sets.Add(await BenchmarkFile.ReadAsync(file, ct));
        if (setOn is null && sets.Any(set => set.Neighbours.Count > 0))
            throw new ArgumentException("A set of neighbours does not say of which day it is. Add --set-on 2025-05-01. Nothing was changed.");
        await WriteAsync(owner, sets, setOn, ct);
        foreach (var set in sets)
            say($"{set.Source}: {set.Figures.Count:N0} figures, {set.Neighbours.Count:N0} neighbours, {set.PassedOver:N0} rows passed over");
        return 0;
    }

    private static async Task WriteAsync(string owner, IReadOnlyList<BenchmarkSet> sets, DateOnly? setOn, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two imports take turns.
        await connection.RunAsync("lock table pledge.benchmark, pledge.benchmark_neighbour in share row exclusive mode", ct);
        await connection.RunAsync("create temporary table taken (like pledge.benchmark) on commit drop", ct);
        await using (var copy = await connection.BeginBinaryImportAsync("copy taken (area, number, name, region, year, ages, measure, how_many, percent, symbol, source) from stdin (format binary)", ct))
        {
            foreach (var (row, source) in sets.SelectMany(set => set.Figures.Select(row => (row, set.Source))))
            {
                await copy.StartRowAsync(ct);
                foreach (var text in new[] { row.Area, row.Number, row.Name, row.Region })
                    await WriteAsync(copy, text, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(row.Year, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(row.Ages, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(row.Measure, NpgsqlDbType.Text, ct);
                await WriteAsync(copy, row.HowMany, NpgsqlDbType.Integer, ct);
                await WriteAsync(copy, row.Percent, NpgsqlDbType.Integer, ct);
                await WriteAsync(copy, row.Symbol, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(source, NpgsqlDbType.Text, ct);
            }
            await copy.CompleteAsync(ct);
        }
        await connection.RunAsync(
            """
            delete from pledge.benchmark b using taken t where (b.ages, b.measure, b.year, b.area) = (t.ages, t.measure, t.year, t.area);
            insert into pledge.benchmark select distinct on (ages, measure, year, area) * from taken order by ages, measure, year, area;
            """, ct);
        foreach (var set in sets.Where(set => set.Neighbours.Count > 0))
        {
            await connection.RunAsync("delete from pledge.benchmark_neighbour where set_on = $1", ct, setOn);
            await connection.RunAsync(
                "insert into pledge.benchmark_neighbour (set_on, number, rank, neighbour, name) select $1, n.* from unnest($2, $3, $4, $5) n", ct, setOn,
                set.Neighbours.Select(row => row.Number).ToArray(), set.Neighbours.Select(row => row.Rank).ToArray(), set.Neighbours.Select(row => row.Neighbour).ToArray(), set.Neighbours.Select(row => row.Name).ToArray());
        }
        await transaction.CommitAsync(ct);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken ct) => value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct);
}

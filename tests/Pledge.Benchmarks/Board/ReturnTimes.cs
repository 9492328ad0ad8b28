using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Benchmarks.Matching;
using Pledge.Benchmarks.Servers;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Returns;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Board;

/// <summary>The OC3 return of one authority and of all, one after the other, by the program's own code: read, worked out, checked and written as CSV and XML.</summary>
internal static class ReturnTimes
{
    private const string Name = "board";
    private const int Rounds = 3;

    /// <returns>A line of the table: the size, and the medians in seconds.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(FilledServer postgres, int size, Report report, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(postgres.Owner(size));
        var officers = await StoredTimes.WhoAsync(owner,
            "select distinct on (a.authority_id) a.id, a.security_stamp, a.authority_id, a.young_person_id from identity.account a where a.role = 'data-officer' and a.closed_at is null order by a.authority_id, a.id", ct);
        var now = TimeProvider.System.GetUtcNow();
        var year = CollectionYear.LastEnded(LondonTime.DayOf(now));
        List<double> first = [], all = [];
        var (rows, people) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            (rows, people) = (0, 0);
            var started = Stopwatch.GetTimestamp();
            foreach (var officer in officers)
            {
                await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(postgres.App(size)).UseSnakeCaseNamingConvention().Options);
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await StoredTimes.EnterAsync(db, "data-officer", officer, LondonTime.DayOf(now), ct);
                var (found, _) = await db.DeriveReturnAsync(new(officer.Authority), year, now, ct);
                await ReturnFilesOut.WriteAsync(ReturnFilesOut.Oc3, found.Rows, Stream.Null, ct);
                await ReturnFilesOut.WriteAsync(ReturnFilesOut.Xml, found.Rows, Stream.Null, ct);
                (rows, people) = (rows + found.Rows.Count(), people + found.Entries.Count);
                if (officer == officers[0])
                    first.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            all.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        if (rows == 0)
            throw new BenchException("The return has no rows.");
        first.Sort();
        all.Sort();
        report.Keep(Name, size, "returns.one-authority", first.At(0.5), "ms");
        report.Keep(Name, size, "returns.all", all.At(0.5), "ms");
        report.Keep(Name, size, "returns.rows", rows, "rows");
        return [Number(size), Number(officers.Count), Number(people), Number(rows), Number(first.At(0.5)), Number(all.At(0.5)), Number(all.At(0.5) / size * 1000, 1)];
    }
}

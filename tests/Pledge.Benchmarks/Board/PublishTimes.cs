using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Benchmarks.Matching;
using Pledge.Benchmarks.Servers;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;
using Pledge.Web.Features.Publications;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Board;

/// <summary>Publishing a quarter end of one authority: counting every figure and group live, and working out what rounding would give away.</summary>
internal static class PublishTimes
{
    private const int Rounds = 3;

    /// <summary>Publishes the last quarter ends of the first authority, unless that was done, and measures doing it once more.</summary>
    /// <returns>A line of the table.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(FilledServer postgres, int size, IReadOnlyList<DemoSignIn> accounts, Report report, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var owner = NpgsqlDataSource.Create(postgres.Owner(size) + ";Command Timeout=0");
        var officer = (await StoredTimes.WhoAsync(owner,
            $"select a.id, a.security_stamp, a.authority_id, a.young_person_id from identity.account a where a.email = '{accounts.First(account => account.Role == Roles.DataOfficer).Email}'", ct))[0];
        await PublishAsync(owner, officer.Authority, LondonTime.DayOf(now), ct);
        var days = QuarterEnd.Before(LondonTime.DayOf(now));
        var (numbers, withGroups) = await TimeAsync(days.First(QuarterEnd.HasBreakdowns));
        var (_, without) = await TimeAsync(days.First(day => !QuarterEnd.HasBreakdowns(day)));
        report.Keep("board", size, "publish.with-groups", withGroups, "ms");
        report.Keep("board", size, "publish.without-groups", without, "ms");
        return [Number(size), Number(numbers), Number(withGroups), Number(without)];

        async Task<(int Figures, double Ms)> TimeAsync(DateOnly day)
        {
            List<double> times = [];
            var figures = 0;
            for (var round = 0; round < Rounds; round++)
            {
                await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(postgres.App(size)).UseSnakeCaseNamingConvention().Options);
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await StoredTimes.EnterAsync(db, "data-officer", officer, LondonTime.DayOf(now), ct);
                times.Add(await StoredTimes.TimeAsync(async () => figures = (await db.PrepareAsync(new(officer.Authority), day, now, ct)).Figures.Count));
            }
            times.Sort();
            return (figures, times.At(0.5));
        }
    }

    private static async Task PublishAsync(NpgsqlDataSource owner, Guid authority, DateOnly today, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using (var any = new NpgsqlCommand("select exists (select from pledge.publication)", connection))
        {
            if (await any.ExecuteScalarAsync(ct) is true)
                return;
        }
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await DemoPublications.PublishAsync(connection, transaction, today, PublicationReads.Quarters, new(authority), ct);
            await transaction.CommitAsync(ct);
        }
        await using var analyze = new NpgsqlCommand("analyze pledge.publication, pledge.published_figure, pledge.board_action", connection);
        await analyze.ExecuteNonQueryAsync(ct);
    }
}

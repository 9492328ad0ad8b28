using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pledge.Benchmarks.Matching;
using Pledge.Benchmarks.Servers;
using Pledge.Domain.Organisations;
using Pledge.Web;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;
using Pledge.Web.Features.Meetings.Packs;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Board;

/// <summary>Making the pack of one authority's next meeting, by the job's own code: read as the board, written, printed by Chromium, packed and kept.</summary>
internal static class PackTimes
{
    private const int Rounds = 3;

    /// <returns>A line of the table; the first making is the first of the process.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string program, FilledServer postgres, int size, IReadOnlyList<DemoSignIn> accounts, Report report, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(postgres.Owner(size));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PledgeSite).Assembly.GetName().Name,
            ContentRootPath = Path.GetDirectoryName(program),
            EnvironmentName = "Benchmark",
        });
        builder.Logging.ClearProviders();
        await using var databases = new DatabaseConnections(postgres.App(size), Owner: null);
        builder.AddPledge(databases, works: false);
        await using var app = builder.Build();
        List<double> times = [];
        var bytes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await using var ask = owner.CreateCommand(
                $"""
                insert into pledge.board_pack (id, authority_id, meeting_id, asked_at, asked_by, state, touched_at)
                select gen_random_uuid(), m.authority_id, m.id, now(), a.id, 'asked', now()
                from identity.account a join pledge.board_meeting m on m.authority_id = a.authority_id and m.closed_at is null where a.email = '{accounts.First(account => account.Role == Roles.Board).Email}'
                order by m.held_on limit 1 returning id
                """);
            var id = (Guid)(await ask.ExecuteScalarAsync(ct) ?? throw new BenchException("There is no meeting to make a pack for."));
            times.Add(await StoredTimes.TimeAsync(async () =>
            {
                using var scope = app.Services.CreateScope();
                await scope.ServiceProvider.GetRequiredService<MakePacks>().RunAsync(id, ct);
            }));
            await using var made = owner.CreateCommand($"select coalesce(length(pdf), 0) from pledge.board_pack where id = '{id}'");
            bytes = (int)(await made.ExecuteScalarAsync(ct))!;
            if (bytes == 0)
                throw new BenchException("The pack was not made.");
        }
        report.Keep("board", size, "pack.first", times[0], "ms");
        report.Keep("board", size, "pack", times.Order().First(), "ms");
        report.Keep("board", size, "pack.pdf", bytes, "bytes");
        return [Number(size), Number(times[0]), Number(times.Order().First()), Number(bytes)];
    }
}

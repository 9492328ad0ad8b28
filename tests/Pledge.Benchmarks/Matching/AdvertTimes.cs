using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain.Matching;
using Pledge.Web.Data;
using Pledge.Web.Features.NationalAdverts;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Matching;

/// <summary>The list of national adverts among 50,000 as a young person asks for it: all over the country, one in six within 30 miles of one city.</summary>
internal static class AdvertTimes
{
    private const int Adverts = 50_000, Rounds = 40, Miles = 30;
    private static readonly Place City = new(400_000, 300_000);

    public static async Task RunAsync(BenchOptions options, NpgsqlDataSource owner, PledgeDb db, Func<Task> enter, DateOnly today, Report report, CancellationToken ct)
    {
        await FillAsync(owner, ct);
        List<IReadOnlyList<string>> rows = [];
        foreach (var (what, search) in new (string, AdvertSearch)[]
        {
            ("nearest", new(null, City, Miles, null, null, true, 1)), ("newest", new(null, City, Miles, null, null, false, 1)), ("words", new("baker", City, Miles, null, null, true, 1)), ("anywhere", new(null, null, null, null, null, false, 1)),
        })
        {
            List<double> times = [];
            for (var round = 0; round < (options.Quick ? Rounds / 4 : Rounds) + 3; round++)
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await enter();
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                var found = await db.FindAdvertsAsync(search, today, ct);
                var took = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (found.Count != AdvertReads.PageSize + 1)
                    throw new BenchException($"The list of adverts, {what}, holds {found.Count}.");
                // The first ones fill caches and plans.
                if (round >= 3)
                    times.Add(took);
            }
            times.Sort();
            foreach (var (point, share) in new[] { ("p50", 0.5), ("p95", 0.95) })
                report.Keep("matching", Adverts, $"adverts.{what}.{point}", times.At(share), "ms");
            rows.Add([$"adverts, {what}", Number(times.At(0.5), 1), Number(times.At(0.95), 1)]);
        }
        report.Say($"One page of national adverts among {Number(Adverts)}, within {Miles} miles of a city.");
        report.Table(["", "p50 ms", "p95 ms"], rows);
    }

    private static async Task FillAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        // As long as real ones are: what is not shown in a list is most of an advert.
        await using var command = owner.CreateCommand(
            $"""
            insert into pledge.national_advert (reference, title, employer, summary, course, level, is_foundation, posted_at, closes_on, is_national, is_disability_confident, work, training, afterwards, skills, qualifications, is_invented, content_hash, first_seen_at, changed_at, last_seen_at)
                select (2000000000 + g)::text, 'Apprentice ' || (array['baker', 'carer', 'joiner', 'mechanic', 'welder'])[1 + g % 5], 'Employer ' || g % 9000, repeat(md5(g::text) || ' ', 9), 'Course ' || g % 300, 2 + g % 5, false,
                    now() - make_interval(mins => g), current_date + 30 + g % 60, g % 100 = 0, false, repeat(md5('a' || g) || ' ', 60), repeat(md5('b' || g) || ' ', 40), repeat(md5('c' || g) || ' ', 20), array['a', 'b', 'c'], array['d'], false, 'x', now(), now(), now()
                from generate_series(1, {Adverts}) g on conflict do nothing;
            insert into pledge.national_advert_place (reference, number, lines, town, outcode, place)
                select (2000000000 + g)::text, 1, '2 Example Street', 'Town', 'ZZ1', case when g % 6 = 0
                    then point({City.Easting} + 40000 * sin(g), {City.Northing} + 40000 * cos(g * 7)) else point(200000 + hashtext(g::text) % 150000, 300000 + hashtext('n' || g) % 200000) end
                from generate_series(1, {Adverts}) g where g % 100 <> 0 on conflict do nothing;
            """);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(ct);
        await using var vacuum = owner.CreateCommand("vacuum analyze pledge.national_advert, pledge.national_advert_place");
        vacuum.CommandTimeout = 300;
        await vacuum.ExecuteNonQueryAsync(ct);
    }
}

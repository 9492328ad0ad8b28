using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Web.Data;
using Pledge.Web.Features.FindWork;
using Pledge.Web.Features.NationalAdverts;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Matching;

/// <summary>Posts suggested to a young person as their page asks for them, beside reading every live post and scoring all of them; and the list of live posts.</summary>
/// <remarks>The worst case: all posts are in the demonstration's one city, of its employers, mixed from the posts there are.</remarks>
internal static class StoredWork
{
    private const int Posts = 50_000;

    private const string Columns =
        """
        p.id, p.authority_id, p.organisation_id, p.organisation_name, v.title, v.kind, v.fields, v.pay_pence, v.pay_unit, v.hours_least, v.hours_most, v.starts_on, p.closes_on, p.others_from, v.is_remote, v.area,
        o.easting, o.northing, v.essential, v.nice, v.support, v.least_age, v.audience, p.places, v.kept_places, (select count(*)::integer from pledge.job_application a where a.opportunity_id = p.id and a.state = 'accepted') as taken
        """;

    public static async Task RunAsync(PledgeDb db, NpgsqlDataSource owner, string ownerConnection, BenchOptions options, Report report, DateOnly today, CancellationToken ct)
    {
        await CopyPostsAsync(owner, ct);
        var people = await StoredTimes.WhoAsync(owner,
            $"""
            select a.id, a.security_stamp, a.authority_id, a.young_person_id from identity.account a
            join pledge.work_wish w on w.young_person_id = a.young_person_id and w.is_looking and w.written_by_side = 'young-person' and w.superseded_at is null
            where a.closed_at is null order by a.id limit {(options.Quick ? 10 : 60)}
            """, ct);
        await using var all = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(ownerConnection).UseSnakeCaseNamingConvention().Options);
        List<OpportunityProfile> posts = [];
        var read = await StoredTimes.TimeAsync(async () => posts = [.. (await all.Database.SqlQueryRaw<WorkForMatching>(
            $"select {Columns} from pledge.opportunity p join pledge.opportunity_version v on v.opportunity_id = p.id and v.number = p.published_version left join pledge.outcode o on o.outcode = v.outcode where p.state = 'live'").ToListAsync(ct))
            .Select(post => post.ToProfile())]);
        var matcher = OpportunityMatching.With(OpportunityMatching.DefaultWeights);
        List<double> times = [], reference = [], list = [];
        long best = 0, got = 0;
        foreach (var (person, round) in Enumerable.Range(0, 3).SelectMany(round => people.Select(one => (one, round))))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            WorkFits? fits = null;
            var took = await StoredTimes.TimeAsync(async () =>
            {
                await StoredTimes.EnterAsync(db, "young-person", person, today, ct);
                fits = await db.SuggestWorkAsync(new(person.Authority), new(person.YoungPerson!.Value), today, ct);
            });
            var near = await db.PlaceOfAsync(await db.OwnOutcodeAsync(today, ct), ct);
            var listed = await StoredTimes.TimeAsync(async () => await db.FindWorkAsync(new(null, null, null, near, null, 1), today, ct));
            // The first round fills caches and plans.
            if (round == 0)
                continue;
            times.Add(took);
            list.Add(listed);
            if (round > 1)
                continue;
            var gone = await all.Database.SqlQuery<Guid>($"select opportunity_id as \"Value\" from pledge.hidden_opportunity where young_person_id = {person.YoungPerson} and ended_at is null union select opportunity_id from pledge.job_application where young_person_id = {person.YoungPerson}").ToListAsync(ct);
            var seeker = (await db.FindWorkSeekerAsync(new(person.YoungPerson!.Value), today, ct))!.Seeker(new(person.Authority)) with { Hidden = gone.Select(id => new OpportunityId(id)).ToHashSet() };
            IReadOnlyList<Suggestion<OpportunityProfile>> wanted = [];
            reference.Add(Clocked.Once(() => wanted = matcher.Suggest(seeker, posts, today, WorkSuggestions.Most)));
            best += wanted.Sum(one => (long)one.Score.Score);
            got += fits!.Suggested.Sum(one => (long)matcher.Score(new(seeker, one.Post.ToProfile(), today)).Score);
        }

        foreach (var sorted in new[] { times, reference, list })
            sorted.Sort();
        foreach (var (point, share) in new[] { ("p50", 0.5), ("p95", 0.95) })
        {
            report.Keep("matching", Posts, $"stored-work.{point}", times.At(share), "ms");
            report.Keep("matching", Posts, $"stored-work.reference.{point}", reference.At(share), "ms");
            report.Keep("matching", Posts, $"stored-work.list.{point}", list.At(share), "ms");
        }
        report.Keep("matching", Posts, "stored-work.quality", 100.0 * got / best, "%");
        report.Say($"From the database, with {Number(Posts)} live posts of one city; the reference has read all of them before ({Number(read)} ms) and scores each. The list is the first page that a young person sees, nearest first.");
        report.Table(["", "p50 ms", "p95 ms", "reference p50 ms", "reference p95 ms", "% of the best scores"],
            [
                ["suggestions of posts", Number(times.At(0.5), 1), Number(times.At(0.95), 1), Number(reference.At(0.5), 1), Number(reference.At(0.95), 1), Number(100.0 * got / best, 1)],
                ["list of posts", Number(list.At(0.5), 1), Number(list.At(0.95), 1), "", "", ""],
            ]);
    }

    private static async Task CopyPostsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            $"""
            create temporary table old as
                select row_number() over (order by v.opportunity_id)::integer as n, count(*) over ()::integer as c, p.organisation_name, p.published_on, p.others_from, v.*
                from pledge.opportunity p join pledge.opportunity_version v on v.opportunity_id = p.id and v.number = p.published_version where p.state = 'live';
            create temporary table copy as
                select x.id, a.n as a, x.h[1] % a.c + 1 as b, x.h[2] % a.c + 1 as d, x.h[3] % a.c + 1 as e, x.h[4] % a.c + 1 as f, current_date + 1 + x.h[5] % 60 as closes_on
                from generate_series(1, {Posts}) g join old a on g % a.c + 1 = a.n
                cross join lateral (select gen_random_uuid() as id, array(select abs(hashint4(g * 7 + k)) from generate_series(1, 5) k) as h) x
                where g > a.c;
            insert into pledge.opportunity (id, authority_id, organisation_id, organisation_name, state, newest_version, published_version, published_on, others_from, closes_on, places, changed_at, changed_by)
                select c.id, a.authority_id, b.organisation_id, b.organisation_name, 'live', 1, 1, a.published_on, a.others_from, c.closes_on, a.places, a.written_at, a.written_by from copy c join old a on a.n = c.a join old b on b.n = c.b;
            insert into pledge.opportunity_version (opportunity_id, number, authority_id, organisation_id, state, kind, title, fields, work, places, pay_pence, pay_unit, hours_least, hours_most, starts_on, closes_on, outcode, area, is_remote,
                essential, nice, checks, flexibility, support, has_guaranteed_interview, least_age, audience, head_start_days, kept_places, written_at, written_by, submitted_at, submitted_by, decided_at, decided_by)
                select c.id, 1, a.authority_id, b.organisation_id, 'approved', a.kind, a.title, d.fields, a.work, a.places, a.pay_pence, a.pay_unit, e.hours_least, e.hours_most, f.starts_on, c.closes_on, f.outcode, f.area, f.is_remote,
                    e.essential, e.nice, a.checks, a.flexibility, d.support, a.has_guaranteed_interview, a.least_age, a.audience, a.head_start_days, a.kept_places, a.written_at, a.written_by, a.submitted_at, a.submitted_by, a.decided_at, a.decided_by
                from copy c join old a on a.n = c.a join old b on b.n = c.b join old d on d.n = c.d join old e on e.n = c.e join old f on f.n = c.f;
            analyze pledge.opportunity, pledge.opportunity_version, pledge.live_opportunity;
            """);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(ct);
    }
}

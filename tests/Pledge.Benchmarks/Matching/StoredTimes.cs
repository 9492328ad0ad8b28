using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Benchmarks.Servers;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Features.Rounds;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Matching;

/// <summary>Suggestions as a young person's page asks for them: who is asking, the database, the domain. Beside reading every mentor and scoring all of them.</summary>
/// <remarks>The worst case: all mentors of the demonstration's one city, copied until there are enough.</remarks>
internal static class StoredTimes
{
    private const int Mentors = 20_000, Size = 750;

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        await postgres.FillAsync(Size, TimeProvider.System, report.Say, ct);
        await using var owner = NpgsqlDataSource.Create(postgres.Owner(Size));
        await CopyMentorsAsync(owner, ct);
        var today = LondonTime.DayOf(TimeProvider.System.GetUtcNow());
        await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(postgres.App(Size)).UseSnakeCaseNamingConvention().Options);
        var people = await SeekersAsync(owner, options.Quick ? 10 : 60, ct);

        var (field, read) = await ReferenceAsync(db, owner, today, ct);
        List<double> times = [], reference = [];
        long best = 0, got = 0;
        foreach (var (person, round) in Enumerable.Repeat(people, 3).SelectMany((all, round) => all.Select(one => (one, round))))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            MentorFits? fits = null;
            SeekerForMatching? seeker = null;
            var took = await TimeAsync(async () =>
            {
                await EnterAsync(db, "young-person", person, today, ct);
                seeker = await db.FindOwnSeekerAsync(new(person.YoungPerson!.Value), today, ct);
                fits = await db.SuggestMentorsAsync(seeker!, MatchReaders.YoungPerson, withOthers: false, today, ct);
            });
            // The first round fills caches and plans.
            if (round == 0 || field.Seekers.FirstOrDefault(row => row.YoungPersonId == person.YoungPerson) is not { } row)
                continue;
            times.Add(took);
            var all = field.CandidatesOf(row, field.Matcher, null);
            if (round == 1)
                reference.Add(Clocked.Once(() => field.CandidatesOf(row, field.Matcher, null)));
            var most = fits!.Suggested.Count;
            best += all.Candidates.Take(most).Sum(candidate => (long)candidate.Score.Score);
            got += fits.Suggested.Sum(one => (long)field.Matcher.Score(field.PairOf(row.YoungPersonId, one.Id)!.Value).Score);
        }

        times.Sort();
        reference.Sort();
        foreach (var (point, share) in new[] { ("p50", 0.5), ("p95", 0.95) })
        {
            report.Keep("matching", Mentors, $"stored-mentors.{point}", times.At(share), "ms");
            report.Keep("matching", Mentors, $"stored-mentors.reference.{point}", reference.At(share), "ms");
        }
        report.Keep("matching", Mentors, "stored-mentors.quality", 100.0 * got / best, "%");
        report.Say($"From the database, with {Number(Mentors)} mentors of one city; the reference has read all of them before ({Number(read)} ms) and scores each.");
        report.Table(["", "p50 ms", "p95 ms", "reference p50 ms", "reference p95 ms", "% of the best scores"],
            [["suggestions", Number(times.At(0.5), 1), Number(times.At(0.95), 1), Number(reference.At(0.5), 1), Number(reference.At(0.95), 1), Number(100.0 * got / best, 1)]]);
        await AdvertTimes.RunAsync(options, owner, db, () => EnterAsync(db, "young-person", people[0], today, ct), today, report, ct);
        await StoredWork.RunAsync(db, owner, postgres.Owner(Size), options, report, today, ct);
    }

    internal sealed record Who(Guid Account, string Stamp, Guid Authority, Guid? YoungPerson);

    private static async Task<(RoundField Field, double Ms)> ReferenceAsync(PledgeDb db, NpgsqlDataSource owner, DateOnly today, CancellationToken ct)
    {
        var coordinator = (await WhoAsync(owner, "select a.id, a.security_stamp, a.authority_id, a.young_person_id from identity.account a where a.role = 'coordinator' and a.closed_at is null order by a.id limit 1", ct))[0];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await EnterAsync(db, "coordinator", coordinator, today, ct);
        RoundField? field = null;
        var took = await TimeAsync(async () => field = await RoundField.ReadAsync(db, today.AddDays(MentorSuggestions.MeetingInDays), today, ct));
        return (field!, took);
    }

    private static Task<List<Who>> SeekersAsync(NpgsqlDataSource owner, int most, CancellationToken ct) => WhoAsync(owner,
        $"""
        select a.id, a.security_stamp, a.authority_id, a.young_person_id from identity.account a
        join pledge.mentor_wish w on w.young_person_id = a.young_person_id and w.is_looking and w.written_by_side = 'young-person' and w.superseded_at is null
        where a.closed_at is null and not exists (select from pledge.mentor_match m where m.young_person_id = a.young_person_id)
          and not exists (select from pledge.mentor_proposal p where p.young_person_id = a.young_person_id and p.state = 'open')
        order by a.id limit {most}
        """, ct);

    internal static async Task<List<Who>> WhoAsync(NpgsqlDataSource owner, string sql, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Who> found = [];
        while (await reader.ReadAsync(ct))
            found.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetGuid(3)));
        return found;
    }

    internal static async Task EnterAsync(PledgeDb db, string role, Who who, DateOnly today, CancellationToken ct)
    {
        if (!(await db.Database.SqlQuery<bool>($"select pledge.enter({role}, {who.Account}, {who.Stamp}, {who.Authority}, {who.YoungPerson}, {today}) as \"Value\"").ToListAsync(ct))[0])
            throw new BenchException($"The {role} was not let in.");
    }

    internal static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await act();
        return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task CopyMentorsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            $"""
            create temporary table copy as
                select gen_random_uuid() as id, m.id as old from generate_series(1, {Mentors}) g
                join (select id, row_number() over (order by id) as n, count(*) over () as c from pledge.mentor where state = 'available' and agrees_to_be_suggested) m on g % m.c + 1 = m.n
                where g > m.c;
            insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, state, added_at, changed_at, changed_by, kinds, gender, birth_year, backgrounds, outcode, travel_km, agrees_to_be_suggested, not_used, not_shown)
                select c.id, m.authority_id, m.name, m.email, 3, m.times, m.languages, x.interests, y.helps, m.state, m.added_at, m.changed_at, m.changed_by, m.kinds, m.gender, m.birth_year, m.backgrounds,
                    z.outcode, m.travel_km, true, m.not_used, m.not_shown
                from copy c join pledge.mentor m on m.id = c.old
                cross join lateral (select i.interests from pledge.mentor i where i.authority_id = m.authority_id order by hashtext(i.id::text || c.id::text) limit 1) x
                cross join lateral (select i.helps from pledge.mentor i where i.authority_id = m.authority_id order by hashtext(c.id::text || i.id::text) limit 1) y
                cross join lateral (select i.outcode from pledge.mentor i where i.authority_id = m.authority_id order by hashtext(c.id::text || '-' || i.id::text) limit 1) z;
            insert into pledge.mentor_clearance (id, authority_id, mentor_id, outcome, level, certificate_number, issued_on, recheck_due_on, recorded_at, recorded_by)
                select gen_random_uuid(), x.authority_id, c.id, 'accepted', 'enhanced-barred', x.certificate_number, x.issued_on, current_date + 700, x.recorded_at, x.recorded_by
                from copy c join pledge.mentor_clearance x on x.mentor_id = c.old and x.superseded_at is null;
            insert into pledge.mentor_training (id, authority_id, mentor_id, course, done_on, valid_until, recorded_at, recorded_by)
                select gen_random_uuid(), x.authority_id, c.id, x.course, x.done_on, current_date + 700, x.recorded_at, x.recorded_by
                from copy c join pledge.mentor_training x on x.mentor_id = c.old and x.superseded_at is null;
            analyze pledge.mentor, pledge.mentor_clearance, pledge.mentor_training;
            """);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(ct);
    }
}

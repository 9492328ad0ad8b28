using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Teams;

/// <summary>One dip sample in a list.</summary>
/// <param name="Picked">Kebab-case <see cref="DipRule"/>.</param>
/// <param name="State">Kebab-case <see cref="DipState"/>.</param>
public sealed record SampleLine(Guid Id, Guid YoungPersonId, string Name, string Worker, string Picked, DateTime PickedAt, string State, int Answered)
{
    public DateOnly PickedOn => LondonTime.DayOf(PickedAt);
}

/// <summary>Somebody whose record could be read.</summary>
/// <param name="DaysQuiet">Since the last contact made, or since they first had a worker.</param>
public sealed record Candidate(Guid Id, string Name, Guid WorkerId, string Worker, DateOnly DateOfBirth, DateOnly? MovedOn, int DaysQuiet, DateTime? SampledAt, bool Open);

/// <summary>What was said to one question in one quarter.</summary>
/// <param name="Quarter">First London day.</param>
public sealed record ThemeCell(DateOnly Quarter, string Question, int Yes, int Partly, int No, int CannotTell)
{
    public int All => Yes + Partly + No;
}

/// <summary>Dip samples of the manager's team. What the caller does not reach is not there.</summary>
public static class SampleReads
{
    private const int Listed = 60;

    private const string Lines =
        """
        select d.id, d.young_person_id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name,
               s.display_name as worker, d.picked, d.picked_at, d.state, (select count(*)::integer from pledge.dip_answer a where a.sample_id = d.id) as answered
        from pledge.dip_sample d
        join pledge.young_person y on y.id = d.young_person_id
        join pledge.staff_member s on s.id = d.worker_id
        """;

    /// <summary>The latest, open ones first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<SampleLine>> ListSamplesAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQueryRaw<SampleLine>(
            $$"""{{Lines}} where d.worker_id = any ((select pledge.my_staff())::uuid[]) order by d.state <> 'open', d.picked_at desc, d.id limit {0}""", Listed).ToListAsync(ct);

    /// <returns>One statement; null when there is none the caller reaches.</returns>
    public static async Task<SampleLine?> FindSampleAsync(this PledgeDb db, DipSampleId id, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<SampleLine>($$"""{{Lines}} where d.id = {0}""", id.Value).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Everybody of the team, in no order.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<Candidate>> ListCandidatesAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<Candidate>(
            $"""
            select y.id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name,
                   w.id as worker_id, w.display_name as worker, y.date_of_birth, h.moved_on, ({today} - coalesce(c.last_on, f.first_on))::integer as days_quiet,
                   d.sampled_at, coalesce(d.open, false) as open
            from pledge.staff_member w
            join pledge.assignment a on a.staff_member_id = w.id and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            join pledge.young_person y on y.id = a.young_person_id
            cross join lateral (select min(b.period_from) as first_on from pledge.assignment b where b.authority_id = a.authority_id and b.young_person_id = y.id) f
            left join lateral (select c.occurred_on as last_on from pledge.contact c
                where c.young_person_id = y.id and c.superseded_at is null and c.outcome = 'made' order by c.occurred_on desc limit 1) c on true
            left join lateral (select k.period_from as moved_on from pledge.fact k where k.young_person_id = y.id and k.kind = 'home' and k.superseded_at is null
                and k.period_from <= {today} order by k.period_from desc limit 1) h on true
            cross join lateral (select max(p.picked_at) as sampled_at, bool_or(p.state = 'open') as open from pledge.dip_sample p
                where p.authority_id = a.authority_id and p.young_person_id = y.id) d
            where w.id = any ((select pledge.my_staff())::uuid[])
            """).ToListAsync(ct);

    /// <summary>Answers of sent samples of the team by quarter and question, latest quarter first, four quarters at most.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ThemeCell>> ListThemesAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<ThemeCell>(
            $"""
            select date_trunc('quarter', d.sent_at at time zone 'Europe/London')::date as quarter, a.question,
                   (count(*) filter (where a.value = 'yes'))::integer as yes, (count(*) filter (where a.value = 'partly'))::integer as partly,
                   (count(*) filter (where a.value = 'no'))::integer as no, (count(*) filter (where a.value = 'cannot-tell'))::integer as cannot_tell
            from pledge.dip_sample d join pledge.dip_answer a on a.sample_id = d.id
            where d.worker_id = any ((select pledge.my_staff())::uuid[]) and d.state <> 'open'
              and d.sent_at at time zone 'Europe/London' >= date_trunc('quarter', {today}::timestamp) - interval '9 months'
            group by 1, 2 order by 1 desc, 2
            """).ToListAsync(ct);
}

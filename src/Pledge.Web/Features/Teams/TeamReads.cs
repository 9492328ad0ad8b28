using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Teams;

/// <summary>A worker of the manager's team, with or without young people.</summary>
public sealed record TeamWorker(Guid Id, string Name);

/// <summary>A young person whose worker changed.</summary>
/// <param name="Changes">Times in the last 12 months.</param>
/// <param name="LastOn">London day of the last time.</param>
public sealed record WorkerChange(Guid Id, string Name, int Changes, DateOnly LastOn);

/// <summary>What else waits in the team.</summary>
/// <param name="HandOversLate">Not agreed though their day has passed.</param>
/// <param name="CorrectionsLate">Past the month the law allows.</param>
public sealed record TeamWaiting(int HandOvers, int HandOversLate, int Corrections, int CorrectionsLate, int SamplesOpen, int SamplesUnanswered, int Covers, int Plans);

/// <summary>What a manager's board shows beside the clocks. Each is one statement, from the workers of the team.</summary>
public static class TeamReads
{
    private sealed record HistoryRow(
        Guid Id, string Name, Guid WorkerId, string Worker, DateOnly DateOfBirth, string? Status, DateOnly? FirstAssignedOn, string? Home, DateOnly? MovedInOn, bool? CouncilProvided,
        DateOnly? EligibleSince, DateOnly[] Contacts, DateOnly[] Visits, DateOnly? PlanStartedOn, DateOnly[] Reviews, DateOnly[] AskedOn, DateOnly?[] HeldOn);

    public static Task<List<TeamWorker>> ListTeamWorkersAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<TeamWorker>(
            $"""
            select s.id, s.display_name as name from pledge.staff_member s
            where s.id = any ((select pledge.my_staff())::uuid[]) and s.left_on is null and (s.role = 'adviser' or exists (select from pledge.assignment a where a.staff_member_id = s.id and a.period_to is null))
            order by 2, 1
            """).ToListAsync(ct);

    /// <summary>Young people of the team whose worker changed in the last 12 months, most changes first.</summary>
    public static Task<List<WorkerChange>> ListWorkerChangesAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<WorkerChange>(
            $"""
            select y.id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name,
                   c.changes, c.last_on
            from pledge.assignment now
            join pledge.young_person y on y.id = now.young_person_id
            cross join lateral (
                select count(*)::integer as changes, max(a.period_from) as last_on from pledge.assignment a
                where a.authority_id = now.authority_id and a.young_person_id = now.young_person_id and a.period_from > {today.AddMonths(-12)} and a.period_from <= {today}
                  and exists (select from pledge.assignment b where b.authority_id = a.authority_id and b.young_person_id = a.young_person_id and b.period_from < a.period_from
                              and b.staff_member_id <> a.staff_member_id and (b.period_to is null or b.period_to > b.period_from))) c
            where now.staff_member_id = any ((select pledge.my_staff())::uuid[]) and now.period_from <= {today} and (now.period_to is null or now.period_to > {today}) and c.changes > 0
            order by c.changes desc, c.last_on desc, 2, 1
            """).ToListAsync(ct);

    public static async Task<TeamWaiting> ReadTeamWaitingAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<TeamWaiting>(
            $"""
            with mine as materialized (select unnest(pledge.my_young_people()) as id), staff as materialized (select pledge.my_staff() as ids)
            select h.open as hand_overs, h.late as hand_overs_late, c.open as corrections, c.late as corrections_late, d.open as samples_open, d.unanswered as samples_unanswered, v.covers, p.plans
            from (select count(*)::integer as open, (count(*) filter (where planned_on < {today}))::integer as late from pledge.hand_over
                  where state in ('proposed', 'asked-back') and (from_staff_id = any ((select ids from staff)::uuid[]) or to_staff_id = any ((select ids from staff)::uuid[]))) h
            cross join (select count(distinct m.id)::integer as open, (count(distinct m.id) filter (where q.asked_at < {today.AddMonths(-1)}::timestamp at time zone 'Europe/London'))::integer as late
                        from mine m join pledge.correction_request q on q.young_person_id = m.id and q.state = 'asked') c
            cross join (select (count(*) filter (where s.state = 'open'))::integer as open, (count(*) filter (where s.state = 'sent'))::integer as unanswered
                        from pledge.dip_sample s where s.worker_id = any ((select ids from staff)::uuid[]) and s.state in ('open', 'sent')) d
            cross join (select count(distinct l.group_id)::integer as covers from pledge.leave_cover l
                        where l.away_id = any ((select ids from staff)::uuid[]) and l.period_from <= {today} and l.period_to > {today}) v
            cross join (select count(*)::integer as plans from mine m join pledge.plan_version n on n.young_person_id = m.id and n.state = 'submitted') p
            """).ToListAsync(ct))[0];

    /// <summary>What the clocks of everybody in the team counted from since <paramref name="since"/>.</summary>
    /// <param name="pauses">By young person, as the caseload reads them.</param>
    /// <returns>One statement; in no order.</returns>
    public static async Task<IReadOnlyList<(Guid Id, string Name, TeamWorker Worker, ClockHistory History)>> ListClockHistoriesAsync(this PledgeDb db, DateOnly since, DateOnly today, ILookup<YoungPersonId, ClockPause> pauses, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<HistoryRow>(
            $"""
            select y.id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name,
                   w.id as worker_id, w.display_name as worker, y.date_of_birth, s.status, f.first_assigned_on, h.home, h.moved_in_on, h.council_provided, e.eligible_since,
                   array(select c.occurred_on from pledge.contact c where c.young_person_id = y.id and c.superseded_at is null and c.outcome = 'made' and c.occurred_on >= {since} order by 1) as contacts,
                   array(select c.occurred_on from pledge.contact c where c.young_person_id = y.id and c.superseded_at is null and c.outcome = 'made' and c.channel = 'face-to-face' and c.occurred_on >= {since} order by 1) as visits,
                   p.started_on as plan_started_on,
                   array(select r.reviewed_on from pledge.plan_review r where r.young_person_id = y.id and r.plan_id = p.id order by 1) as reviews, q.asked_on, q.held_on
            from pledge.staff_member w
            join pledge.assignment a on a.staff_member_id = w.id and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            join pledge.young_person y on y.id = a.young_person_id
            left join lateral (select l.status from pledge.legal_status l where l.authority_id = a.authority_id and l.young_person_id = y.id and l.superseded_at is null
                  and l.period_from <= {today} and (l.period_to is null or l.period_to > {today}) limit 1) s on true
            cross join lateral (select min(b.period_from) as first_assigned_on from pledge.assignment b where b.authority_id = a.authority_id and b.young_person_id = y.id) f
            cross join lateral (select min(l.period_from) as eligible_since from pledge.legal_status l
                  where l.authority_id = a.authority_id and l.young_person_id = y.id and l.superseded_at is null and l.status = 'eligible') e
            cross join lateral (select coalesce(array_agg(d.asked_on), array[]::date[]) as asked_on, coalesce(array_agg((select min(v.reviewed_on) from pledge.plan_review v
                        where v.young_person_id = y.id and v.reviewed_on >= d.asked_on and v.recorded_at >= d.asked_at)), array[]::date[]) as held_on
                  from pledge.review_request d where d.authority_id = a.authority_id and d.young_person_id = y.id and d.taken_back_at is null and d.asked_on >= {since}) q
            left join lateral (select k.code as home, coalesce(k.moved_in_on, k.period_from) as moved_in_on, k.council_provided from pledge.fact k where k.young_person_id = y.id and k.kind = 'home' and k.superseded_at is null
                  and k.period_from <= {today} and (k.period_to is null or k.period_to > {today}) limit 1) h on true
            left join lateral (select g.id, g.started_on from pledge.pathway_plan g where g.young_person_id = y.id and g.ended_on is null order by g.started_on desc limit 1) p on true
            where w.id = any ((select pledge.my_staff())::uuid[])
            """).ToListAsync(ct);
        return
        [
            .. rows.Select(row => (row.Id, row.Name, new TeamWorker(row.WorkerId, row.Worker), new ClockHistory(
                row.DateOfBirth, row.Status is { } status ? Kebab.Read<LegalStatus>(status) : LegalStatus.None, row.FirstAssignedOn, row.Home, row.Contacts, row.PlanStartedOn, row.Reviews)
            {
                Visits = row.Visits, MovedInOn = row.MovedInOn, CouncilProvided = row.CouncilProvided, EligibleSince = row.EligibleSince,
                Asked = [.. row.AskedOn.Zip(row.HeldOn, (asked, held) => new AskedReview(asked, held))], Pauses = [.. pauses[new(row.Id)]],
            })),
        ];
    }
}

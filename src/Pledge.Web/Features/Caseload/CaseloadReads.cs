using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>What the database knows about one young person of a caseload: raw days, nothing worked out yet.</summary>
/// <param name="Worker">Name of their worker, who is away while <paramref name="CoverUntil"/> is said.</param>
/// <param name="Status">Kebab-case legal status today, or null when none was derived.</param>
/// <param name="LastMadeOn">London day of the last contact made, or null.</param>
/// <param name="MovedInOn">London day they moved into the home they have today, or null.</param>
/// <param name="CouncilProvided">Whether the council provides that home; null when nobody recorded it.</param>
/// <param name="LastVisitOn">London day of the last contact made face to face, or null.</param>
/// <param name="EligibleSince">First London day as an eligible child, or null.</param>
/// <param name="ReviewAskedOn">London day on which a review was asked for that was not held yet, or null.</param>
/// <param name="LateActions">Actions for somebody else than the young person to do, whose day has passed.</param>
/// <param name="CoverUntil">Last London day on which the asker stands in for the worker; null where they need not.</param>
/// <param name="AppointmentsAsked">Appointments they asked for, from today on, to which nobody said yes.</param>
/// <param name="MeetsAt">UTC instant of the next agreed appointment from today on, or null.</param>
/// <param name="TriesSince">Contacts attempted since then, that day included.</param>
/// <param name="NotYetCount">Promises of the edition in force to which their latest answer is "not yet".</param>
/// <param name="NotYetAt">UTC instant of the newest of those, or null.</param>
public sealed record CaseloadLine(
    Guid Id, string ChildId, string? FirstName, string? FamilyName, DateOnly DateOfBirth, Guid WorkerId, string Worker, string? Status, DateOnly FirstAssignedOn,
    string? Home, bool? Suitable, string? Activity, string? InTouch, DateOnly? LastMadeOn, int TriesSince, DateOnly? PlanStartedOn, DateOnly? LastReviewOn,
    int NotYetCount, DateTimeOffset? NotYetAt, DateOnly? MovedInOn, bool? CouncilProvided, DateOnly? LastVisitOn, DateOnly? EligibleSince,
    DateOnly? ReviewAskedOn, int LateActions, DateOnly? CoverUntil, int AppointmentsAsked, DateTimeOffset? MeetsAt);

public static class CaseloadReads
{
    /// <summary>Everyone whose worker the account is today, or, for a manager, whose worker is in their team, or, where they have none, anybody with a worker; and everyone for whose worker the account stands in. In no order.</summary>
    /// <returns>One statement whatever the size. It starts from the workers' assignments and looks each person up by key: row policies
    /// would make a search of the whole table read the whole authority.</returns>
    public static Task<List<CaseloadLine>> ListCaseloadAsync(this PledgeDb db, AccountId account, bool wholeTeam, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<CaseloadLine>(
            $"""
            with worker as materialized (
                select w.id, w.display_name from pledge.staff_member w
                where w.id = {account.Value}
                   or ({wholeTeam} and exists (select from pledge.staff_member m where m.id = {account.Value} and (m.team_id is null or m.team_id = w.team_id)))
            ), mine as materialized (
                select a.authority_id, a.young_person_id, w.id as worker_id, w.display_name as worker, null::date as cover_until
                from worker w join pledge.assignment a on a.staff_member_id = w.id and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
                union all
                select c.authority_id, c.young_person_id, s.id, s.display_name, c.period_to - 1
                from pledge.leave_cover c join pledge.staff_member s on s.id = c.away_id
                where c.covering_id = {account.Value} and c.period_from <= {today} and c.period_to > {today}
                  and not exists (select from worker w join pledge.assignment a on a.staff_member_id = w.id and a.young_person_id = c.young_person_id
                                  and a.period_from <= {today} and (a.period_to is null or a.period_to > {today}))
            ), promised as materialized (
                select array_agg(p.key) as keys from pledge.promise p where p.edition_id = (
                    select e.id from pledge.edition e where e.in_force_from <= {today} order by e.in_force_from desc, e.number desc limit 1)
            )
            select y.id, y.child_id, coalesce(nullif(trim(y.known_as), ''), y.given_name) as first_name, y.family_name, y.date_of_birth,
                   a.worker_id, a.worker, s.status, f.first_assigned_on, n.home, n.suitable, n.activity, n.in_touch,
                   c.last_made_on, t.tries_since, p.started_on as plan_started_on, r.last_review_on, v.not_yet_count, v.not_yet_at,
                   n.moved_in_on, n.council_provided, i.last_visit_on, e.eligible_since, o.review_asked_on, d.late_actions, a.cover_until, m.appointments_asked, m.meets_at
            from mine a
            join pledge.young_person y on y.id = a.young_person_id
            cross join lateral (
                select min(b.period_from) as first_assigned_on from pledge.assignment b
                where b.authority_id = a.authority_id and b.young_person_id = y.id) f
            left join lateral (
                select l.status from pledge.legal_status l
                where l.authority_id = a.authority_id and l.young_person_id = y.id and l.superseded_at is null
                  and l.period_from <= {today} and (l.period_to is null or l.period_to > {today}) limit 1) s on true
            cross join lateral (
                select max(k.code) filter (where k.kind = 'home') as home, bool_and(k.suitable) filter (where k.kind = 'home') as suitable,
                       max(k.code) filter (where k.kind = 'activity') as activity, max(k.code) filter (where k.kind = 'in-touch') as in_touch,
                       max(coalesce(k.moved_in_on, k.period_from)) filter (where k.kind = 'home') as moved_in_on, bool_and(k.council_provided) as council_provided
                from pledge.fact k
                where k.young_person_id = y.id and k.superseded_at is null and k.period_from <= {today} and (k.period_to is null or k.period_to > {today})) n
            left join lateral (
                select m.occurred_on as last_made_on from pledge.contact m
                where m.young_person_id = y.id and m.superseded_at is null and m.outcome = 'made' order by m.occurred_on desc limit 1) c on true
            left join lateral (
                select m.occurred_on as last_visit_on from pledge.contact m
                where m.young_person_id = y.id and m.superseded_at is null and m.outcome = 'made' and m.channel = 'face-to-face' order by m.occurred_on desc limit 1) i on true
            left join lateral (
                select min(l.period_from) as eligible_since from pledge.legal_status l
                where l.authority_id = a.authority_id and l.young_person_id = y.id and l.superseded_at is null and l.status = 'eligible') e on true
            cross join lateral (
                select min(q.asked_on) as review_asked_on from pledge.review_request q
                where q.authority_id = a.authority_id and q.young_person_id = y.id and q.taken_back_at is null and not exists (
                    select from pledge.plan_review h where h.young_person_id = y.id and h.reviewed_on >= q.asked_on and h.recorded_at >= q.asked_at)) o
            cross join lateral (
                select count(*)::integer as late_actions from pledge.plan_action k
                where k.young_person_id = y.id and k.due_on < {today} and k.done_at is null and k.taken_out_at is null and k.owner_kind <> 'young-person') d
            cross join lateral (
                select count(*) filter (where x.state = 'proposed' and x.proposed_by = 'young-person')::integer as appointments_asked, min(x.starts_at) filter (where x.state = 'accepted') as meets_at
                from pledge.appointment x
                where x.young_person_id = y.id and x.starts_at >= {LondonTime.At(today, TimeOnly.MinValue)} and x.state <> 'cancelled') m
            cross join lateral (
                select count(*)::integer as tries_since from pledge.contact x
                where x.young_person_id = y.id and x.superseded_at is null and x.outcome = 'attempted'
                  and x.occurred_on >= coalesce(c.last_made_on, '-infinity'::date)) t
            left join lateral (
                select g.id, g.started_on from pledge.pathway_plan g where g.young_person_id = y.id and g.ended_on is null order by g.started_on desc limit 1) p on true
            left join lateral (
                select max(q.reviewed_on) as last_review_on from pledge.plan_review q where q.young_person_id = y.id and q.plan_id = p.id) r on true
            cross join lateral (
                select count(*)::integer as not_yet_count, max(z.answered_at) as not_yet_at
                from (select distinct on (u.promise_key) u.promise_key, u.value, u.answered_at from pledge.answer u
                      where u.young_person_id = y.id order by u.promise_key, u.answered_at desc) z
                where z.value = 'not-yet' and z.promise_key = any ((select keys from promised)::text[])) v
            """).ToListAsync(ct);
}

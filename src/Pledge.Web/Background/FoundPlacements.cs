using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>What <see cref="FoundReminders"/> looks for once a place was taken: what is asked, of whom, until somebody has said it.</summary>
internal static class FoundPlacements
{
    /// <summary>A start nobody has told about; due on the day it should have been. Of a worker only when the employer was silent too.</summary>
    internal static IQueryable<FoundReminder> Starts(PledgeDb db, bool alsoEmployer, DateOnly from, DateOnly to) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, p.young_person_id, p.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.job_placement p cross join lateral (select coalesce((select s.day from pledge.placement_statement s where s.placement_id = p.id and s.about = 'expected' and s.superseded_at is null order by s.said_at desc limit 1),
            p.expected_on, (p.taken_at at time zone 'Europe/London')::date + {PlacementStory.StartUnknownDays}) as day) d
        where p.authority_id = (select pledge.authority()) and d.day between {from} and {to}
          and not exists (select from pledge.placement_statement s where s.placement_id = p.id and s.about in ('started', 'left') and s.superseded_at is null and (s.side <> 'employer' or {alsoEmployer}))
        """);

    /// <summary>Whether they are still there; due 13 and 26 weeks after the start.</summary>
    internal static IQueryable<FoundReminder> Going(PledgeDb db, bool alsoEmployer, DateOnly from, DateOnly to) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, p.young_person_id, p.id::text || ':' || x.after as subject, d.started + x.after as due_on, null::timestamptz as starts_at
        from pledge.job_placement p cross join lateral (select pledge.placement_started_on(p.id) as started, pledge.placement_over_on(p.id) as over) d cross join unnest({PlacementStory.GoingAfterDays.ToArray()}) x (after)
        where p.authority_id = (select pledge.authority()) and d.started + x.after between {from} and {to} and coalesce(d.over >= d.started + x.after, true)
          and not exists (select from pledge.placement_statement s where s.placement_id = p.id and s.about = 'going' and s.after_days = x.after and s.superseded_at is null and (s.side <> 'employer' or {alsoEmployer}))
        """);

    /// <summary>What an employer has not told; due as the young person's.</summary>
    internal static IQueryable<FoundReminder> ToTell(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select w.account_id as account, null::uuid as young_person_id, p.id::text || ':' || x.after as subject, x.day as due_on, null::timestamptz as starts_at
        from pledge.job_placement p join pledge.who_may('see-applicants') w on w.organisation_id = p.organisation_id
        cross join lateral (select pledge.placement_started_on(p.id) as started, pledge.placement_over_on(p.id) as over) d
        cross join lateral (select 0 as after, coalesce((select s.day from pledge.placement_statement s where s.placement_id = p.id and s.about = 'expected' and s.superseded_at is null order by s.said_at desc limit 1),
                p.expected_on, (p.taken_at at time zone 'Europe/London')::date + {PlacementStory.StartUnknownDays}) as day
            union all select g, d.started + g from unnest({PlacementStory.GoingAfterDays.ToArray()}) g) x
        where p.post_authority_id = (select pledge.authority()) and x.day between {from} and {to} and coalesce(d.over >= x.day, true)
          and not exists (select from pledge.placement_statement s where s.placement_id = p.id and s.side = 'employer' and s.superseded_at is null and s.about = case x.after when 0 then 'started' else 'going' end and s.after_days = x.after)
        """);

    /// <summary>A payment of the bursary; due on the day from which it is claimed. Of a young person until they said anything, of a worker until somebody said that it came.</summary>
    internal static IQueryable<FoundReminder> Bursaries(PledgeDb db, bool onlyCame, DateOnly from, DateOnly to)
    {
        var all = ApprenticeBursary.All;
        int[] days = [.. all.Select(payment => payment.AfterDays)], ages = [.. all.Select(payment => payment.UnderAge)];
        DateOnly[] since = [.. all.Select(payment => payment.StartedFrom)], until = [.. all.Select(payment => payment.StartedBefore ?? DateOnly.MaxValue)];
        return db.Database.SqlQuery<FoundReminder>(
            $"""
            select null::uuid as account, p.young_person_id, p.id::text || ':' || b.after as subject, d.started + b.after as due_on, null::timestamptz as starts_at
            from pledge.job_placement p join pledge.young_person y on y.id = p.young_person_id
            cross join lateral (select pledge.placement_started_on(p.id) as started, pledge.placement_over_on(p.id) as over) d
            join unnest({days}, {ages}, {since}, {until}) b (after, under_age, since, until) on d.started >= b.since and d.started < b.until and extract(year from age(d.started, y.date_of_birth)) < b.under_age
            where p.authority_id = (select pledge.authority()) and p.kind = 'apprenticeship' and d.started + b.after between {from} and {to} and coalesce(d.over >= d.started + b.after, true)
              and not exists (select from pledge.placement_statement s where s.placement_id = p.id and s.about = 'bursary' and s.after_days = b.after and s.superseded_at is null and (s.says or not {onlyCame}))
            """);
    }

    /// <summary>A start or an end that a worker has not confirmed; due on the day on which somebody said it. As <see cref="PlacementStory.ToConfirm"/>.</summary>
    internal static IQueryable<FoundReminder> ToConfirm(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, s.young_person_id, s.placement_id::text || ':' || s.about as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.placement_statement s cross join lateral (select (s.said_at at time zone 'Europe/London')::date as day) d
        where s.authority_id = (select pledge.authority()) and s.about in ('started', 'left') and s.side <> 'worker' and s.superseded_at is null and d.day between {from} and {to}
          and (s.side = 'young-person' or not exists (select from pledge.placement_statement y where y.placement_id = s.placement_id and y.about = s.about and y.side = 'young-person' and y.superseded_at is null))
          and not exists (select from pledge.placement_statement w where w.placement_id = s.placement_id and w.about = s.about and w.side = 'worker' and w.superseded_at is null
              and (w.said_at >= s.said_at or (w.says, w.day) is not distinct from (s.says, s.day)))
        """);
}

using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;
using Pledge.Web.Features.FindWork;

namespace Pledge.Web.Background;

/// <summary>What <see cref="FoundReminders"/> looks for in work and learning. What people of an organisation, and coordinators, are told comes with their account and no young person.</summary>
internal static class FoundWork
{
    /// <summary>What an employer says; due on the day on which it is known. A no shows when a coordinator passed it: until then the application is as it was.</summary>
    internal static IQueryable<FoundReminder> ApplicationNews(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, a.young_person_id, a.id::text || ':' || a.state || coalesce(':' || a.interview_on, '') as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.job_application a cross join lateral (select (a.changed_at at time zone 'Europe/London')::date as day) d
        where a.authority_id = (select pledge.authority()) and a.state in ('interview', 'offered', 'turned-down', 'post-closed') and d.day between {from} and {to}
        """);

    /// <summary>Applications whose words are erased, and drafts that are deleted; due on that day.</summary>
    internal static IQueryable<FoundReminder> ApplicationsToForget(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, a.young_person_id, a.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.job_application a cross join lateral (select pledge.application_forgotten_on(a.id, {JobApplication.KeptDays}, {JobApplication.DraftKeptDays}) as day) d
        where a.authority_id = (select pledge.authority()) and a.erased_at is null and d.day between {from} and {to}
        """);

    /// <summary>Somebody applied; due on the day on which they did.</summary>
    internal static IQueryable<FoundReminder> ApplicationsCame(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select w.account_id as account, null::uuid as young_person_id, a.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.job_application a cross join lateral (select (a.sent_at at time zone 'Europe/London')::date as day) d
        join pledge.who_may('see-applicants') w on w.organisation_id = a.organisation_id
        where a.post_authority_id = (select pledge.authority()) and a.state = 'sent' and d.day between {from} and {to} and not exists (select from pledge.turning_down t where t.application_id = a.id)
        """);

    /// <summary>Whoever applied waits for an answer; due on the day they were told.</summary>
    internal static IQueryable<FoundReminder> ApplicationsToAnswer(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select w.account_id as account, null::uuid as young_person_id, a.id::text as subject, a.answer_by as due_on, null::timestamptz as starts_at
        from pledge.job_application a join pledge.who_may('see-applicants') w on w.organisation_id = a.organisation_id
        where a.post_authority_id = (select pledge.authority()) and a.state = 'sent' and a.answer_by between {from} and {to} and not exists (select from pledge.turning_down t where t.application_id = a.id)
        """);

    /// <summary>An employer's no that no coordinator has read; due on the day on which it was written.</summary>
    internal static IQueryable<FoundReminder> FeedbackToRead(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select s.id as account, null::uuid as young_person_id, t.application_id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.turning_down t cross join lateral (select (t.written_at at time zone 'Europe/London')::date as day) d
        join pledge.job_application a on a.id = t.application_id and a.state in ('sent', 'interview')
        join pledge.staff_member s on s.authority_id = t.post_authority_id and s.role = 'coordinator' and s.left_on is null
        where t.post_authority_id = (select pledge.authority()) and t.passed_at is null and t.back is null and d.day between {from} and {to}
        """);

    /// <summary>Employers who have not answered, once for each post; due on the day of the first answer.</summary>
    internal static IQueryable<FoundReminder> AnswersLate(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select s.id as account, null::uuid as young_person_id, a.opportunity_id::text as subject, min(a.answer_by) as due_on, null::timestamptz as starts_at
        from pledge.job_application a join pledge.staff_member s on s.authority_id = a.post_authority_id and s.role = 'coordinator' and s.left_on is null
        where a.post_authority_id = (select pledge.authority()) and a.state = 'sent' and not exists (select from pledge.turning_down t where t.application_id = a.id)
        group by s.id, a.opportunity_id having min(a.answer_by) between {from} and {to}
        """);

    /// <summary>What somebody saved and has not applied for; due on its closing day.</summary>
    internal static IQueryable<FoundReminder> SavedThatClose(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, v.young_person_id, o.id::text as subject, o.closes_on as due_on, null::timestamptz as starts_at
        from pledge.saved_opportunity v join pledge.opportunity o on o.id = v.opportunity_id and o.state = 'live'
        where v.authority_id = (select pledge.authority()) and v.ended_at is null and o.closes_on between {from} and {to}
          and not exists (select from pledge.job_application a where a.young_person_id = v.young_person_id and a.opportunity_id = o.id and a.state not in ('draft', 'withdrawn'))
        """);

    /// <summary>What somebody saved, or wrote an application for, and that closed before its day; due on the day on which it did.</summary>
    internal static IQueryable<FoundReminder> SavedThatClosedEarly(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, w.young_person_id, o.id::text as subject, o.closed_on as due_on, null::timestamptz as starts_at
        from pledge.opportunity o
        join (select v.young_person_id, v.opportunity_id from pledge.saved_opportunity v where v.authority_id = (select pledge.authority()) and v.ended_at is null
                and not exists (select from pledge.job_application a where a.young_person_id = v.young_person_id and a.opportunity_id = v.opportunity_id and a.state = 'post-closed')
              union select a.young_person_id, a.opportunity_id from pledge.job_application a where a.authority_id = (select pledge.authority()) and a.state in ('draft', 'sent', 'interview')) w on w.opportunity_id = o.id
        where o.state in ('closed', 'told') and o.closed_because in ('filled', 'withdrawn') and o.closed_on between {from} and {to}
        """);

    /// <summary>Posts that fit what somebody keeps, and that people see since they looked and were last told; due on the first day of these, and a week after they were last told.</summary>
    /// <remarks>What was told today counts from tomorrow: until then it is what it was, for a message that waits by another channel.</remarks>
    internal static IQueryable<FoundReminder> NewPosts(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQueryRaw<FoundReminder>(
        $"""
        with told as (
            select m.young_person_id, max(coalesce(d.settled_at, m.settled_at)) as at
            from pledge.message m left join pledge.message d on d.id = m.digest_id
            where m.authority_id = (select pledge.authority()) and m.rule = 'work-found' and m.decided_at >= @since and coalesce(d.state, m.state) in ('sent', 'in-doubt') and coalesce(d.settled_at, m.settled_at) < @morning
            group by m.young_person_id)
        select null::uuid as account, w.young_person_id, w.young_person_id::text as subject, w.due_on, null::timestamptz as starts_at
        from (select s.young_person_id, greatest(min(y.day), (t.at at time zone 'Europe/London')::date + 7) as due_on
              from ({FindWorkReads.Kept}) s left join told t on t.young_person_id = s.young_person_id cross join {FindWorkReads.Posts}
              cross join lateral (select (n.seen_from at time zone 'Europe/London')::date as day) y
              where {FindWorkReads.Fits} and n.seen_from > greatest(s.looked_at, t.at) and y.day >= @from
              group by s.young_person_id, t.at) w
        where w.due_on between @from and @to
        """,
        new NpgsqlParameter("today", today), new NpgsqlParameter("from", from), new NpgsqlParameter("to", to),
        new NpgsqlParameter("since", LondonTime.At(from.AddDays(-7), TimeOnly.MinValue).UtcDateTime), new NpgsqlParameter("morning", LondonTime.At(today, TimeOnly.MinValue).UtcDateTime));

    /// <summary>Live posts; due on their closing day.</summary>
    internal static IQueryable<FoundReminder> PostsThatEnd(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select w.account_id as account, null::uuid as young_person_id, o.id::text || ':' || o.closes_on as subject, o.closes_on as due_on, null::timestamptz as starts_at
        from pledge.opportunity o join pledge.who_may('post') w on w.organisation_id = o.organisation_id
        where o.authority_id = (select pledge.authority()) and o.state = 'live' and o.closes_on between {from} and {to}
        """);

    /// <summary>Posts that a coordinator approved, sent back or took down; due on the day on which they did.</summary>
    internal static IQueryable<FoundReminder> PostsDecided(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select w.account_id as account, null::uuid as young_person_id, v.opportunity_id::text || ':' || v.number || ':' || v.state as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.opportunity_version v cross join lateral (select (v.decided_at at time zone 'Europe/London')::date as day) d
        join pledge.opportunity o on o.id = v.opportunity_id and o.newest_version = v.number and o.state in ('live', 'sent-back')
        join pledge.who_may('post') w on w.organisation_id = v.organisation_id
        where v.authority_id = (select pledge.authority()) and v.state in ('approved', 'sent-back') and d.day between {from} and {to}
        union all
        select w.account_id, null, o.id::text || ':taken-down', o.closed_on, null
        from pledge.opportunity o join pledge.staff_member s on s.id = o.changed_by and s.role = 'coordinator' join pledge.who_may('post') w on w.organisation_id = o.organisation_id
        where o.authority_id = (select pledge.authority()) and o.state = 'closed' and o.closed_because = 'withdrawn' and o.closed_on between {from} and {to}
        """);

    /// <summary>Posts that wait for a coordinator; due on the day on which they were sent.</summary>
    internal static IQueryable<FoundReminder> PostsToApprove(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select s.id as account, null::uuid as young_person_id, v.opportunity_id::text || ':' || v.number as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.opportunity_version v cross join lateral (select (v.submitted_at at time zone 'Europe/London')::date as day) d
        join pledge.staff_member s on s.authority_id = v.authority_id and s.role = 'coordinator' and s.left_on is null
        where v.authority_id = (select pledge.authority()) and v.state = 'submitted' and d.day between {from} and {to}
        """);
}

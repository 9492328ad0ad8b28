using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Mentoring;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>What <see cref="FoundReminders"/> looks for in the life of matches. What a mentor is told comes with their account and no young person; a mentor who does not sign in is told nothing.</summary>
internal static class FoundMentoring
{
    private static readonly int[] Months = [.. MentorCheckIn.Months];

    /// <summary>Proposals that wait for a mentor who answers for themselves; due on the day they were made.</summary>
    internal static IQueryable<FoundReminder> Asked(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select m.account_id as account, null::uuid as young_person_id, p.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_proposal p join pledge.mentor m on m.id = p.mentor_id and m.account_id is not null
        cross join lateral (select (p.made_at at time zone 'Europe/London')::date as day) d
        where p.authority_id = (select pledge.authority()) and p.state = 'open' and p.mentor_says is null and p.expires_on >= {today} and d.day between {from} and {to}
        """);

    /// <summary>Meetings that are planned: the first of a match, and those that either wrote down.</summary>
    internal static IQueryable<FoundReminder> MeetingsOfYoungPeople(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, x.young_person_id, x.id::text || ':' || x.meeting_on as subject, x.meeting_on as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x where x.authority_id = (select pledge.authority()) and x.ended_on is null and x.meeting_on between {from} and {to}
        union
        select null, x.young_person_id, x.id::text || ':' || g.on_day, g.on_day, null
        from pledge.mentor_match x join pledge.mentor_meeting g on g.match_id = x.id and g.outcome is null and g.withdrawn_at is null
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and g.on_day between {from} and {to}
        """);

    internal static IQueryable<FoundReminder> MeetingsOfMentors(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select m.account_id as account, null::uuid as young_person_id, x.id::text || ':' || x.meeting_on as subject, x.meeting_on as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x join pledge.mentor m on m.id = x.mentor_id and m.account_id is not null
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and x.meeting_on between {from} and {to}
        union
        select m.account_id, null, x.id::text || ':' || g.on_day, g.on_day, null
        from pledge.mentor_match x join pledge.mentor m on m.id = x.mentor_id and m.account_id is not null
        join pledge.mentor_meeting g on g.match_id = x.id and g.outcome is null and g.withdrawn_at is null
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and g.on_day between {from} and {to}
        """);

    /// <summary>Matches in which nobody has met for a while, with no meeting ahead and no break; due on the day since which.</summary>
    internal static IQueryable<FoundReminder> Quiet(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select m.account_id as account, null::uuid as young_person_id, x.id::text as subject, q.since as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x join pledge.mentor m on m.id = x.mentor_id and m.account_id is not null
        cross join lateral (select greatest(x.meeting_on,
            (select max(g.on_day) from pledge.mentor_meeting g where g.match_id = x.id and g.outcome = 'made' and g.withdrawn_at is null),
            (select max(case when s.ended_at is null then s.until_on else least(s.until_on, (s.ended_at at time zone 'Europe/London')::date) end) from pledge.mentor_pause s where s.match_id = x.id)) as since) q
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and q.since <= {today} and q.since between {from} and {to}
          and not exists (select from pledge.mentor_meeting g where g.match_id = x.id and g.outcome is null and g.withdrawn_at is null and g.on_day >= {today})
        """);

    /// <summary>Check-ins with one side, for each coordinator; a later one stands for those before it.</summary>
    internal static IQueryable<FoundReminder> CheckIns(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select s.id as account, null::uuid as young_person_id, x.id::text || ':' || o.side || ':' || n.months as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x cross join unnest(array['young-person', 'mentor']) o (side) cross join unnest({Months}) n (months)
        cross join lateral (select (x.meeting_on + make_interval(months => n.months))::date as day) d
        join pledge.staff_member s on s.authority_id = x.authority_id and s.role = 'coordinator' and s.left_on is null
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and d.day between {from} and {to}
          and not exists (select from pledge.mentor_check_in c where c.match_id = x.id and c.side = o.side and c.months >= n.months and c.superseded_at is null)
        """);

    /// <summary>Matches whose mentor may meet nobody, for each coordinator; due on the day on which that came.</summary>
    internal static IQueryable<FoundReminder> Barred(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select s.id as account, null::uuid as young_person_id, x.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x cross join lateral (select pledge.mentor_barred_on(x.mentor_id) as day) d
        join pledge.staff_member s on s.authority_id = x.authority_id and s.role = 'coordinator' and s.left_on is null
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and d.day between {from} and {to}
        """);

    /// <summary>Agreements that wait for a young person; due on the day they were written.</summary>
    internal static IQueryable<FoundReminder> AgreementsForYoungPeople(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, a.young_person_id, a.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_agreement a join pledge.mentor_match x on x.id = a.match_id and x.ended_on is null
        cross join lateral (select (a.written_at at time zone 'Europe/London')::date as day) d
        where a.authority_id = (select pledge.authority()) and a.superseded_at is null and a.young_person_yes_at is null and d.day between {from} and {to}
        """);

    internal static IQueryable<FoundReminder> AgreementsForMentors(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select m.account_id as account, null::uuid as young_person_id, a.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_agreement a join pledge.mentor_match x on x.id = a.match_id and x.ended_on is null join pledge.mentor m on m.id = x.mentor_id and m.account_id is not null
        cross join lateral (select (a.written_at at time zone 'Europe/London')::date as day) d
        where a.authority_id = (select pledge.authority()) and a.superseded_at is null and a.mentor_yes_at is null and d.day between {from} and {to}
        """);

    /// <summary>Ends: the day that was planned, or else until when the two agreed.</summary>
    internal static IQueryable<FoundReminder> EndingsForYoungPeople(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, x.young_person_id, x.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x
        cross join lateral (select coalesce(x.ending_on, (select a.until_on from pledge.mentor_agreement a where a.match_id = x.id and a.superseded_at is null)) as day) d
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and d.day between {from} and {to}
        """);

    internal static IQueryable<FoundReminder> EndingsForMentors(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select m.account_id as account, null::uuid as young_person_id, x.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x join pledge.mentor m on m.id = x.mentor_id and m.account_id is not null
        cross join lateral (select coalesce(x.ending_on, (select a.until_on from pledge.mentor_agreement a where a.match_id = x.id and a.superseded_at is null)) as day) d
        where x.authority_id = (select pledge.authority()) and x.ended_on is null and d.day between {from} and {to}
        """);

    /// <summary>Matches that were over because their planned day was past; due on that day.</summary>
    internal static IQueryable<FoundReminder> EndsOfYoungPeople(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, x.young_person_id, x.id::text as subject, x.ended_on as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x where x.authority_id = (select pledge.authority()) and x.end_kind = 'as-planned' and x.ended_by is null and x.ended_on between {from} and {to}
        """);

    internal static IQueryable<FoundReminder> EndsOfMentors(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select m.account_id as account, null::uuid as young_person_id, x.id::text as subject, x.ended_on as due_on, null::timestamptz as starts_at
        from pledge.mentor_match x join pledge.mentor m on m.id = x.mentor_id and m.account_id is not null
        where x.authority_id = (select pledge.authority()) and x.end_kind = 'as-planned' and x.ended_by is null and x.ended_on between {from} and {to}
        """);

    /// <summary>Worries that nobody has read: for the worker and those above them, and for each coordinator; due on the day on which they were said.</summary>
    internal static IQueryable<FoundReminder> Unread(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, c.young_person_id, c.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.mentor_concern c cross join lateral (select (c.raised_at at time zone 'Europe/London')::date as day) d
        where c.authority_id = (select pledge.authority()) and c.read_at is null and d.day between {from} and {to}
        union all
        select s.id, null, c.id::text, d.day, null
        from pledge.mentor_concern c cross join lateral (select (c.raised_at at time zone 'Europe/London')::date as day) d
        join pledge.staff_member s on s.authority_id = c.authority_id and s.role = 'coordinator' and s.left_on is null
        where c.authority_id = (select pledge.authority()) and c.read_at is null and d.day between {from} and {to}
        """);
}

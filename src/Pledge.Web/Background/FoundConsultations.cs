using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>What <see cref="FoundReminders"/> looks for in consultations and in what is raised with the forum.</summary>
internal static class FoundConsultations
{
    /// <summary>What is open to somebody who has not answered; due on its first day.</summary>
    internal static IQueryable<FoundReminder> Open(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, a.young_person_id, c.id::text as subject, c.opens_on as due_on, null::timestamptz as starts_at
        from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id and not a.answered
        where c.authority_id = (select pledge.authority()) and c.state = 'asked' and c.closes_on >= {today} and c.opens_on between {from} and {to}
        """);

    /// <summary>The same; due on its last day.</summary>
    internal static IQueryable<FoundReminder> Closing(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, a.young_person_id, c.id::text as subject, c.closes_on as due_on, null::timestamptz as starts_at
        from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id and not a.answered
        where c.authority_id = (select pledge.authority()) and c.state = 'asked' and c.closes_on >= {today} and c.closes_on between {from} and {to}
        """);

    /// <summary>What came of it, for everybody who was asked; due on the day on which it was told.</summary>
    internal static IQueryable<FoundReminder> Results(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, a.young_person_id, c.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id
        cross join lateral (select (c.published_at at time zone 'Europe/London')::date as day) d
        where c.authority_id = (select pledge.authority()) and c.state = 'published' and d.day between {from} and {to}
        """);

    /// <summary>What came of something that somebody raised; due on the day on which it was written.</summary>
    internal static IQueryable<FoundReminder> ForumNews(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, s.young_person_id, s.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.forum_step s cross join lateral (select (s.at at time zone 'Europe/London')::date as day) d
        where s.authority_id = (select pledge.authority()) and d.day between {from} and {to}
          and not exists (select from pledge.forum_step n where n.matter_id = s.matter_id and n.number > s.number)
        """);

    /// <summary>What was raised and nobody wrote anything of; counted from the day on which it was raised.</summary>
    internal static IQueryable<FoundReminder> ForumWaiting(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, m.young_person_id, m.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.forum_matter m cross join lateral (select (m.raised_at at time zone 'Europe/London')::date as day) d
        where m.authority_id = (select pledge.authority()) and d.day between {from} and {to} and not exists (select from pledge.forum_step s where s.matter_id = m.id)
        """);
}

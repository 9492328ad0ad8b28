using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

/// <summary>One time somebody looked at the record or wrote in it.</summary>
/// <param name="Name">Of a member of staff; null for the young person, and for someone we no longer list.</param>
/// <param name="Act"><c>looked</c> or <c>wrote</c>.</param>
/// <param name="What">Kebab-case name of what was seen or written.</param>
/// <param name="At">London time.</param>
/// <param name="Why">Kebab-case: what they were to the young person on that day; null when that is not known.</param>
/// <param name="StoodInFor">Name of the worker they stood in for, when that is why.</param>
/// <param name="About">What the document is that it was about, or how the reader's own words begin; null when it was about none, or about one that the reader cannot see.</param>
public sealed record Look(string? Name, string Role, string Act, string What, DateTimeOffset At, string? Why = null, string? StoodInFor = null, string? About = null);

/// <summary>Which looks a page shows.</summary>
public enum LookFilter
{
    All,
    Looked,
    Wrote,

    /// <summary>Everybody but the young person.</summary>
    Others,
}

/// <summary>Somebody who can see the record.</summary>
/// <param name="Kind"><c>worker</c>, <c>stand-in</c>, <c>manager</c>, <c>service</c> or <c>next</c>.</param>
/// <param name="Day">For a stand-in the last London day, for the next worker the first.</param>
/// <param name="Away">Whom a stand-in stands in for.</param>
public sealed record Sees(string Kind, string Name, DateOnly? Day, string? Away);

/// <summary>A page of looks, newest first. <paramref name="Total"/> counts every look.</summary>
public sealed record LookPage(IReadOnlyList<Look> Looks, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>What is kept about a young person, in short.</summary>
/// <param name="HomeCode">Code of the home they live in today, or null when nothing is on record.</param>
/// <param name="ActivityCode">Code of what they do today, or null.</param>
/// <param name="Contacts">Contacts made.</param>
public sealed record KeptInShort(string? HomeCode, string? ActivityCode, int Contacts, int Answers, int Actions);

/// <summary>A young person's own record: who looked, and what is kept.</summary>
public static class RecordReads
{
    private sealed record Row(string? Name, string Role, string Act, string What, DateTime At, string? Why, string? StoodInFor, int Total, string? About);

    /// <param name="number">1-based; outside the pages there are reads the nearest one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<LookPage> ListLooksAsync(this PledgeDb db, YoungPersonId youngPerson, int number, CancellationToken ct, LookFilter filter = LookFilter.All)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * LookPage.Size;
        var act = filter switch { LookFilter.Looked => "looked", LookFilter.Wrote => "wrote", _ => null };
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select s.display_name as name, l.role, l.act, l.what, l.at, l.total, c.away as stood_in_for, coalesce(d.title, case when length(x.words) > 80 then left(x.words, 80) || '…' else x.words end) as about,
                   case when l.role <> 'young-person' and pledge.look_is_theirs_alone(l.what) then 'say' when w.theirs then 'worker' when c.away is not null then 'cover' when l.role in ('manager', 'data-officer', 'administrator') then l.role end as why
            from (
                select k.id, k.account_id, k.role, k.act, k.what, k.at, k.subject_id, (k.at at time zone 'Europe/London')::date as day, count(*) over ()::int as total
                from pledge.record_look k
                where k.young_person_id = {youngPerson.Value} and ({act}::text is null or k.act = {act}) and ({filter != LookFilter.Others} or k.role <> 'young-person')
                order by k.id desc
                limit {LookPage.Size} offset {skip}) l
            left join pledge.staff_member s on s.id = l.account_id
            left join pledge.document d on d.id = l.subject_id
            left join lateral (select m.words from pledge.forum_matter m where m.id = l.subject_id union all select a.words from pledge.consultation_answer a where a.id = l.subject_id) x on true
            left join lateral (select true as theirs from pledge.assignment a where a.young_person_id = {youngPerson.Value} and a.staff_member_id = l.account_id
                and a.period_from <= l.day and (a.period_to is null or a.period_to > l.day) limit 1) w on true
            left join lateral (select m.display_name as away from pledge.leave_cover v join pledge.staff_member m on m.id = v.away_id
                where v.young_person_id = {youngPerson.Value} and v.covering_id = l.account_id and v.period_from <= l.day and v.period_to > l.day limit 1) c on true
            order by l.id desc
            """).ToListAsync(ct);
        if (rows.Count == 0 && page > 1)
            return await db.ListLooksAsync(youngPerson, 1, ct, filter);

        return new(
            [.. rows.Select(row => new Look(row.Name, row.Role, row.Act, row.What, LondonTime.ToLondon(row.At), row.Why, row.StoodInFor, row.About))], page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>Who can see all of the record today, and who will soon.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<Sees>> ListWhoSeesAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<Sees>(
            $"""
            with worker as (
                select s.id, s.display_name, s.team_id from pledge.assignment a join pledge.staff_member s on s.id = a.staff_member_id
                where a.young_person_id = {youngPerson.Value} and a.period_from <= {today} and (a.period_to is null or a.period_to > {today}))
            select 'worker' as kind, w.display_name as name, null::date as day, null as away from worker w
            union all
            select 'stand-in', v.display_name, c.period_to - 1, m.display_name from pledge.leave_cover c
            join pledge.staff_member v on v.id = c.covering_id join pledge.staff_member m on m.id = c.away_id
            where c.young_person_id = {youngPerson.Value} and c.period_from <= {today} and c.period_to > {today}
            union all
            select 'manager', m.display_name, null, null from worker w
            join pledge.staff_member m on m.team_id = w.team_id and m.role = 'manager' and m.left_on is null and m.id <> w.id
            union all
            select 'service', m.display_name, null, null from pledge.staff_member m where m.role = 'manager' and m.team_id is null and m.left_on is null
            union all
            select 'next', s.display_name, a.period_from, null from pledge.assignment a join pledge.staff_member s on s.id = a.staff_member_id
            where a.young_person_id = {youngPerson.Value} and a.period_from > {today} and (a.period_to is null or a.period_to > a.period_from)
            """).ToListAsync(ct);

    /// <returns>One statement.</returns>
    public static async Task<KeptInShort> ReadKeptInShortAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<KeptInShort>(
            $"""
            select max(f.code) filter (where f.kind = 'home') as home_code, max(f.code) filter (where f.kind = 'activity') as activity_code,
                   (select count(*)::int from pledge.contact c where c.young_person_id = {youngPerson.Value} and c.outcome = 'made' and c.superseded_at is null) as contacts,
                   (select count(*)::int from pledge.answer a where a.young_person_id = {youngPerson.Value}) as answers,
                   (select count(*)::int from pledge.plan_action p where p.young_person_id = {youngPerson.Value}) as actions
            from pledge.fact f
            where f.young_person_id = {youngPerson.Value} and f.superseded_at is null and f.period_from <= {today} and (f.period_to is null or f.period_to > {today})
            """).ToListAsync(ct))[0];
}

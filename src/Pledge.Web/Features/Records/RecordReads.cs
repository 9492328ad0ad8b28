using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

/// <summary>One time somebody looked at the record or wrote in it.</summary>
/// <param name="Name">Of a member of staff; null for the young person, and for someone we no longer list.</param>
/// <param name="Act"><c>looked</c> or <c>wrote</c>.</param>
/// <param name="What">Kebab-case name of what was seen or written.</param>
/// <param name="At">London time.</param>
public sealed record Look(string? Name, string Role, string Act, string What, DateTimeOffset At);

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
    private sealed record Row(string? Name, string Role, string Act, string What, DateTime At, int Total);

    /// <param name="number">1-based; outside the pages there are reads the nearest one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<LookPage> ListLooksAsync(this PledgeDb db, YoungPersonId youngPerson, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * LookPage.Size;
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select s.display_name as name, l.role, l.act, l.what, l.at, count(*) over ()::int as total
            from pledge.record_look l left join pledge.staff_member s on s.id = l.account_id
            where l.young_person_id = {youngPerson.Value}
            order by l.id desc
            limit {LookPage.Size} offset {skip}
            """).ToListAsync(ct);
        if (rows.Count == 0 && page > 1)
            return await db.ListLooksAsync(youngPerson, 1, ct);

        return new(
            [.. rows.Select(row => new Look(row.Name, row.Role, row.Act, row.What, LondonTime.ToLondon(row.At)))], page, rows.Count == 0 ? 0 : rows[0].Total);
    }

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

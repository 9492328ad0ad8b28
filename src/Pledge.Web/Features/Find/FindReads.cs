using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Find;

/// <summary>Somebody found.</summary>
/// <param name="IsMine">Whether the caller reaches the record; of the others there is only what one needs to ask.</param>
/// <param name="ChildId">Null for somebody out of reach, unless it was what was typed.</param>
/// <param name="Worker">Name of their worker today, or null.</param>
public sealed record FoundPerson(Guid Id, bool IsMine, string? GivenName, string? KnownAs, string? FamilyName, string? ChildId, DateOnly? DateOfBirth, string? Worker, string? Team)
{
    /// <summary>The name they chose and the family name; null while nobody has recorded one.</summary>
    public string? Name => $"{(string.IsNullOrWhiteSpace(KnownAs) ? GivenName : KnownAs)} {FamilyName}".Trim() is { Length: > 0 } name ? name : ChildId;

    /// <summary>The given name where they go by another one.</summary>
    public string? OtherName => string.IsNullOrWhiteSpace(KnownAs) || KnownAs == GivenName ? null : GivenName;
}

/// <summary>Somebody whose record one may ask to see.</summary>
public sealed record PersonToAskFor(Guid Id, bool IsMine, string? GivenName, string? KnownAs, string? FamilyName, string ChildId, string? Worker, string? Team)
{
    public string Name => $"{(string.IsNullOrWhiteSpace(KnownAs) ? GivenName : KnownAs)} {FamilyName}".Trim() is { Length: > 0 } name ? name : ChildId;
}

/// <summary>One look with a reason.</summary>
/// <param name="Who">Name of who looked, or null for someone we no longer list.</param>
/// <param name="Whose">Name of the young person, or null where the reader does not reach them.</param>
public sealed record LookLine(Guid YoungPersonId, string? Who, string Role, string? Whose, string ReasonKind, string Reason, DateTime AskedAt);

/// <summary>How often somebody looked in the last 30 days.</summary>
public sealed record LookCount(string? Who, int Looks);

/// <summary>Finding people and reading who looked with a reason. Each is one statement.</summary>
public static class FindReads
{
    /// <summary>Shortest text that is searched for.</summary>
    public const int ShortestSearch = 2;

    public const int LooksShown = 100;

    /// <summary>Young people of the caller's authority by name, however spelt, or by child id; own people first, at most 30.</summary>
    public static Task<List<FoundPerson>> FindPeopleAsync(this PledgeDb db, string text, CancellationToken ct) =>
        db.Database.SqlQuery<FoundPerson>($"select * from pledge.find_young_people({text})").ToListAsync(ct);

    /// <returns>Null when there is nobody of that id in the caller's authority.</returns>
    public static async Task<PersonToAskFor?> FindToAskForAsync(this PledgeDb db, YoungPersonId id, CancellationToken ct) =>
        (await db.Database.SqlQuery<PersonToAskFor>($"select * from pledge.young_person_to_ask_for({id.Value})").ToListAsync(ct)).SingleOrDefault();

    /// <summary>The caller's looks today: whose records.</summary>
    public static Task<List<YoungPersonId>> ListLooksOfTodayAsync(this PledgeDb db, AccountId me, DateOnly today, CancellationToken ct) =>
        db.OutsideLooks.Where(look => look.AccountId == me && look.ForDay == today).Select(look => look.YoungPersonId).ToListAsync(ct);

    /// <summary>Looks in the caller's scope, newest first: an adviser's own; a manager's team's, and those at their team's young people.</summary>
    public static Task<List<LookLine>> ListLooksAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<LookLine>(
            $"""
            select l.young_person_id, s.display_name as who, l.role,
                   nullif(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name), '') as whose, l.reason_kind, l.reason, l.asked_at
            from pledge.outside_look l
            left join pledge.staff_member s on s.id = l.account_id
            left join pledge.young_person y on y.id = l.young_person_id
            order by l.asked_at desc limit {LooksShown}
            """).ToListAsync(ct);

    /// <summary>Most first.</summary>
    public static Task<List<LookCount>> CountLooksAsync(this PledgeDb db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.ToUniversalTime().AddDays(-30);
        return db.Database.SqlQuery<LookCount>(
            $"""
            select max(s.display_name) as who, count(*)::int as looks from pledge.outside_look l left join pledge.staff_member s on s.id = l.account_id
            where l.asked_at >= {since} group by l.account_id order by count(*) desc, max(s.display_name)
            """).ToListAsync(ct);
    }

    /// <summary>Looks at one record, newest first, for the young person whose it is.</summary>
    public static Task<List<LookLine>> ListLooksAtAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.Database.SqlQuery<LookLine>(
            $"""
            select l.young_person_id, s.display_name as who, l.role, null::text as whose, l.reason_kind, l.reason, l.asked_at
            from pledge.outside_look l left join pledge.staff_member s on s.id = l.account_id
            where l.young_person_id = {youngPerson.Value}
            order by l.asked_at desc limit {LooksShown}
            """).ToListAsync(ct);
}

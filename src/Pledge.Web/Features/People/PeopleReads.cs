using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.People;

/// <summary>One young person in the list.</summary>
/// <param name="Worker">Name of today's worker, or null.</param>
/// <param name="HasAccount">Whether they can sign in.</param>
public sealed record PersonRow(Guid Id, string ChildId, string? FirstName, string? FamilyName, DateOnly Born, string? Worker, bool HasAccount, long Total)
{
    /// <summary>First and family name, or the authority's number.</summary>
    public string Name => $"{FirstName} {FamilyName}".Trim() is { Length: > 0 } name ? name : ChildId;
}

/// <summary>A page of the list. <paramref name="Total"/> counts every match.</summary>
public sealed record PeoplePage(IReadOnlyList<PersonRow> Rows, int Number, long Total)
{
    public const int Size = 50;

    public int LastNumber => (int)Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>What the page of one person shows beside their names.</summary>
/// <param name="Email">Of their open account; null when they have none.</param>
public sealed record PersonFacts(string? Worker, DateOnly? WorkerSince, string? Email, DateTime? FirstSignedInAt);

public static class PeopleReads
{
    private const int SearchMaxLength = 80;

    /// <summary>Young people in the caller's row scope by name, those without one last. One statement.</summary>
    /// <param name="search">Part of a name, or a child id; null or blank for everyone.</param>
    /// <param name="number">1-based; below 1 reads page 1.</param>
    public static async Task<PeoplePage> ListPeopleAsync(this PledgeDb db, string? search, int number, DateOnly today, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var wanted = string.IsNullOrWhiteSpace(search) ? null : search.Trim().ToLowerInvariant()[..Math.Min(search.Trim().Length, SearchMaxLength)];
        var rows = await db.Database.SqlQuery<PersonRow>($"""
            select y.id, y.child_id, coalesce(nullif(trim(y.known_as), ''), y.given_name) as first_name, y.family_name, y.date_of_birth as born, s.display_name as worker,
                   exists (select from identity.account a where a.young_person_id = y.id and a.closed_at is null) as has_account, y.total
            from (select *, count(*) over () as total from pledge.young_person
                  where {wanted}::text is null or lower(child_id) = {wanted}
                     or position({wanted} in lower(concat_ws(' ', known_as, given_name, family_name))) > 0
                     or position({wanted} in lower(concat_ws(' ', known_as, family_name))) > 0
                  order by family_name, given_name, id limit {PeoplePage.Size} offset {(page - 1) * PeoplePage.Size}) y
            left join pledge.assignment m on m.authority_id = y.authority_id and m.young_person_id = y.id and m.period_from <= {today} and (m.period_to is null or m.period_to > {today})
            left join pledge.staff_member s on s.id = m.staff_member_id
            order by y.family_name, y.given_name, y.id
            """).ToListAsync(ct);
        return new(rows, page, rows.Count > 0 ? rows[0].Total : 0);
    }

    /// <summary>Their worker and account. One statement.</summary>
    public static async Task<PersonFacts> PersonFactsAsync(this PledgeDb db, YoungPersonId id, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<PersonFacts>($"""
            select s.display_name as worker, m.period_from as worker_since, a.email, a.first_signed_in_at
            from (select {id.Value}::uuid as id) y
            left join pledge.assignment m on m.young_person_id = y.id and m.period_from <= {today} and (m.period_to is null or m.period_to > {today})
            left join pledge.staff_member s on s.id = m.staff_member_id
            left join identity.account a on a.young_person_id = y.id and a.closed_at is null
            """).ToListAsync(ct))[0];

    /// <summary>Whether any time in care is on record.</summary>
    public static async Task<bool> HasEpisodesAsync(this PledgeDb db, YoungPersonId id, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select exists (select from pledge.care_episode where young_person_id = {id.Value} and superseded_at is null) as \"Value\"").ToListAsync(ct))[0];

    /// <summary>The person to change, or null when the caller does not reach them.</summary>
    public static Task<YoungPerson?> LoadPersonAsync(this PledgeDb db, YoungPersonId id, CancellationToken ct) => db.YoungPeople.SingleOrDefaultAsync(person => person.Id == id, ct);
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Contacts;

/// <summary>Somebody a contact can be recorded with.</summary>
/// <param name="Name">First and family name, or the authority's number while there is none.</param>
public sealed record Reachable(Guid Id, string Name, DateOnly Born);

public static class ContactReads
{
    /// <summary>Everyone the caller works with today, by name: of their caseload or their team's, and those for whose worker they stand in.</summary>
    /// <returns>One statement, from the people the caller reaches.</returns>
    public static Task<List<Reachable>> ListReachableAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<Reachable>(
            $"""
            select y.id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name,
                   y.date_of_birth as born
            from unnest((select pledge.my_young_people())) as mine (id)
            join pledge.young_person y on y.id = mine.id
            order by 2, 1
            """).ToListAsync(ct);

    /// <summary>Claims a group of contacts for this transaction. A second sending of the same form waits for the first and then finds its rows.</summary>
    /// <returns>False when the group is on record already for one of these people.</returns>
    public static async Task<bool> BeginGroupAsync(this PledgeDb db, Guid group, IEnumerable<Reachable> people, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({group.ToString()}, 906))", ct);
        var ids = people.Select(person => new YoungPersonId(person.Id)).ToArray();
        return !await db.Contacts.AnyAsync(contact => ids.Contains(contact.YoungPersonId) && contact.GroupId == group, ct);
    }

    /// <summary>Whether a form sent again, as after going back to it, says of its note what is on record.</summary>
    public static Task<bool> HasContactNoteAsync(this PledgeDb db, Guid group, string? note, bool keptBack, CancellationToken ct)
    {
        var text = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        return keptBack
            ? db.Notes.AnyAsync(kept => kept.Text == text && db.Contacts.Any(contact => contact.Id == kept.ContactId && contact.GroupId == group), ct)
            : db.Contacts.AnyAsync(contact => contact.GroupId == group && contact.Note == text, ct);
    }
}

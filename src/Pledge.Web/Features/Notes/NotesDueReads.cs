using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notes;

/// <summary>Notes kept from one young person whose review day has come.</summary>
/// <param name="Since">London day of the earliest.</param>
public sealed record NotesDue(Guid YoungPersonId, int Count, DateOnly Since);

public static class NotesDueReads
{
    /// <summary>By young person; somebody without one is not there.</summary>
    /// <param name="people">Whom to look for.</param>
    /// <returns>One statement, from an index that holds only what is kept back.</returns>
    public static async Task<IReadOnlyDictionary<Guid, NotesDue>> ListNotesDueAsync(this PledgeDb db, Guid[] people, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<NotesDue>(
            $"""
            select h.young_person_id, count(*)::integer as count, min(h.review_on) as since
            from pledge.note_hiding h
            where h.young_person_id = any ({people}) and h.ended_at is null and h.review_on <= {today}
            group by h.young_person_id
            """).ToListAsync(ct)).ToDictionary(due => due.YoungPersonId);
}

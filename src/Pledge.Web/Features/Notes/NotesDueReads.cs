using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notes;

/// <summary>Notes and documents kept from one young person whose review day has come.</summary>
/// <param name="Since">London day of the earliest.</param>
public sealed record NotesDue(Guid YoungPersonId, int Count, DateOnly Since);

public static class NotesDueReads
{
    /// <summary>By young person; somebody without one is not there.</summary>
    /// <param name="people">Whom to look for.</param>
    /// <returns>One statement, from indexes that hold only what is kept back.</returns>
    public static async Task<IReadOnlyDictionary<Guid, NotesDue>> ListNotesDueAsync(this PledgeDb db, Guid[] people, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<NotesDue>(
            $"""
            select h.young_person_id, count(*)::integer as count, min(h.review_on) as since
            from (select n.young_person_id, n.review_on from pledge.note_hiding n where n.young_person_id = any ({people}) and n.ended_at is null and n.review_on <= {today}
                  union all
                  select d.young_person_id, d.review_on from pledge.document_hiding d where d.young_person_id = any ({people}) and d.ended_at is null and d.review_on <= {today}) h
            group by h.young_person_id
            """).ToListAsync(ct)).ToDictionary(due => due.YoungPersonId);
}

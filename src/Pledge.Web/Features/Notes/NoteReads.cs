using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Notes;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notes;

/// <summary>A note as staff see it on the young person's page.</summary>
/// <param name="ReviewOn">London day on which a note kept back is looked at again; null for one that is shared.</param>
/// <param name="WithContact">Whether it belongs to a contact.</param>
public sealed record NoteLine(Guid Id, string Text, DateTime WrittenAt, string? WrittenBy, DateOnly? ReviewOn, bool WithContact);

/// <summary>One decision to keep a note or a document back, without what is kept back.</summary>
/// <param name="Id">Of the note or the document.</param>
/// <param name="IsDocument">Whether it is a document.</param>
/// <param name="Name">First and family name, or the authority's number.</param>
public sealed record KeptBackRow(Guid Id, bool IsDocument, Guid YoungPersonId, string Name, string Reason, string? DecidedBy, DateTime DecidedAt, DateOnly ReviewOn, int Total);

/// <summary>A page of them, first to be looked at first. <paramref name="Total"/> counts every one.</summary>
public sealed record KeptBackPage(IReadOnlyList<KeptBackRow> Rows, int Number, int Total)
{
    public const int Size = 50;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>A note as its young person reads it.</summary>
/// <param name="Outcome"><c>made</c> or <c>attempted</c> for the note of a contact; null for any other.</param>
/// <param name="On">London day it happened or was written.</param>
public sealed record MyNote(DateOnly On, string? Outcome, string? Channel, string Text, string? Who, int Total);

/// <summary>A page of them, newest first.</summary>
public sealed record MyNotesPage(IReadOnlyList<MyNote> Notes, int Number, int Total)
{
    public const int Size = 20;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Reads of notes. Each is one statement, whatever the number of notes.</summary>
public static class NoteReads
{
    /// <summary>The notes that stand, newest first: those on the record, and those of contacts that are or were kept back.</summary>
    public static Task<List<NoteLine>> ListNotesAsync(this PledgeDb db, YoungPersonId person, int most, CancellationToken ct) =>
        db.Database.SqlQuery<NoteLine>(
            $"""
            select n.id, n.text, n.written_at, s.display_name as written_by, h.review_on, n.contact_id is not null as with_contact
            from pledge.note n left join pledge.staff_member s on s.id = n.written_by left join pledge.note_hiding h on h.id = n.hiding_id
            where n.young_person_id = {person.Value} and n.superseded_at is null
            order by n.written_at desc limit {most}
            """).ToListAsync(ct);

    /// <summary>The decision that keeps a note back now, tracked; null when none does.</summary>
    public static Task<NoteHiding?> FindHidingAsync(this PledgeDb db, Note note, CancellationToken ct) =>
        db.NoteHidings.SingleOrDefaultAsync(hiding => hiding.NoteId == note.Id && hiding.EndedAt == null, ct);

    /// <summary>Decisions that hold, about everyone the caller reaches.</summary>
    /// <param name="number">1-based; outside the pages there are reads the first.</param>
    public static async Task<KeptBackPage> ListKeptBackAsync(this PledgeDb db, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var rows = await db.Database.SqlQuery<KeptBackRow>(
            $"""
            select h.id, h.is_document, h.young_person_id,
                   coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name,
                   h.reason, s.display_name as decided_by, h.decided_at, h.review_on, (count(*) over ())::integer as total
            from (select n.note_id as id, false as is_document, n.young_person_id, n.reason, n.decided_by, n.decided_at, n.review_on from pledge.note_hiding n
                  where n.authority_id = (select pledge.authority()) and n.ended_at is null
                  union all
                  select d.document_id, true, d.young_person_id, d.reason, d.decided_by, d.decided_at, d.review_on from pledge.document_hiding d
                  where d.authority_id = (select pledge.authority()) and d.ended_at is null) h
            join pledge.young_person y on y.id = h.young_person_id
            left join pledge.staff_member s on s.id = h.decided_by
            order by h.review_on, h.id limit {KeptBackPage.Size} offset {(page - 1) * KeptBackPage.Size}
            """).ToListAsync(ct);
        return rows.Count == 0 && page > 1 ? await db.ListKeptBackAsync(1, ct) : new(rows, page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>What was written about the young person who asks, as far as they can read it: of contacts and on the record, newest first.</summary>
    public static async Task<MyNotesPage> ListMyNotesAsync(this PledgeDb db, YoungPersonId me, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var notes = await db.Database.SqlQuery<MyNote>(
            $"""
            select m.*, s.display_name as who, (count(*) over ())::integer as total
            from (select c.occurred_on as "on", c.outcome, c.channel, c.note as text, c.recorded_by as by, c.recorded_at as at
                  from pledge.contact c where c.young_person_id = {me.Value} and c.superseded_at is null and c.note is not null
                  union all
                  select coalesce(c.occurred_on, (n.written_at at time zone 'Europe/London')::date), c.outcome, c.channel, n.text, n.written_by, n.written_at
                  from pledge.note n left join pledge.contact c on c.id = n.contact_id
                  where n.young_person_id = {me.Value} and n.superseded_at is null and n.hiding_id is null) m
            left join pledge.staff_member s on s.id = m.by
            order by m."on" desc, m.at desc limit {MyNotesPage.Size} offset {(page - 1) * MyNotesPage.Size}
            """).ToListAsync(ct);
        return notes.Count == 0 && page > 1 ? await db.ListMyNotesAsync(me, 1, ct) : new(notes, page, notes.Count == 0 ? 0 : notes[0].Total);
    }

    /// <summary>How many notes the young person who asks cannot read for now.</summary>
    public static async Task<int> CountKeptBackFromMeAsync(this PledgeDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<int>($"""select pledge.notes_kept_back() as "Value" """).ToListAsync(ct))[0];
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Documents;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Documents;

/// <summary>A document as staff see it in a list.</summary>
/// <param name="Type">Kebab-case <see cref="DocumentType"/>.</param>
/// <param name="ReviewOn">London day on which one that is kept back is looked at again; null for one that is shared.</param>
/// <param name="FactKind">Kebab-case kind of the fact it is evidence of; null when it is about the person.</param>
/// <param name="Replaced">Whether another document took its place.</param>
public sealed record DocumentLine(
    Guid Id, string Title, string FileName, string Type, int Bytes, DateTime AddedAt, string? AddedBy, DateOnly? ReviewOn, string? FactKind, string? FactCode, DateOnly? FactFrom,
    DateTime? WithdrawnAt, string? WithdrawReason, bool Replaced, int Total);

/// <summary>A page of them, newest first. <paramref name="Total"/> counts every one.</summary>
public sealed record DocumentPage(IReadOnlyList<DocumentLine> Lines, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>A document as its young person sees it.</summary>
public sealed record MyDocument(Guid Id, string Title, string Type, int Bytes, DateTime AddedAt, string? AddedBy, int Total);

/// <summary>A page of them, newest first.</summary>
public sealed record MyDocumentPage(IReadOnlyList<MyDocument> Documents, int Number, int Total)
{
    public const int Size = 20;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>A fact a document can be evidence of.</summary>
/// <param name="Kind">Kebab-case.</param>
public sealed record FactChoice(Guid Id, string Kind, string Code, DateOnly From);

/// <summary>Reads of documents, never of what is in them. Each is one statement, whatever their number.</summary>
public static class DocumentReads
{
    /// <summary>Every document of the record, those taken out too.</summary>
    /// <param name="number">1-based; outside the pages there are reads the first.</param>
    public static async Task<DocumentPage> ListDocumentsAsync(this PledgeDb db, YoungPersonId person, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var lines = await db.Database.SqlQuery<DocumentLine>(
            $"""
            select d.id, d.title, d.file_name, d.type, d.bytes, d.added_at, s.display_name as added_by, h.review_on, f.kind as fact_kind, f.code as fact_code, f.period_from as fact_from,
                   d.superseded_at as withdrawn_at, d.supersede_reason as withdraw_reason, n.id is not null as replaced, (count(*) over ())::integer as total
            from pledge.document d
            left join pledge.staff_member s on s.id = d.added_by
            left join pledge.document_hiding h on h.id = d.hiding_id
            left join pledge.fact f on f.id = d.fact_id
            left join pledge.document n on n.authority_id = d.authority_id and n.young_person_id = d.young_person_id and n.replaces_id = d.id
            where d.young_person_id = {person.Value}
            order by d.added_at desc, d.id desc limit {DocumentPage.Size} offset {(page - 1) * DocumentPage.Size}
            """).ToListAsync(ct);
        return lines.Count == 0 && page > 1 ? await db.ListDocumentsAsync(person, 1, ct) : new(lines, page, lines.Count == 0 ? 0 : lines[0].Total);
    }

    /// <summary>The documents of these ids, those taken out too.</summary>
    public static Task<List<DocumentLine>> ListDocumentLinesAsync(this PledgeDb db, YoungPersonId person, Guid[] ids, CancellationToken ct) =>
        db.Database.SqlQuery<DocumentLine>(
            $"""
            select d.id, d.title, d.file_name, d.type, d.bytes, d.added_at, s.display_name as added_by, h.review_on, f.kind as fact_kind, f.code as fact_code, f.period_from as fact_from,
                   d.superseded_at as withdrawn_at, d.supersede_reason as withdraw_reason, n.id is not null as replaced, 0 as total
            from pledge.document d
            left join pledge.staff_member s on s.id = d.added_by
            left join pledge.document_hiding h on h.id = d.hiding_id
            left join pledge.fact f on f.id = d.fact_id
            left join pledge.document n on n.authority_id = d.authority_id and n.young_person_id = d.young_person_id and n.replaces_id = d.id
            where d.young_person_id = {person.Value} and d.id = any ({ids})
            """).ToListAsync(ct);

    /// <summary>The documents the young person who asks can see.</summary>
    public static async Task<MyDocumentPage> ListMyDocumentsAsync(this PledgeDb db, YoungPersonId me, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var documents = await db.Database.SqlQuery<MyDocument>(
            $"""
            select d.id, d.title, d.type, d.bytes, d.added_at, s.display_name as added_by, (count(*) over ())::integer as total
            from pledge.document d left join pledge.staff_member s on s.id = d.added_by
            where d.young_person_id = {me.Value} and d.superseded_at is null
            order by d.added_at desc, d.id desc limit {MyDocumentPage.Size} offset {(page - 1) * MyDocumentPage.Size}
            """).ToListAsync(ct);
        return documents.Count == 0 && page > 1 ? await db.ListMyDocumentsAsync(me, 1, ct) : new(documents, page, documents.Count == 0 ? 0 : documents[0].Total);
    }

    /// <summary>One document of one person, tracked; null when the caller does not reach it.</summary>
    public static Task<Document?> FindDocumentAsync(this PledgeDb db, YoungPersonId person, DocumentId id, CancellationToken ct) =>
        db.Documents.SingleOrDefaultAsync(document => document.Id == id && document.YoungPersonId == person, ct);

    /// <summary>The decision that keeps a document back now, tracked; null when none does.</summary>
    public static Task<DocumentHiding?> FindHidingAsync(this PledgeDb db, Document document, CancellationToken ct) =>
        db.DocumentHidings.SingleOrDefaultAsync(hiding => hiding.DocumentId == document.Id && hiding.EndedAt == null, ct);

    /// <summary>Homes, and what somebody does, that stand: newest first.</summary>
    public static Task<List<FactChoice>> ListFactsForDocumentsAsync(this PledgeDb db, YoungPersonId person, CancellationToken ct) =>
        db.Database.SqlQuery<FactChoice>(
            $"""
            select f.id, f.kind, f.code, f.period_from as "from" from pledge.fact f
            where f.young_person_id = {person.Value} and f.superseded_at is null and f.kind in ('home', 'activity')
            order by f.period_from desc, f.kind desc limit 40
            """).ToListAsync(ct);

    /// <summary>Whether the caller works with this person, rather than reading the record with a reason.</summary>
    public static async Task<bool> WorksWithAsync(this PledgeDb db, YoungPersonId person, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"""select {person.Value} = any (pledge.my_young_people()) as "Value" """).ToListAsync(ct))[0];

    /// <summary>How many documents the young person who asks cannot see for now.</summary>
    public static async Task<int> CountDocumentsKeptFromMeAsync(this PledgeDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<int>($"""select pledge.documents_kept_back() as "Value" """).ToListAsync(ct))[0];
}

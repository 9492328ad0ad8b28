using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Documents;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents.Stores;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Documents;

/// <summary>Puts a received file on a young person's record.</summary>
public sealed class AddDocument(PledgeDb db, DocumentStores stores, IOptions<DocumentOptions> options, TimeProvider clock)
{
    private sealed record Use(int Files, long Bytes);

    /// <param name="received">Looked into already.</param>
    /// <returns>The document, saved; refused as the file is, as <see cref="Document"/> and <see cref="DocumentLimits"/> refuse, with <c>document-fact-unknown</c>, or with
    /// <c>document-not-kept</c> when its place is full or away. Sent twice, it is the first one.</returns>
    public async Task<Outcome<Document>> RunAsync(ClaimsPrincipal who, PersonHead person, ReceivedDocument received, DocumentForm form, Document? replaced, CancellationToken ct)
    {
        if (received.Refusal is { } unfit)
            return unfit;
        var (now, me) = (clock.GetUtcNow(), who.AccountId());
        FactId? fact = form.Fact is { } id ? new(id) : null;
        // Two files can arrive at the same moment: the second waits until the first is on record, and then sees it.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({person.Id.Value.ToString()}, 910))", ct);
        if (await FindSentBeforeAsync(person.Id, received.File!, form, fact, replaced?.Id, me, now, ct) is { } first)
            return first;
        var use = (await db.Database.SqlQuery<Use>(
            $"select count(*)::integer as files, coalesce(sum(d.bytes), 0)::bigint as bytes from pledge.document d where d.young_person_id = {person.Id.Value}").ToListAsync(ct))[0];
        if (options.Value.Limits.Check(use.Files, use.Bytes, received.File!.Bytes) is { } full)
            return full;
        if (fact is not null && !await db.Facts.AnyAsync(row => row.Id == fact && row.YoungPersonId == person.Id, ct))
            return new Refusal("document-fact-unknown");

        var made = Document.Add(person.Authority, person.Id, fact, form.Title, received.File!, stores.Place, DocumentStores.NewKey(), now, me);
        return made.IsRefused ? made : await SaveAsync(made.Value, received, form, replaced, now, me, ct);
    }

    private async Task<Outcome<Document>> SaveAsync(
        Document document, ReceivedDocument received, DocumentForm form, Document? replaced, DateTimeOffset now, AccountId me, CancellationToken ct)
    {
        if (replaced is not null && document.Replace(replaced, await db.FindHidingAsync(replaced, ct), form.ReplaceReason) is { } kept)
            return kept;
        if (form.KeepBack.IsAsked)
        {
            var hiding = document.KeepBack(null, form.KeepBack.Reason, form.KeepBack.ReviewOn, now, me);
            if (hiding.IsRefused)
                return hiding.Refusal;
            db.DocumentHidings.Add(hiding.Value);
        }
        try
        {
            await stores.KeepAsync(db, document, received.Content, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Refusal("document-not-kept");
        }
        db.Documents.Add(document);
        await db.SaveChangesAsync(ct);
        return document;
    }

    // The same file with another decision is not the same form sent twice.
    private Task<Document?> FindSentBeforeAsync(
        YoungPersonId person, DocumentFile file, DocumentForm form, FactId? fact, DocumentId? replaced, AccountId me, DateTimeOffset now, CancellationToken ct)
    {
        var (since, title) = (now.AddMinutes(-1), form.Title?.Trim());
        return db.Documents.FirstOrDefaultAsync(row => row.YoungPersonId == person && row.AddedBy == me && row.AddedAt > since && row.Digest == file.Digest && row.Title == title && row.WithdrawnAt == null
            && row.FactId == fact && row.ReplacesId == replaced && row.HidingId.HasValue == form.KeepBack.IsAsked, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Documents;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Documents.Stores;

/// <summary>Keeps documents in the database: in its backups, under its policies, in the transaction of their rows.</summary>
public sealed class DatabaseStore : IDocumentStore
{
    private const int ChunkBytes = 256 * 1024;

    public DocumentPlace Place => DocumentPlace.Database;

    public async Task KeepAsync(PledgeDb db, Document document, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        for (var number = 0; number * ChunkBytes < content.Length; number++)
        {
            var chunk = content[(number * ChunkBytes)..Math.Min(content.Length, (number + 1) * ChunkBytes)].ToArray();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledge.document_chunk (document_id, number, authority_id, young_person_id, content)
                values ({document.Id.Value}, {number}, {document.AuthorityId.Value}, {document.YoungPersonId.Value}, {chunk})
                """, ct);
        }
    }

    public async Task<byte[]?> ReadAsync(PledgeDb db, Document document, CancellationToken ct)
    {
        var content = new byte[document.Bytes];
        var length = 0;
        await foreach (var chunk in db.Database.SqlQuery<byte[]>(
            $"""select c.content as "Value" from pledge.document_chunk c where c.document_id = {document.Id.Value} order by c.number""").AsAsyncEnumerable().WithCancellation(ct))
        {
            if (length + chunk.Length > content.Length)
                return null;
            chunk.CopyTo(content, length);
            length += chunk.Length;
        }
        return length == content.Length ? content : null;
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Pledge.Domain.Documents;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Documents.Stores;

/// <summary>Keeps new documents where the setting says, and finds each where it is.</summary>
public sealed class DocumentStores(IEnumerable<IDocumentStore> stores, IOptions<DocumentOptions> options, ILogger<DocumentStores> log)
{
    private readonly Dictionary<DocumentPlace, IDocumentStore> _stores = stores.ToDictionary(store => store.Place);

    /// <summary>Where new documents are kept.</summary>
    public DocumentPlace Place => options.Value.Folder is { Length: > 0 } ? DocumentPlace.Folder : DocumentPlace.Database;

    public static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <exception cref="IOException">The bytes could not be kept.</exception>
    public Task KeepAsync(PledgeDb db, Document document, ReadOnlyMemory<byte> content, CancellationToken ct) => _stores[document.Place].KeepAsync(db, document, content, ct);

    /// <returns>The bytes that were put on the record; null when they are not there, or are not what they were.</returns>
    public async Task<byte[]?> ReadAsync(PledgeDb db, Document document, CancellationToken ct)
    {
        if (await _stores[document.Place].ReadAsync(db, document, ct) is not { } content)
        {
            log.LogError("Document {Document} is not in its place ({Place})", document.Id, document.Place);
            return null;
        }
        if (CryptographicOperations.FixedTimeEquals(SHA256.HashData(content), document.Digest))
            return content;
        log.LogError("Document {Document} is not what was put on the record ({Place})", document.Id, document.Place);
        return null;
    }
}

using Pledge.Domain.Documents;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Documents.Stores;

/// <summary>Where what is in documents is kept. The row of a document says in which place it is, so a change of setting moves nothing and loses nothing.</summary>
public interface IDocumentStore
{
    DocumentPlace Place { get; }

    /// <summary>Keeps the bytes of a document that is not saved yet, in the caller's transaction or on disk before it.</summary>
    /// <exception cref="IOException">They could not be kept.</exception>
    Task KeepAsync(PledgeDb db, Document document, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <returns>The bytes as they were kept; null when they are not there, or not for the caller.</returns>
    Task<byte[]?> ReadAsync(PledgeDb db, Document document, CancellationToken ct);
}

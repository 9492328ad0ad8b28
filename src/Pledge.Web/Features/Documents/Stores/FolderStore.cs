using Microsoft.Extensions.Options;
using Pledge.Domain.Documents;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Documents.Stores;

/// <summary>Keeps documents in a folder, under random names that say nothing: whoever may read a row knows the name of its file. Never served as files.</summary>
/// <remarks>A file is written whole, and to the disk, before its row. One whose row was never saved is deleted by <see cref="SweepDocuments"/>.</remarks>
public sealed class FolderStore(IOptions<DocumentOptions> options) : IDocumentStore
{
    public DocumentPlace Place => DocumentPlace.Folder;

    private string? Root => options.Value.Folder is { Length: > 0 } folder ? folder : null;

    public async Task KeepAsync(PledgeDb db, Document document, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var path = PathOf(document.Key) ?? throw new IOException("No folder is set.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var only = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous, PreallocationSize = content.Length };
        if (!OperatingSystem.IsWindows())
            only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var file = new FileStream(path, only);
            await file.WriteAsync(content, ct);
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public async Task<byte[]?> ReadAsync(PledgeDb db, Document document, CancellationToken ct)
    {
        try
        {
            return PathOf(document.Key) is { } path ? await File.ReadAllBytesAsync(path, ct) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Names of files written before an instant, in portions.</summary>
    public IEnumerable<string[]> KeysBefore(DateTimeOffset instant) => Root is not { } root ? [] : new DirectoryInfo(root)
        .EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name.Length == 32 && file.LastWriteTimeUtc < instant.UtcDateTime).Select(file => file.Name).Chunk(1000);

    /// <summary>Deletes a file no row knows. One that is gone already is no error.</summary>
    public void Delete(string key)
    {
        if (PathOf(key) is { } path)
            File.Delete(path);
    }

    private string? PathOf(string key) => Root is { } root && key.Length == 32 && key.All(char.IsAsciiHexDigitLower) ? Path.Combine(root, key[..2], key) : null;
}

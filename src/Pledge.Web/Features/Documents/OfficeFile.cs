using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Pledge.Domain;
using Pledge.Domain.Documents;

namespace Pledge.Web.Features.Documents;

/// <summary>Looks into a ZIP file: a word-processor file without anything that runs, or not what we keep.</summary>
/// <remarks>
/// DOCX, ECMA-376 part 2 (the content type of a part says what it is) and part 1, 11.3.10; macros and controls, [MS-OFFMACRO2] 2.2 and [MS-OAUT] parts by name.
/// ODT, OASIS OpenDocument 1.3 part 2, 3.3 (<c>mimetype</c> is the first file, stored as it is); macros lie under <c>Basic/</c> and <c>Scripts/</c>.
/// </remarks>
internal static class OfficeFile
{
    private const string WordDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string OpenText = "application/vnd.oasis.opendocument.text";

    // More than any letter has, and little enough to go through.
    private const int MostEntries = 5000, MostText = 1024 * 1024;

    public static Refusal? Look(ReadOnlyMemory<byte> content, out DocumentType type)
    {
        type = default;
        try
        {
            using var zip = new ZipArchive(StreamOf(content), ZipArchiveMode.Read);
            if (zip.Entries.Count is 0 or > MostEntries)
                return new("document-type");
            if (zip.GetEntry("[Content_Types].xml") is { } types && zip.GetEntry("word/document.xml") is not null)
                return LookAtWord(zip, types, out type);
            if (zip.Entries[0] is { FullName: "mimetype" } kind && ReadText(kind) == OpenText)
                return LookAtOpenText(zip, out type);
            return new("document-type");
        }
        catch (InvalidDataException)
        {
            return new("document-type");
        }
    }

    private static Refusal? LookAtWord(ZipArchive zip, ZipArchiveEntry types, out DocumentType type)
    {
        type = DocumentType.Docx;
        if (ReadText(types) is not { } parts)
            return new("document-type");
        if (Says(parts, "macroEnabled") || Says(parts, "vbaProject") || Says(parts, "activeX")
            || zip.Entries.Any(entry => entry.Name.StartsWith("vba", StringComparison.OrdinalIgnoreCase) || Says(entry.FullName, "/activeX/")
                || (Says(entry.FullName, "/embeddings/") && entry.Name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))))
            return new("document-macros");
        // A template from elsewhere brings its own macros when the file is opened.
        if (zip.Entries.Where(entry => entry.FullName.EndsWith("settings.xml.rels", StringComparison.OrdinalIgnoreCase)).Any(entry => ReadText(entry) is not { } links || (Says(links, "attachedTemplate") && Says(links, "External"))))
            return new("document-macros");
        return Says(parts, WordDocument) ? null : new("document-type");
    }

    private static Refusal? LookAtOpenText(ZipArchive zip, out DocumentType type)
    {
        type = DocumentType.Odt;
        return zip.Entries.Any(entry => entry.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || entry.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase))
            ? new("document-macros")
            : zip.GetEntry("content.xml") is null ? new("document-type") : null;
    }

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Never more than it may be, whatever size the file claims.</summary>
    private static string? ReadText(ZipArchiveEntry entry)
    {
        var text = new byte[MostText + 1];
        using var stream = entry.Open();
        var length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return length > MostText ? null : Encoding.UTF8.GetString(text, 0, length);
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(content.ToArray(), writable: false);
}

using System.Text;
using Pledge.Domain;
using Pledge.Domain.Documents;

namespace Pledge.Web.Features.Documents;

/// <summary>Tells what a file is by what is in it. Its name and the type a browser claims say nothing.</summary>
/// <remarks>
/// First bytes: PDF, ISO 32000-2 7.5.2; JPEG, ITU-T T.81 B.1.1.3 (SOI, then a marker); PNG, W3C PNG 5.2 with IHDR first as 5.6 asks; ZIP, PKWARE APPNOTE 4.3.7.
/// </remarks>
public static class DocumentContent
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Text that programs run or draw instead of showing: not what a letter begins with.
    private static readonly string[] OtherLanguages = ["<!doctype", "<html", "<svg", "<?xml", "<script", "{\\rtf", "%!ps", "#!"];

    /// <returns>Null and the type; refused with <c>document-empty</c>, <c>document-type</c> or <c>document-macros</c>.</returns>
    public static Refusal? Look(ReadOnlyMemory<byte> content, out DocumentType type)
    {
        var bytes = content.Span;
        type = default;
        if (bytes.IsEmpty)
            return new("document-empty");
        if (bytes.StartsWith("%PDF-"u8))
            type = DocumentType.Pdf;
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            type = DocumentType.Jpeg;
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) && bytes.Length > 16 && bytes[12..16].SequenceEqual("IHDR"u8))
            type = DocumentType.Png;
        else if (bytes.StartsWith("PK\u0003\u0004"u8))
            return OfficeFile.Look(content, out type);
        else if (IsText(bytes))
            type = DocumentType.Text;
        else
            return new("document-type");
        return null;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Utf8.GetString(bytes).TrimStart('\uFEFF').TrimStart();
            return text.Length > 0 && !text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f'))
                && !OtherLanguages.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

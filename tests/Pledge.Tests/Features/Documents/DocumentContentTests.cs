using System.Text;
using Pledge.Domain.Documents;
using Pledge.Tests.Support;
using Pledge.Web.Features.Documents;

namespace Pledge.Tests.Features.Documents;

public sealed class DocumentContentTests
{
    private const string Macros = "application/vnd.ms-word.document.macroEnabled.main+xml";

    public static TheoryData<byte[], DocumentType> Kept => new()
    {
        { Uploads.Pdf, DocumentType.Pdf },
        { [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], DocumentType.Jpeg },
        { [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, 0, 0], DocumentType.Png },
        { Uploads.Docx(), DocumentType.Docx },
        { Uploads.Odt(), DocumentType.Odt },
        { Encoding.UTF8.GetBytes("Dear Ash,\r\nyour place is kept. ŵ 🏠"), DocumentType.Text },
    };

    public static TheoryData<byte[], string> NotKept => new()
    {
        { [], "document-empty" },
        { [0x4D, 0x5A, 0x90, 0, 3], "document-type" },                       // a program of Windows
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "document-type" }, // a Word file of before 2007
        { [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], "document-type" },
        { [0xE9, 0x74, 0xE9], "document-type" },                               // Latin-1, not UTF-8
        { Encoding.UTF8.GetBytes("with a \0 in it"), "document-type" },
        { Encoding.UTF8.GetBytes(" \r\n"), "document-type" },
        { Encoding.UTF8.GetBytes("\uFEFF <!DOCTYPE html><script>alert(1)</script>"), "document-type" },
        { Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "document-type" },
        { Encoding.UTF8.GetBytes("{\\rtf1 hello}"), "document-type" },
        { Uploads.Zip(("letter.txt", "Hello")), "document-type" },
        { [.. "PK\u0003\u0004"u8, 1, 2, 3], "document-type" },
        { Uploads.Docx()[..^30], "document-type" },
        { Uploads.Docx("<Types/>"), "document-type" },
        { Uploads.Docx($"<Types><Override ContentType=\"{Macros}\"/></Types>"), "document-macros" },
        { Uploads.Docx(null, ("word/vbaProject.bin", "x")), "document-macros" },
        { Uploads.Docx(null, ("word/VBADATA.xml", "x")), "document-macros" },
        { Uploads.Docx(null, ("word/activeX/activeX1.xml", "x")), "document-macros" },
        { Uploads.Docx(null, ("word/embeddings/oleObject1.bin", "x")), "document-macros" },
        { Uploads.Docx(null, ("word/_rels/settings.xml.rels", "<Relationship Type=\"…/attachedTemplate\" Target=\"https://example.test/t.dotm\" TargetMode=\"External\"/>")), "document-macros" },
        { Uploads.Odt(("Basic/Standard/Module1.xml", "x")), "document-macros" },
        { Uploads.Odt(("Scripts/python/run.py", "x")), "document-macros" },
        { Uploads.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "x")), "document-type" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_it_is_shows_in_its_bytes(byte[] content, DocumentType expected)
    {
        Assert.Null(DocumentContent.Look(content, out var type));
        Assert.Equal(expected, type);
    }

    [Theory]
    [MemberData(nameof(NotKept))]
    public void Anything_else_is_refused(byte[] content, string code) => Assert.Equal(code, DocumentContent.Look(content, out _)?.Code);

    [Fact]
    public void A_file_that_unpacks_to_far_more_than_it_says_is_refused_and_not_unpacked()
    {
        using var file = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var document = zip.CreateEntry("word/document.xml").Open())
                document.WriteByte(1);
            using var types = zip.CreateEntry("[Content_Types].xml").Open();
            for (var megabyte = 0; megabyte < 50; megabyte++)
                types.Write(new byte[1024 * 1024]);
        }

        Assert.Equal("document-type", DocumentContent.Look(file.ToArray(), out _)?.Code);
    }
}

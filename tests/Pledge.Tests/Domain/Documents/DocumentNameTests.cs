using CsCheck;
using Pledge.Domain.Documents;

namespace Pledge.Tests.Domain.Documents;

public sealed class DocumentNameTests
{
    [Theory]
    [InlineData("Tenancy agreement.pdf", "Tenancy agreement.pdf")]
    [InlineData("C:\\Users\\me\\letter.pdf", "letter.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("gpj.\u202Efdp.exe", "gpj.fdp.pdf")]
    [InlineData("letter.pdf.exe", "letter.pdf")]
    [InlineData("LETTER.PDF", "LETTER.pdf")]
    [InlineData("a\u0000b\r\nc\t.pdf", "abc.pdf")]
    [InlineData("…/..", "document.pdf")]
    [InlineData("", "document.pdf")]
    [InlineData(null, "document.pdf")]
    [InlineData(".pdf", "document.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("Plan; filename=\"x\".pdf", "Plan; filename= x.pdf")]
    [InlineData("رسالة.pdf", "رسالة.pdf")]
    [InlineData("Cafe\u0301 \U0001F3E0.pdf", "Café \U0001F3E0.pdf")]
    public void A_name_is_kept_without_what_could_mislead(string? sent, string kept) => Assert.Equal(kept, DocumentName.Clean(sent, DocumentType.Pdf));

    [Theory]
    [InlineData("photo.jpeg", DocumentType.Jpeg, "photo.jpeg")]
    [InlineData("photo.png", DocumentType.Jpeg, "photo.jpg")]
    [InlineData("page.html", DocumentType.Text, "page.txt")]
    [InlineData("Report 3.2 of May", DocumentType.Odt, "Report 3.2 of May.odt")]
    public void It_ends_as_its_content_asks(string sent, DocumentType type, string kept) => Assert.Equal(kept, DocumentName.Clean(sent, type));

    [Fact]
    public void Whatever_is_sent_the_name_is_short_visible_and_has_no_path() =>
        Gen.String[Gen.Char, 0, 300].Sample(sent =>
        {
            var name = DocumentName.Clean(sent, DocumentType.Pdf);
            return name.Length is > 4 and <= DocumentName.MaxLength && name.EndsWith(".pdf", StringComparison.Ordinal) && name.IndexOfAny(['/', '\\', '"', '\0']) < 0
                && !name.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format) && DocumentName.Clean(name, DocumentType.Pdf) == name;
        });
}

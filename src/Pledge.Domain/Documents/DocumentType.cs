namespace Pledge.Domain.Documents;

/// <summary>What a document is, by what is in it. Nothing else is kept.</summary>
public enum DocumentType
{
    Pdf,
    Jpeg,
    Png,
    Docx,
    Odt,

    /// <summary>Plain text in UTF-8.</summary>
    Text,
}

/// <summary>Names of <see cref="DocumentType"/> outside this program.</summary>
public static class DocumentTypes
{
    /// <summary>The media type as registered with IANA.</summary>
    public static string MediaType(this DocumentType type) => type switch
    {
        DocumentType.Pdf => "application/pdf",
        DocumentType.Jpeg => "image/jpeg",
        DocumentType.Png => "image/png",
        DocumentType.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        DocumentType.Odt => "application/vnd.oasis.opendocument.text",
        _ => "text/plain; charset=utf-8",
    };

    /// <summary>Endings of file names that fit, with the dot; the first is given to a name that has none of them.</summary>
    public static IReadOnlyList<string> Endings(this DocumentType type) => type switch
    {
        DocumentType.Pdf => [".pdf"],
        DocumentType.Jpeg => [".jpg", ".jpeg"],
        DocumentType.Png => [".png"],
        DocumentType.Docx => [".docx"],
        DocumentType.Odt => [".odt"],
        _ => [".txt"],
    };
}

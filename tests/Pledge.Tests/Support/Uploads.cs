using System.IO.Compression;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Pledge.Tests.Support;

/// <summary>Sends files through the real forms, and makes files to send.</summary>
public static class Uploads
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");

    /// <summary>Opens the page, fills the form that takes a file, and sends it with the fields before the file, as a browser does.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(this Visitor visitor, string address, string? fileName, byte[] content, params (string Name, string Value)[] fields)
    {
        var page = await visitor.PageAsync(address);
        // By hand, as a browser writes it: names in UTF-8 as they are, and a type that means nothing.
        const string boundary = "----pledge", line = "\r\n";
        using var body = new MemoryStream();
        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
        var hidden = page.QuerySelectorAll<IHtmlInputElement>("form[enctype] input[type=hidden]").Where(input => fields.All(field => field.Name != input.Name)).Select(input => (input.Name!, input.Value));
        foreach (var (name, value) in hidden.Concat(fields))
            Write($"--{boundary}{line}Content-Disposition: form-data; name=\"{name}\"{line}{line}{value}{line}");
        Write($"--{boundary}{line}Content-Disposition: form-data; name=\"File\"; filename=\"{fileName?.Replace("\"", "%22", StringComparison.Ordinal)}\"{line}Content-Type: application/octet-stream{line}{line}");
        body.Write(content);
        Write($"{line}--{boundary}--{line}");
        using var sent = new ByteArrayContent(body.ToArray());
        sent.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        return await visitor.Client.PostAsync(new Uri(address, UriKind.Relative), sent);
    }

    /// <summary>A word-processor file with these files beside what makes it one.</summary>
    public static byte[] Docx(string? contentTypes = null, params (string Path, string Text)[] more) => Zip(
    [
        ("[Content_Types].xml", contentTypes ?? """<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""),
        ("word/document.xml", "<w:document/>"),
        .. more,
    ]);

    public static byte[] Odt(params (string Path, string Text)[] more) => Zip([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<office:document-content/>"), .. more]);

    public static byte[] Zip(params (string Path, string Text)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in entries)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return file.ToArray();
    }
}

using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.FileProviders;

namespace Pledge.Web.Platform.Pdf;

/// <summary>Style sheets with our fonts inside them, so that a printed document needs nothing from elsewhere.</summary>
public sealed class PrintStyle
{
    private readonly Lazy<HtmlString> _css, _pages;

    public PrintStyle(IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        (_css, _pages) = (new(() => Read(files, typeof(PrintStyle).Assembly.GetManifestResourceStream("Pledge.Web.Platform.Pdf.print.css"))), new(() => Read(files, files.GetFileInfo("site.css").CreateReadStream())));
    }

    /// <summary>Of documents that are never a page.</summary>
    public HtmlString Css => _css.Value;

    /// <summary>Of pages, for documents that show parts of them.</summary>
    public HtmlString Pages => _pages.Value;

    private static HtmlString Read(IFileProvider files, Stream? sheet)
    {
        using var reader = new StreamReader(sheet ?? throw new InvalidOperationException("No print.css."));
        var css = new StringBuilder(reader.ReadToEnd());
        // Last, so that of two faces with one name these hold.
        foreach (var file in files.GetDirectoryContents("fonts").Where(file => file.Name.EndsWith(".woff2", StringComparison.Ordinal)))
        {
            using var font = file.CreateReadStream();
            using var bytes = new MemoryStream();
            font.CopyTo(bytes);
            var weight = file.Name.Contains("-700-", StringComparison.Ordinal) ? 700 : 400;
            css.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"@font-face{{font-family:\"Atkinson Hyperlegible\";font-weight:{weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(bytes.ToArray())})}}");
        }
        return new(css.ToString());
    }
}

using System.Text;
using Microsoft.AspNetCore.Html;

namespace Pledge.Web.Platform.Pdf;

/// <summary>The style sheet of printed documents with our fonts inside it, so that a document needs nothing from elsewhere.</summary>
public sealed class PrintStyle
{
    private readonly Lazy<HtmlString> _css;

    public PrintStyle(IWebHostEnvironment environment) => _css = new(() => Read(environment));

    public HtmlString Css => _css.Value;

    private static HtmlString Read(IWebHostEnvironment environment)
    {
        var css = new StringBuilder();
        foreach (var file in environment.WebRootFileProvider.GetDirectoryContents("fonts").Where(file => file.Name.EndsWith(".woff2", StringComparison.Ordinal)))
        {
            using var font = file.CreateReadStream();
            using var bytes = new MemoryStream();
            font.CopyTo(bytes);
            var weight = file.Name.Contains("-700-", StringComparison.Ordinal) ? 700 : 400;
            css.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"@font-face{{font-family:\"Atkinson Hyperlegible\";font-weight:{weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(bytes.ToArray())})}}");
        }
        using var sheet = typeof(PrintStyle).Assembly.GetManifestResourceStream("Pledge.Web.Platform.Pdf.print.css") ?? throw new InvalidOperationException("No print.css.");
        using var reader = new StreamReader(sheet);
        return new(css.Append(reader.ReadToEnd()).ToString());
    }
}

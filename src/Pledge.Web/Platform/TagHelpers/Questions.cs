using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>The words of each question drawn on a page, by its name in the form.</summary>
internal static class Questions
{
    public static Dictionary<string, string> Of(ViewContext view)
    {
        if (view.HttpContext.Items[typeof(Questions)] is Dictionary<string, string> known)
            return known;
        var asked = new Dictionary<string, string>();
        view.HttpContext.Items[typeof(Questions)] = asked;
        return asked;
    }

    /// <summary>
    /// A sentence that fits every question, and which question it is about. The summary stands above the form, so the
    /// question is looked up when the page is sent: by then the form has been drawn.
    /// </summary>
    public sealed class Named(string sentence, string name, Dictionary<string, string> asked) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            encoder.Encode(writer, sentence);
            if (asked.GetValueOrDefault(name) is { Length: > 0 } question)
                encoder.Encode(writer, $": {question}");
        }
    }
}

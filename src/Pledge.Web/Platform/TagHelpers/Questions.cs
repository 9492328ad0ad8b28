using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>The words of each question drawn on a page, by its name in the form.</summary>
internal static class Questions
{
    /// <summary>In the order in which they are drawn.</summary>
    public static OrderedDictionary<string, string> Of(ViewContext view)
    {
        if (view.HttpContext.Items[typeof(Questions)] is OrderedDictionary<string, string> known)
            return known;
        var asked = new OrderedDictionary<string, string>();
        view.HttpContext.Items[typeof(Questions)] = asked;
        return asked;
    }

    /// <summary>
    /// A sentence that fits every question, and which question it is about. The summary stands above the form, so the
    /// question is looked up when the page is sent: by then the form has been drawn.
    /// </summary>
    public sealed class Named(string sentence, string name, OrderedDictionary<string, string> asked) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            encoder.Encode(writer, sentence);
            if (asked.TryGetValue(name, out var question) && question.Length > 0)
                encoder.Encode(writer, $": {question}");
        }
    }

    /// <summary>Lines about questions in the order of the questions, as the page is sent; what is about none comes first.</summary>
    public sealed class Sorted(IReadOnlyList<(string Name, IHtmlContent Line)> lines, OrderedDictionary<string, string> asked) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            foreach (var (_, line) in lines.OrderBy(line => asked.IndexOf(line.Name)))
                line.WriteTo(writer, encoder);
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>Text from what employers wrote, which may hold HTML. Only text is kept: no mark-up of theirs ever reaches a page.</summary>
internal static partial class AdvertText
{
    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase) { "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "SVG", "TITLE", "TEXTAREA", "SELECT" };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADDRESS", "ARTICLE", "BLOCKQUOTE", "BR", "DD", "DIV", "DL", "DT", "H1", "H2", "H3", "H4", "H5", "H6", "HR", "LI", "OL", "P", "PRE", "SECTION", "TABLE", "TR", "UL",
    };

    /// <summary>Paragraphs and list items each on a line of their own, items after a bullet.</summary>
    /// <param name="most">Longest text; a longer one ends with an ellipsis.</param>
    /// <returns>Null when nothing is said.</returns>
    public static string? Lines(string? written, int most)
    {
        var text = written ?? "";
        // Some was encoded twice, so that its tags only show in the text of the first reading.
        for (var turn = 0; turn < 2 && text.AsSpan().IndexOfAny('<', '&') >= 0; turn++)
            text = TextOf(text);
        var lines = text.Split('\n').Select(line => Spaces().Replace(Unseen().Replace(line, " "), " ").Trim()).Where(line => line.Length > 0 && line != "•");
        return Short(string.Join('\n', lines), most);
    }

    /// <summary>The same in one line.</summary>
    public static string? Line(string? written, int most) => Lines(written, int.MaxValue) is { } lines ? Short(lines.Replace('\n', ' '), most) : null;

    private static string TextOf(string html)
    {
        var body = new HtmlParser().ParseDocument(html).Body!;
        // What has no tags was typed with its own line ends; in HTML they mean nothing.
        var keepsLines = !body.Descendants<IElement>().Any();
        var text = new StringBuilder();
        Add(body, text, keepsLines);
        return text.ToString();
    }

    private static void Add(INode node, StringBuilder text, bool keepsLines)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
                text.Append(keepsLines ? words.Data : words.Data.Replace('\n', ' ').Replace('\r', ' '));
            else if (child is IElement element && !Silent.Contains(element.NodeName))
            {
                var isBlock = Blocks.Contains(element.NodeName);
                if (isBlock)
                    text.Append('\n');
                if (element.NodeName == "LI")
                    text.Append("• ");
                Add(element, text, keepsLines);
                if (isBlock)
                    text.Append('\n');
            }
        }
    }

    private static string? Short(string text, int most)
    {
        if (text.Length <= most)
            return text.Length == 0 ? null : text;
        var end = text.LastIndexOf(' ', most - 2, Math.Min(40, most - 2)) is var space and > 0 ? space : most - 2;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Spaces();

    // Control characters, which the database refuses, and marks that turn the direction of all text after them.
    [GeneratedRegex(@"[\p{Cc}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]")]
    private static partial Regex Unseen();
}

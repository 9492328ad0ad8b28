using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pledge.Web.Background.Mail;

/// <summary>Words and the address they lead to.</summary>
internal sealed record MailLink(string Words, string Address);

/// <summary>One thing of several that a mail tells.</summary>
internal sealed record MailThing(string Words, MailLink Link);

/// <summary>What a mail says, in the order in which it is read, and its two shapes.</summary>
/// <remarks>
/// The HTML stands on what every mail program keeps: elements with styles of their own, no picture, nothing fetched. It names few colours, because in the dark a mail program
/// chooses them: only the link that is a button has both its colours. The words that matter are a heading, so that a screen reader finds them.
/// </remarks>
internal sealed record MailContent
{
    private const int TextWidth = 72;

    private const string
        Page = "max-width:34em;margin:0 auto;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:18px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word",
        Heading = "margin:0 0 20px;font-size:24px;line-height:1.3;font-weight:bold",
        Paragraph = "margin:0 0 20px",
        Digits = "margin:0 0 20px;font-size:32px;line-height:1.3;font-weight:bold;letter-spacing:4px",
        Button = "display:inline-block;padding:11px 20px;border:1px solid #84d3cd;border-radius:8px;background-color:#0d5358;color:#ffffff;font-weight:bold;text-decoration:none",
        Foot = "margin:32px 0 0;padding:20px 0 0;border-top:1px solid #8a8078;font-size:16px",
        FootLine = "margin:0 0 12px";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public required string Subject { get; init; }

    /// <summary>With a place for the first name.</summary>
    public required string Greeting { get; init; }

    public required string FirstName { get; init; }
    public required string Body { get; init; }
    public IReadOnlyList<MailThing> Things { get; init; } = [];

    /// <summary>A code to type, or null.</summary>
    public string? Code { get; init; }

    public MailLink? Link { get; init; }

    /// <summary>Stands before the link's address, for whoever cannot use the button or wants to see where it leads.</summary>
    public required string LinkHelp { get; init; }

    public required string Why { get; init; }

    /// <summary>Where its reader chooses what comes and when; null for what nobody chooses.</summary>
    public MailLink? Choose { get; init; }

    /// <summary>Stops it without signing in; null for what cannot be stopped.</summary>
    public MailLink? Stop { get; init; }

    /// <summary>That nobody reads what is answered.</summary>
    public required string NoAnswers { get; init; }

    /// <summary>Where to turn to instead, unless the mail itself says it.</summary>
    public required MailLink? Help { get; init; }

    /// <summary>Plain text in lines that an 80-column window shows whole.</summary>
    public string ToText() => Text([string.Format(CultureInfo.CurrentCulture, Greeting, FirstName), .. Said, .. Footer], TextWidth);

    /// <summary>Plain text for a carrier whose template greets the reader and breaks lines itself.</summary>
    public string ToTextForTemplate() => Text([.. Said, .. Footer], int.MaxValue);

    private IEnumerable<string> Said => [Body, .. Things.Select(thing => $"{thing.Words}\n{Line(thing.Link)}"), .. Code is null ? [] : new[] { Code }, .. Link is null ? [] : new[] { Line(Link) }];

    private IEnumerable<string> Footer => [Why, .. Ways.Select(Line), Help is null ? NoAnswers : $"{NoAnswers}\n{Line(Help)}"];

    private IEnumerable<MailLink> Ways => new[] { Choose, Stop }.OfType<MailLink>();

    private static string Line(MailLink link) => $"{link.Words}\n{link.Address}";

    private static string Text(IEnumerable<string> blocks, int width)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            foreach (var line in block.Split('\n').SelectMany(line => Fold(line, width)))
                text.Append(line).Append('\n');
            text.Append('\n');
        }
        return text.ToString();
    }

    // An address has no spaces, so it stays whole.
    private static IEnumerable<string> Fold(string line, int width)
    {
        while (line.Length > width)
        {
            var end = line.LastIndexOf(' ', width);
            end = end > 0 ? end : line.IndexOf(' ', StringComparison.Ordinal);
            if (end < 0)
                break;
            yield return line[..end];
            line = line[(end + 1)..];
        }
        yield return line;
    }

    public string ToHtml(CultureInfo language)
    {
        var direction = language.TextInfo.IsRightToLeft ? "rtl" : "ltr";
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{language.Name}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<meta name=\"color-scheme\" content=\"light dark\">\n<title>{Html.Encode(Subject)}</title>\n</head>\n<body style=\"margin:0;padding:0\">\n");
        // Said again, because mail programs show what is inside the body in a page of their own.
        html.Append(CultureInfo.InvariantCulture, $"<div lang=\"{language.Name}\" dir=\"{direction}\" style=\"{Page}\">\n<h1 style=\"{Heading}\">{Html.Encode(Subject)}</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"{Paragraph}\">{string.Format(CultureInfo.CurrentCulture, Html.Encode(Greeting), $"<bdi>{Html.Encode(FirstName)}</bdi>")}</p>\n<p style=\"{Paragraph}\">{Html.Encode(Body)}</p>\n");
        if (Things.Count > 0)
        {
            html.Append("<ul style=\"margin:0 0 20px;padding:0 20px\">\n");
            foreach (var (said, link) in Things)
                html.Append(CultureInfo.InvariantCulture, $"<li style=\"margin:0 0 16px\">{Html.Encode(said)}<br>\n{Anchor(link)}</li>\n");
            html.Append("</ul>\n");
        }
        if (Code is not null)
            html.Append(CultureInfo.InvariantCulture, $"<p dir=\"ltr\" style=\"{Digits};text-align:{(direction == "rtl" ? "right" : "left")}\">{Html.Encode(Code)}</p>\n");
        if (Link is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"{Paragraph}\"><a href=\"{Html.Encode(Link.Address)}\" style=\"{Button}\">{Html.Encode(Link.Words)}</a></p>\n");
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"{Paragraph};font-size:16px\">{Html.Encode(LinkHelp)}<br>\n<bdi dir=\"ltr\">{Html.Encode(Link.Address)}</bdi></p>\n");
        }
        html.Append(CultureInfo.InvariantCulture, $"<div style=\"{Foot}\">\n<p style=\"{FootLine}\">{Html.Encode(Why)}</p>\n");
        foreach (var link in Ways)
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"{FootLine}\">{Anchor(link)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"{FootLine}\">{Html.Encode(NoAnswers)}{(Help is null ? "" : " " + Anchor(Help))}</p>\n");
        return html.Append("</div>\n</div>\n</body>\n</html>\n").ToString();
    }

    private static string Anchor(MailLink link) => $"<a href=\"{Html.Encode(link.Address)}\">{Html.Encode(link.Words)}</a>";
}

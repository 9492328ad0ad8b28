using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Pledge.Domain.Promises;

namespace Pledge.Web.Features.Promises;

/// <summary>A small picture of how both voices on a promise changed: time runs with the reading, and higher is truer.</summary>
/// <remarks>The young person is a circle, the worker a square, in the colours they have everywhere. It is hidden from screen readers, because the list under
/// "how this changed" says the same in words. Written here at once, since a page draws one for each promise.</remarks>
public static class PromiseMarks
{
    private const int Width = 240, Height = 44, Margin = 8;

    /// <returns>Nothing when there are not two marks to compare.</returns>
    public static IHtmlContent Draw(PledgeLine line)
    {
        var marks = line.Mine.Marks.Select(mark => (Mine: true, mark.Value, mark.On)).Concat(line.Theirs.Marks.Select(mark => (Mine: false, mark.Value, mark.On))).ToList();
        if (marks.Count < 2)
            return HtmlString.Empty;

        var (first, last) = (marks.Min(mark => mark.On).DayNumber, marks.Max(mark => mark.On).DayNumber);
        int XOf(DateOnly on) => last == first ? Width / 2 : Margin + ((Width - (2 * Margin)) * (on.DayNumber - first) / (last - first));
        var svg = new StringBuilder(600).Append(CultureInfo.InvariantCulture,
            $"<svg class=\"marks\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" aria-hidden=\"true\" focusable=\"false\"><path class=\"marks__line\" d=\"M0 8H{Width}M0 22H{Width}M0 36H{Width}\"/>");
        // The worker first, so that the reader's own marks lie on top.
        foreach (var (mine, value, on) in marks.OrderBy(mark => mark.Mine).ThenBy(mark => mark.On))
        {
            var (x, y, shape) = (XOf(on), YOf(value), value is AnswerValue.NotForMe ? " marks__out" : "");
            if (mine)
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"voice-shape--young-person{shape}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>");
            else
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"voice-shape--worker{shape}\" x=\"{x - 5}\" y=\"{y - 5}\" width=\"10\" height=\"10\"/>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static int YOf(AnswerValue value) => value switch { AnswerValue.True => 8, AnswerValue.GettingThere => 22, AnswerValue.NotYet => 36, _ => 22 };
}

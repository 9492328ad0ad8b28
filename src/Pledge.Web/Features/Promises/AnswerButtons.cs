using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Promises;

namespace Pledge.Web.Features.Promises;

/// <summary>The four buttons under one promise. They belong to the form of <c>_AnswerForm</c>, which stands on the page once.</summary>
/// <remarks>Written here and not in a partial, since a page draws one for each promise.</remarks>
/// <param name="Line">The promise.</param>
/// <param name="T">Words of the answers and of the question.</param>
public sealed record AnswerButtons(PledgeLine Line, IStringLocalizer<PromisesText> T) : IHtmlContent
{
    private static readonly AnswerValue[] Values = Enum.GetValues<AnswerValue>();

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var now = Line.Mine.Latest?.Value;
        writer.Write("<div class=\"answers\" role=\"group\" aria-labelledby=\"ask-");
        encoder.Encode(writer, Line.Key);
        writer.Write("\"><p class=\"answers__ask\" id=\"ask-");
        encoder.Encode(writer, Line.Key);
        writer.Write("\">");
        encoder.Encode(writer, T[now is null ? "Ask" : "AskAgain"].Value);
        writer.Write("<span class=\"govuk-visually-hidden\"> ");
        encoder.Encode(writer, Line.Statement);
        writer.Write("</span></p><div class=\"answers__list\">");
        foreach (var value in Values)
        {
            writer.Write("<button class=\"answers__button\" form=\"answer\" formaction=\"/pledge/");
            encoder.Encode(writer, Line.Key);
            writer.Write("/answer\" name=\"Value\" value=\"");
            writer.Write(value.ToString());
            writer.Write(value == now ? "\" aria-pressed=\"true\">" : "\" aria-pressed=\"false\">");
            encoder.Encode(writer, T[$"Mine_{value}"].Value);
            writer.Write("</button>");
        }
        writer.Write("</div></div>");
    }
}

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>Every error of the page, in the order of the fields, each linked to its own: <c>&lt;p-error-summary /&gt;</c> above the form. Nothing when all is well.</summary>
[HtmlTargetElement("p-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ViewData.ModelState.Where(entry => entry.Value is { Errors.Count: > 0 }).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        List<(string Name, IHtmlContent Line)> lines = [];
        var sentences = errors.ConvertAll(error => Field.SentenceOf(error.Value!.Errors[0], refusals));
        foreach (var ((name, _), sentence) in errors.Zip(sentences))
        {
            var item = new TagBuilder("li");
            if (name.Length == 0)
            {
                lines.Add((name, item.Text(sentence)));
                continue;
            }

            var fitsAnyQuestion = sentence == refusals["answer-missing"] || sentences.Count(other => other == sentence) > 1;
            var link = new TagBuilder("a").Set("href", $"#{TargetOf(name)}");
            lines.Add((name, item.With(fitsAnyQuestion ? link.With(new Questions.Named(sentence, name, Questions.Of(View))) : link.Text(sentence))));
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Content.AppendHtml(Html.Tag("div", "").Set("role", "alert").With(
            Html.Tag("h2", "govuk-error-summary__title").Text(shared["ThereIsAProblem"]),
            Html.Tag("div", "govuk-error-summary__body").With(Html.Tag("ul", "govuk-list govuk-error-summary__list").With(new Questions.Sorted(lines, Questions.Of(View))))));
    }

    /// <summary>A date is three boxes: its error leads to the first.</summary>
    private string TargetOf(string name)
    {
        var isDate = View.ViewData.ModelState.ContainsKey($"{name}.{ThreePartDateBinder.Day}");
        return Field.IdOf(name) + (isDate ? "-first" : "");
    }
}

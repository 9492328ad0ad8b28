using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>What every question has: the property it fills, a label, perhaps a hint. Words arrive already in the reader's language.</summary>
public abstract class FieldTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    /// <summary>s, m, l or xl of GOV.UK Frontend; none is body size.</summary>
    public string? LabelSize { get; set; }

    /// <summary>True when the question is the page's own heading.</summary>
    public bool IsHeading { get; set; }

    public string? Hint { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    protected IStringLocalizer<SharedText> Shared => shared;
    protected IStringLocalizer<RefusalText> Refusals => refusals;

    private protected Field Question()
    {
        var field = Field.Of(For, View, refusals, string.IsNullOrEmpty(Hint) ? null : Hint);
        Questions.Of(View)[field.Name] = Label;
        return field;
    }

    /// <summary>A group of controls under one question, with the words of that question as its legend.</summary>
    private protected TagBuilder Fieldset(Field field, params ReadOnlySpan<Microsoft.AspNetCore.Html.IHtmlContent?> children)
    {
        var legend = Html.Tag("legend", $"govuk-fieldset__legend govuk-fieldset__legend--{LabelSize ?? "s"}");
        if (IsHeading)
            legend.With(Html.Tag("h1", "govuk-fieldset__heading").Text(Label));
        else
            legend.Text(Label);

        return Html.Tag("fieldset", "govuk-fieldset").Set("aria-describedby", field.DescribedBy)
            .With(legend, field.HintTag(), field.ErrorTag(shared)).With(children);
    }
}

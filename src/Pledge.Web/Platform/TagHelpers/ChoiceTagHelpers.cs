using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>The question its choices belong to, and how many have been drawn: the first takes the id the error summary links to.</summary>
internal sealed class Choices(Field question, IReadOnlyCollection<string> chosen)
{
    private int _drawn;
    public Field Question => question;
    public bool IsChosen(string value) => chosen.Contains(value);
    public string NextId() => ++_drawn == 1 ? question.Id : $"{question.Id}-{_drawn}";
}

/// <summary>One of a few: <c>&lt;p-radios for="Answer" label="…"&gt;&lt;p-radio value="yes" label="…" /&gt;&lt;/p-radios&gt;</c>.</summary>
[HtmlTargetElement("p-radios", Attributes = "for")]
public sealed class RadiosTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    public bool Inline { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        context.Items[typeof(Choices)] = new Choices(field, field.Typed is null ? [] : [field.Typed]);
        var list = Html.Tag("div", Inline ? "govuk-radios govuk-radios--inline" : "govuk-radios").Set("data-module", "govuk-radios").Set(output.Attributes)
            .With(await output.GetChildContentAsync());
        output.BecomeGroup(field.Error is not null, "", Fieldset(field, list));
    }
}

/// <summary>Any of a few: <c>&lt;p-checkboxes for="Channels" label="…"&gt;&lt;p-checkbox value="email" label="…" /&gt;&lt;/p-checkboxes&gt;</c>. A bool takes one box with value "true".</summary>
[HtmlTargetElement("p-checkboxes", Attributes = "for")]
public sealed class CheckboxesTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        context.Items[typeof(Choices)] = new Choices(field, Chosen(field));
        var list = Html.Tag("div", "govuk-checkboxes").Set("data-module", "govuk-checkboxes").Set(output.Attributes).With(await output.GetChildContentAsync());
        // One box that says everything itself needs no question around it.
        if (Label.Length == 0)
            output.BecomeGroup(field.Error is not null, "", field.HintTag(), field.ErrorTag(Shared), list);
        else
            output.BecomeGroup(field.Error is not null, "", Fieldset(field, list));
    }

    private string[] Chosen(Field field)
    {
        if (View.ViewData.ModelState.TryGetValue(field.Name, out var entry) && entry.RawValue is not null)
            return entry.RawValue as string[] ?? [entry.AttemptedValue ?? ""];
        return For.Model is System.Collections.IEnumerable many and not string
            ? [.. many.Cast<object?>().Select(value => Field.FormatValue(value) ?? "")]
            : [field.Typed ?? ""];
    }
}

/// <summary>One choice of a <c>p-radios</c>.</summary>
[HtmlTargetElement("p-radio", ParentTag = "p-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadioTagHelper : ChoiceTagHelper
{
    private protected override string Kind => "radio";
}

/// <summary>One choice of a <c>p-checkboxes</c>.</summary>
[HtmlTargetElement("p-checkbox", ParentTag = "p-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxTagHelper : ChoiceTagHelper
{
    private protected override string Kind => "checkbox";
}

/// <summary>A box or circle with its label, and perhaps a hint of its own.</summary>
public abstract class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary><c>auto</c> where the label is what somebody wrote.</summary>
    public string? LabelDir { get; set; }

    /// <summary>Language of the label where it is not that of the page.</summary>
    public string? LabelLang { get; set; }

    private protected abstract string Kind { get; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var choices = (Choices)context.Items[typeof(Choices)];
        var id = choices.NextId();
        var css = Kind == "radio" ? "govuk-radios" : "govuk-checkboxes";
        var control = Html.Tag("input", $"{css}__input", id).Set("type", Kind).Set("name", choices.Question.Name).Set("value", Value)
            .Set("aria-describedby", Hint is null ? null : $"{id}-item-hint").Set(output.Attributes);
        if (choices.IsChosen(Value))
            control.Set("checked", "checked");

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", $"{css}__item");
        output.Content.AppendHtml(control);
        output.Content.AppendHtml(Html.Tag("label", $"govuk-label {css}__label").Set("for", id).Set("dir", LabelDir).Set("lang", LabelLang).Text(Label));
        if (Hint is not null)
            output.Content.AppendHtml(Html.Tag("div", $"govuk-hint {css}__hint", $"{id}-item-hint").Text(Hint));
    }
}

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>One question on a form: its name, its id, what was typed and what is wrong with it.</summary>
internal sealed record Field(string Name, string Id, string? Typed, string? Error, string? Hint)
{
    public string? DescribedBy => string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", Error is null ? null : $"{Id}-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    /// <summary>What the person typed wins over the stored value, so that a refused form loses nothing.</summary>
    public static Field Of(ModelExpression model, ViewContext view, IStringLocalizer<RefusalText> texts, string? hint)
    {
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name);
        view.ViewData.ModelState.TryGetValue(name, out var entry);
        var typed = entry?.RawValue is not null ? entry.AttemptedValue : FormatValue(model.Model);
        return new(name, IdOf(name), typed, ErrorOf(view.ViewData.ModelState, name, texts), hint);
    }

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "-");

    /// <summary>First error under a name. A code becomes its sentence; what is a sentence already stays.</summary>
    public static string? ErrorOf(ModelStateDictionary state, string name, IStringLocalizer<RefusalText> texts) =>
        state.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? SentenceOf(entry.Errors[0], texts) : null;

    public static string SentenceOf(ModelError error, IStringLocalizer<RefusalText> texts) =>
        texts[string.IsNullOrEmpty(error.ErrorMessage) ? "value-not-understood" : error.ErrorMessage];

    public TagBuilder LabelTag(string text, string? size, bool isHeading = false)
    {
        var label = Html.Tag("label", "govuk-label" + (size is null ? "" : $" govuk-label--{size}")).Text(text);
        label.Attributes["for"] = Id;
        return isHeading ? Html.Tag("h1", "govuk-label-wrapper").With(label) : label;
    }

    public IHtmlContent? HintTag() => Hint is null ? null : Html.Tag("div", "govuk-hint", $"{Id}-hint").Text(Hint);

    public TagBuilder? ErrorTag(IStringLocalizer<SharedText> shared) => Error is null
        ? null
        : Html.Tag("p", "govuk-error-message", $"{Id}-error").With(Html.Tag("span", "govuk-visually-hidden").Text(shared["ErrorPrefix"] + ": ")).Text(Error);

    /// <summary>The control itself: id, name, the ids that describe it, and the look of an error.</summary>
    public TagBuilder ControlTag(string element, string css)
    {
        var control = Html.Tag(element, Error is null ? css : $"{css} {css.Split(' ')[0]}--error", Id);
        control.Attributes["name"] = Name;
        if (DescribedBy is { } ids)
            control.Attributes["aria-describedby"] = ids;
        if (Error is not null)
            control.Attributes["aria-invalid"] = "true";
        return control;
    }

    public static string? FormatValue(object? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.CurrentCulture),
        _ => value.ToString(),
    };
}

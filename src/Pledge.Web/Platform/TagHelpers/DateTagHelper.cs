using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>A day in three boxes: <c>&lt;p-date for="From" label="…" hint="…" /&gt;</c>, for a <c>DateOnly?</c> property.</summary>
[HtmlTargetElement("p-date", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    /// <summary>True for a date of birth, which browsers can fill in.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        var stored = For.Model as DateOnly?;
        var boxes = Html.Tag("div", "govuk-date-input", field.Id).With(
            Box(field, ThreePartDateBinder.Day, Shared["Day"], stored?.Day, 2, "bday-day", first: true),
            Box(field, ThreePartDateBinder.Month, Shared["Month"], stored?.Month, 2, "bday-month"),
            Box(field, ThreePartDateBinder.Year, Shared["Year"], stored?.Year, 4, "bday-year"));
        output.BecomeGroup(field.Error is not null, "", Fieldset(field, boxes).Set("role", "group"));
    }

    private TagBuilder Box(Field field, string part, string label, int? stored, int width, string autocomplete, bool first = false)
    {
        var name = $"{field.Name}.{part}";
        var id = first ? $"{field.Id}-first" : Field.IdOf(name);
        var typed = View.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.AttemptedValue : stored?.ToString(CultureInfo.InvariantCulture);
        var input = Html.Tag("input", $"govuk-input govuk-date-input__input govuk-input--width-{width}{(field.Error is null ? "" : " govuk-input--error")}", id)
            .Set("name", name).Set("type", "text").Set("inputmode", part == ThreePartDateBinder.Month ? null : "numeric")
            .Set("autocomplete", Birthday ? autocomplete : "off").Set("value", typed);

        return Html.Tag("div", "govuk-date-input__item").With(Html.Tag("div", "govuk-form-group").With(
            Html.Tag("label", "govuk-label govuk-date-input__label").Set("for", id).Text(label), input));
    }
}

using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>One line of text: <c>&lt;p-input for="Name" label="@T["Name"]" width="20" /&gt;</c>.</summary>
[HtmlTargetElement("p-input", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }
    public bool? Spellcheck { get; set; }

    /// <summary>How many characters wide it looks: 2, 3, 4, 5, 10, 20 or 30. Not a limit.</summary>
    public int? Width { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        var control = field.ControlTag("input", "govuk-input" + (Width is { } width ? $" govuk-input--width-{width}" : ""))
            .Set("type", Type).Set("autocomplete", Autocomplete).Set("inputmode", Inputmode)
            .Set("spellcheck", Spellcheck is { } check ? (check ? "true" : "false") : null)
            .Set("value", Type == "password" ? null : field.Typed)
            .Set(output.Attributes);

        output.BecomeGroup(field.Error is not null, "", field.LabelTag(Label, LabelSize, IsHeading), field.HintTag(), field.ErrorTag(Shared), control);
    }
}

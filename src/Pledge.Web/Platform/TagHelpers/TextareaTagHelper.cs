using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>Several lines of text: <c>&lt;p-textarea for="Words" label="…" max-length="500" /&gt;</c> says how many characters are left.</summary>
[HtmlTargetElement("p-textarea", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    public int Rows { get; set; } = 5;

    /// <summary>Limit said beside the box. Typing past it is allowed, so that nothing pasted is cut; the entity or attribute refuses.</summary>
    public int? MaxLength { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        var control = field.ControlTag("textarea", "govuk-textarea" + (MaxLength is null ? "" : " govuk-js-character-count"))
            .Set("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)).Set(output.Attributes);
        // People write in their own language, whatever the page's.
        if (!output.Attributes.ContainsName("dir"))
            control.Set("dir", "auto");
        // HTML drops one line break after the tag: give it one to drop, or a text that starts with one would lose it.
        control.Text("\n" + field.Typed);

        if (MaxLength is not { } limit)
        {
            output.BecomeGroup(field.Error is not null, "", field.LabelTag(Label, LabelSize, IsHeading), field.HintTag(), field.ErrorTag(Shared), control);
            return;
        }

        control.Set("aria-describedby", string.Join(' ', new[] { field.DescribedBy, $"{field.Id}-info" }.OfType<string>()));
        output.BecomeGroup(field.Error is not null, " govuk-character-count",
            field.LabelTag(Label, LabelSize, IsHeading), field.HintTag(), field.ErrorTag(Shared), control,
            Html.Tag("div", "govuk-hint govuk-character-count__message", $"{field.Id}-info").Text(Shared["UpToCharacters", limit]));
        output.Attributes.SetAttribute("data-module", "govuk-character-count");
        output.Attributes.SetAttribute("data-maxlength", limit);
        output.Attributes.SetAttribute("data-i18n.characters-under-limit.one", Shared["OneCharacterLeft"].Value);
        output.Attributes.SetAttribute("data-i18n.characters-under-limit.other", Shared["CharactersLeft"].Value);
        output.Attributes.SetAttribute("data-i18n.characters-at-limit", Shared["NoCharactersLeft"].Value);
        output.Attributes.SetAttribute("data-i18n.characters-over-limit.one", Shared["OneCharacterOver"].Value);
        output.Attributes.SetAttribute("data-i18n.characters-over-limit.other", Shared["CharactersOver"].Value);
    }
}

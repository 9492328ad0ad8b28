using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>One of a long list: <c>&lt;p-select for="Code" label="…" items="Model.Codes" /&gt;</c>. For fewer than about eight, use radios.</summary>
[HtmlTargetElement("p-select", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        var control = field.ControlTag("select", "govuk-select").Set(output.Attributes);
        foreach (var item in Items)
        {
            var option = new TagBuilder("option").Set("value", item.Value);
            if (string.Equals(item.Value ?? item.Text, field.Typed ?? "", StringComparison.Ordinal))
                option.Set("selected", "selected");
            if (item.Disabled)
                option.Set("disabled", "disabled");
            control.With(option.Text(item.Text));
        }

        output.BecomeGroup(field.Error is not null, "", field.LabelTag(Label, LabelSize, IsHeading), field.HintTag(), field.ErrorTag(Shared), control);
    }
}

using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>A password with a button to show it. What was typed is never sent back.</summary>
[HtmlTargetElement("p-password", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PasswordTagHelper(IStringLocalizer<RefusalText> refusals, IStringLocalizer<SharedText> shared) : FieldTagHelper(refusals, shared)
{
    /// <summary><c>current-password</c> to sign in, <c>new-password</c> to set one.</summary>
    public string Autocomplete { get; set; } = "current-password";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question();
        var control = field.ControlTag("input", "govuk-input govuk-password-input__input govuk-js-password-input-input")
            .Set("type", "password").Set("autocomplete", Autocomplete).Set("spellcheck", "false").Set("autocapitalize", "none").Set(output.Attributes);
        var button = Html.Tag("button", "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle")
            .Set("type", "button").Set("data-module", "govuk-button").Set("aria-controls", field.Id).Set("aria-label", Shared["ShowPassword"]).Set("hidden", "").Text(Shared["Show"]);

        output.BecomeGroup(field.Error is not null, " govuk-password-input",
            field.LabelTag(Label, LabelSize, IsHeading), field.HintTag(), field.ErrorTag(Shared),
            Html.Tag("div", "govuk-input__wrapper govuk-password-input__wrapper").With(control, button));
        output.Attributes.SetAttribute("data-module", "govuk-password-input");
        output.Attributes.SetAttribute("data-i18n.show-password", Shared["Show"].Value);
        output.Attributes.SetAttribute("data-i18n.hide-password", Shared["Hide"].Value);
        output.Attributes.SetAttribute("data-i18n.show-password-aria-label", Shared["ShowPassword"].Value);
        output.Attributes.SetAttribute("data-i18n.hide-password-aria-label", Shared["HidePassword"].Value);
        output.Attributes.SetAttribute("data-i18n.password-shown-announcement", Shared["PasswordShown"].Value);
        output.Attributes.SetAttribute("data-i18n.password-hidden-announcement", Shared["PasswordHidden"].Value);
    }
}

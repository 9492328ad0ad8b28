using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>A button that sends its form, or a link that looks like one when it has an <c>href</c>.</summary>
[HtmlTargetElement("p-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public bool Secondary { get; set; }
    public bool Warning { get; set; }
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"govuk-button{(Secondary ? " govuk-button--secondary" : "")}{(Warning ? " govuk-button--warning" : "")}");
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            return;
        }
        if (!output.Attributes.ContainsName("type"))
            output.Attributes.SetAttribute("type", "submit");
        // Two taps are one wish. The server still has to be right when two arrive.
        output.Attributes.SetAttribute("data-prevent-double-click", "true");
    }
}

/// <summary>A word that carries a state: <c>&lt;p-tag colour="late"&gt;</c>; main, voice, good, soon or late, or plain.</summary>
[HtmlTargetElement("p-tag")]
public sealed class TagTagHelper : TagHelper
{
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", Colour is null ? "tag" : $"tag tag--{Colour}");
    }
}

/// <summary>More for those who want it: <c>&lt;p-details summary="…"&gt;…&lt;/p-details&gt;</c>.</summary>
[HtmlTargetElement("p-details", Attributes = "summary")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Summary { get; set; } = "";
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "govuk-details");
        if (Open)
            output.Attributes.SetAttribute(new TagHelperAttribute("open"));
        output.Content.AppendHtml(Html.Tag("summary", "govuk-details__summary").With(Html.Tag("span", "govuk-details__summary-text").Text(Summary)));
        output.Content.AppendHtml(Html.Tag("div", "govuk-details__text").With(content));
    }
}

/// <summary>Something the reader should know first: <c>&lt;p-notification&gt;…&lt;/p-notification&gt;</c>; <c>success</c> after something they did.</summary>
[HtmlTargetElement("p-notification")]
public sealed class NotificationTagHelper(IStringLocalizer<SharedText> shared) : TagHelper
{
    public bool Success { get; set; }
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var id = $"notification-{context.UniqueId}";
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Success ? "govuk-notification-banner govuk-notification-banner--success" : "govuk-notification-banner");
        output.Attributes.SetAttribute("role", Success ? "status" : "region");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Content.AppendHtml(Html.Tag("div", "govuk-notification-banner__header").With(
            Html.Tag("h2", "govuk-notification-banner__title", id).Text(Title ?? (Success ? shared["Done"] : shared["Important"]).Value)));
        output.Content.AppendHtml(Html.Tag("div", "govuk-notification-banner__content").With(content));
    }
}

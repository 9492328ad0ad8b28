using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>Elements put together so that every text and attribute is encoded.</summary>
internal static class Html
{
    public static TagBuilder Tag(string element, string css, string? id = null)
    {
        var tag = new TagBuilder(element) { TagRenderMode = element is "input" ? TagRenderMode.SelfClosing : TagRenderMode.Normal };
        if (id is not null)
            tag.Attributes["id"] = id;
        tag.Attributes["class"] = css;
        return tag;
    }

    public static TagBuilder Text(this TagBuilder tag, string text)
    {
        tag.InnerHtml.Append(text);
        return tag;
    }

    public static TagBuilder With(this TagBuilder tag, params ReadOnlySpan<IHtmlContent?> children)
    {
        foreach (var child in children)
        {
            if (child is not null)
                tag.InnerHtml.AppendHtml(child);
        }
        return tag;
    }

    public static TagBuilder Set(this TagBuilder tag, string attribute, string? value)
    {
        if (value is not null)
            tag.Attributes[attribute] = value;
        return tag;
    }

    /// <summary>Attributes the page wrote on our element, such as <c>data-</c>, go to the control it becomes.</summary>
    public static TagBuilder Set(this TagBuilder tag, TagHelperAttributeList rest)
    {
        foreach (var attribute in rest)
            tag.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        return tag;
    }

    /// <summary>Replaces our element by a form group that holds <paramref name="children"/>.</summary>
    public static void BecomeGroup(this TagHelperOutput output, bool wrong, string extra, params ReadOnlySpan<IHtmlContent?> children)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", $"govuk-form-group{(wrong ? " govuk-form-group--error" : "")}{extra}");
        foreach (var child in children)
        {
            if (child is not null)
                output.Content.AppendHtml(child);
        }
    }
}

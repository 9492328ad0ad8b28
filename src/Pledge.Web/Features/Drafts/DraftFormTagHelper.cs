using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Platform.TagHelpers;

namespace Pledge.Web.Features.Drafts;

/// <summary>A form that is kept while it is filled: <c>&lt;form method="post" p-draft&gt;</c>, on a page with <see cref="KeepsDraftAttribute"/>.</summary>
[HtmlTargetElement("form", Attributes = "p-draft")]
public sealed class DraftFormTagHelper(IHtmlGenerator html, IStringLocalizer<DraftsText> texts) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    /// <summary>Whether the form has a button of its own that keeps it, for longer than a draft is kept.</summary>
    public bool SavesItself { get; set; }

    // Outside the framework's form, whose token then stands inside the form.
    public override int Order => 10;

    /// <exception cref="InvalidOperationException">The page does not say that it keeps drafts: a bug.</exception>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var draft = DraftOnPage.Of(View.HttpContext) ?? throw new InvalidOperationException("A form has p-draft, and its page model has no KeepsDraft.");
        output.Attributes.RemoveAll("p-draft");
        output.Attributes.SetAttribute("data-draft", draft.Place.Address);
        output.Attributes.SetAttribute("data-draft-not-kept", texts["NotKept"].Value);
        output.Attributes.SetAttribute("data-draft-not-sent", texts["NotSent"].Value);
        output.Attributes.SetAttribute("data-draft-signed-out", texts["SignedOut"].Value);
        output.Attributes.SetAttribute("data-draft-too-long", texts["TooLong"].Value);

        foreach (var (name, value) in Hidden(draft))
            output.PostContent.AppendHtml(Input(name, value));
        // After the form's own buttons: pressing Enter in a field presses the first.
        output.PostContent.AppendHtml(Html.Tag("p", "draft__state").With(
            Html.Tag("span", "").Set("role", "status").Set("data-draft-state", ""),
            Html.Tag("a", "govuk-link tap").Set("href", "/sign-in").Set("target", "_blank").Set("rel", "noopener").Set("hidden", "").Set("data-draft-sign-in", "").Text(texts["SignInAgain"])));
        if (!SavesItself)
            output.PostContent.AppendHtml(Html.Tag("button", "button-link draft__keep").Set("type", "submit").Set("formaction", $"{draft.Place.Address}?back=true")
                .Set("formnovalidate", "").Text(texts["KeepForLater"]));

        if (draft.RestoredFrom is { } kept)
            OfferStartAgain(draft, kept, output);
    }

    /// <summary>The button stands above the form and belongs to a form below it, since forms cannot hold each other. It is found in a second step: what it throws away does not come back.</summary>
    private void OfferStartAgain(DraftOnPage draft, DateTimeOffset kept, TagHelperOutput output)
    {
        const string id = "draft-start-again";
        output.PreElement.AppendHtml(Html.Tag("div", "draft__restored").With(
            Html.Tag("p", "").Text(texts["Restored", LondonTime.ToLondon(kept)]),
            Html.Tag("details", "working").With(
                Html.Tag("summary", "").Text(texts["StartAgain"]),
                Html.Tag("p", "").Text(texts["StartAgainAsk"]),
                Html.Tag("button", "button-link").Set("type", "submit").Set("form", id).Text(texts["StartAgainYes"]))));
        var again = new TagBuilder("form").Set("method", "post").Set("action", $"{draft.Place.Address}?handler=StartAgain").Set("id", id)
            .With(html.GenerateAntiforgery(View));
        foreach (var (name, value) in Hidden(draft))
            again.With(Input(name, value));
        output.PostElement.AppendHtml(again);
    }

    private static (string Name, string Value)[] Hidden(DraftOnPage draft) =>
        [(DraftPlace.Field, draft.Place.ToString()), (DraftPlace.KeyField, draft.Key.ToString()), (DraftPlace.PageField, draft.Page)];

    private static TagBuilder Input(string name, string value) =>
        new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing }.Set("type", "hidden").Set("name", name).Set("value", value);
}

using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Shared;

namespace Pledge.Tests.Platform;

/// <summary>What a tag helper writes, read back as a browser would.</summary>
internal static class Rendered
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    public static IStringLocalizer<RefusalText> Refusals { get; } = Services.GetRequiredService<IStringLocalizer<RefusalText>>();
    public static IStringLocalizer<SharedText> Shared { get; } = Services.GetRequiredService<IStringLocalizer<SharedText>>();

    public static ViewContext View(ModelStateDictionary? state = null) => new()
    {
        HttpContext = new DefaultHttpContext(),
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), state ?? new ModelStateDictionary()),
    };

    public static ModelExpression For<T>(string name, T value)
    {
        var metadata = new EmptyModelMetadataProvider();
        return new ModelExpression(name, metadata.GetModelExplorerForType(typeof(T), value));
    }

    /// <param name="inside">What the element holds, drawn while the outer one is.</param>
    public static async Task<IElement> Of(TagHelper helper, IEnumerable<TagHelper>? inside = null, TagHelperAttributeList? attributes = null) =>
        new HtmlParser().ParseDocument(await HtmlOf(helper, inside, attributes)).Body!;

    public static async Task<string> HtmlOf(TagHelper helper, IEnumerable<TagHelper>? inside = null, TagHelperAttributeList? attributes = null, IDictionary<object, object>? items = null)
    {
        var shared = items ?? new Dictionary<object, object>();
        var context = new TagHelperContext([], shared, "id");
        var output = new TagHelperOutput("p", attributes ?? [], async (_, _) =>
        {
            var content = new DefaultTagHelperContent();
            foreach (var child in inside ?? [])
                content.AppendHtml(await HtmlOf(child, items: new Dictionary<object, object>(shared)));
            return content;
        });
        await helper.ProcessAsync(context, output);

        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}

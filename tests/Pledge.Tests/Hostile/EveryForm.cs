using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Pledge.Tests.Hostile;

/// <summary>Every form the site takes, read from the compiled pages: the address of the page and, after a <c>#</c>, the handler when it has a name.</summary>
internal static class EveryForm
{
    private static readonly Assembly Site = typeof(Program).Assembly;

    public static IReadOnlyList<string> All { get; } = [.. PagesOf(Site).SelectMany(page => HandlersOf(page.Model).Select(handler => page.Template + (handler.Length == 0 ? "" : $"#{handler}"))).Order(StringComparer.Ordinal)];

    /// <summary>Whether a form that is sent to the address arrives at the handler.</summary>
    public static bool Takes(string form, Uri address)
    {
        var (template, handler) = form.Split('#') is [var page, var name] ? (page, name) : (form, "");
        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        return (query["handler"] ?? "").Equals(handler, StringComparison.OrdinalIgnoreCase)
            && new TemplateMatcher(TemplateParser.Parse(template), []).TryMatch(address.AbsolutePath, []);
    }

    /// <summary>Every page with a model: its address, and the model.</summary>
    public static IReadOnlyList<(string Template, Type Model)> Pages { get; } = [.. PagesOf(Site)];

    private static IEnumerable<(string Template, Type Model)> PagesOf(Assembly assembly) =>
        from item in new RazorCompiledItemLoader().LoadItems(assembly)
        from template in item.Metadata.OfType<RazorCompiledItemMetadataAttribute>().Where(data => data.Key == "RouteTemplate").Select(data => data.Value)
        let model = item.Type.GetProperty("Model")?.PropertyType
        where model is not null && model.IsSubclassOf(typeof(PageModel))
        select (template, model);

    private static IEnumerable<string> HandlersOf(Type model) =>
        from method in model.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.Name.StartsWith("OnPost", StringComparison.Ordinal)
        let name = method.Name["OnPost".Length..]
        select name.EndsWith("Async", StringComparison.Ordinal) ? name[..^"Async".Length] : name;
}

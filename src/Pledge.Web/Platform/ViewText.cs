using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Pledge.Web.Platform;

/// <summary>Turns a view into text outside a request, for documents that are printed or packed.</summary>
public sealed class ViewText(IRazorViewEngine engine, ITempDataProvider tempData, IServiceProvider services)
{
    /// <param name="path">Of the view, from the root of the features: <c>/Features/Plans/_Print.cshtml</c>. It sets its own layout, or none.</param>
    /// <param name="model">Everything it shows: a view has no database.</param>
    /// <exception cref="InvalidOperationException">No such view: a bug.</exception>
    public async Task<string> RenderAsync<TModel>(string path, TModel model)
    {
        var found = engine.GetView(executingFilePath: null, path, isMainPage: true);
        if (!found.Success)
            throw new InvalidOperationException($"No view {path}.");

        var http = new DefaultHttpContext { RequestServices = services };
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        await using var text = new StringWriter();
        var data = new ViewDataDictionary<TModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await found.View.RenderAsync(new ViewContext(action, found.View, data, new TempDataDictionary(http, tempData), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}

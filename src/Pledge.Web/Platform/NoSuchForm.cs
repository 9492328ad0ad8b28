using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Pledge.Web.Data;

namespace Pledge.Web.Platform;

/// <summary>Refuses what a page has no handler for. MVC would render the page without having read anything for it, and fail.</summary>
/// <remarks>Error pages are left alone: they answer under the verb of the request that failed.</remarks>
public sealed class NoSuchForm : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        // A page of words alone has no handler for reading either.
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (context.HandlerMethod is null && !reads && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<WithoutRowScopeAttribute>() is null)
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        else if (context.HandlerMethod is not null && !reads && context.HttpContext.Request is { ContentType.Length: > 0, HasFormContentType: false })
            context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}

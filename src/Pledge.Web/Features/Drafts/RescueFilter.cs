using Microsoft.AspNetCore.Mvc.Filters;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>When saving a form fails as a whole, because somebody else was first or something broke, its text is kept all the same, in a transaction of its own.</summary>
/// <remarks>Runs around <see cref="RowScopeFilter"/>: by then the failed transaction is gone.</remarks>
public sealed class RescueFilter(IServiceScopeFactory services, TimeProvider clock) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        var http = context.HttpContext;
        // Other forms have no draft, and an upload's body is read already.
        if (http.GetEndpoint()?.Metadata.GetMetadata<KeepsDraftAttribute>() is null)
            return;
        var failed = executed.Exception is not null || executed.Result is Microsoft.AspNetCore.Mvc.StatusCodeResult { StatusCode: >= 400 };
        if (failed && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.User.Identity?.IsAuthenticated is true)
            await services.KeepFormAsync(http, http.User, clock);
    }
}

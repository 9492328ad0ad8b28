using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Errors;

/// <summary>Says what happened and what to do. Asks nothing of the database, so that it works when that is what broke.</summary>
[AllowAnonymous, WithoutRowScope, IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : PageModel
{
    private static readonly int[] Described = [400, 403, 404, 409, 429, 500];

    public int Code { get; private set; }

    /// <summary>Whatever the verb: a failed request comes here again under its own.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerPathFeature>() is not null;
        // Typed by hand, this address is one more page that does not exist.
        if (!failed)
            Response.StatusCode = StatusCodes.Status404NotFound;

        var status = Response.StatusCode;
        Code = Described.Contains(status) ? status : status >= 500 ? 500 : 400;
    }
}

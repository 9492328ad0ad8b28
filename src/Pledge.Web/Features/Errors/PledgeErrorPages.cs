using Microsoft.EntityFrameworkCore;

namespace Pledge.Web.Features.Errors;

/// <summary>Every refusal and every fault ends on a page in plain words.</summary>
public static class PledgeErrorPages
{
    /// <summary>Put it right after the security headers, before files, routing and sign-in.</summary>
    public static IApplicationBuilder UsePledgeErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = StatusOf });
        return app.UseStatusCodePagesWithReExecute("/error/{0}");
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // Two people changed one row: the second is told, and nothing of the first is lost.
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };
}

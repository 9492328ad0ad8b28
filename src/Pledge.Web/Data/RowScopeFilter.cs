using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;

namespace Pledge.Web.Data;

/// <summary>On a page for strangers: its handlers may reach accounts and codes, as <see cref="RowScope.SignIn"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignInScopeAttribute : Attribute;

/// <summary>On a page that must open when the database does not answer: its handlers reach nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutRowScopeAttribute : Attribute;

/// <summary>Runs each page handler in one transaction under the caller's row scope, and commits before the page renders.</summary>
public sealed class RowScopeFilter(PledgeDb db, TimeProvider clock) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var signInPage = context.ActionDescriptor.ModelTypeInfo?.IsDefined(typeof(SignInScopeAttribute), inherit: false) is true;
        var withoutScope = context.ActionDescriptor.ModelTypeInfo?.IsDefined(typeof(WithoutRowScopeAttribute), inherit: false) is true;
        if (withoutScope || (!signInPage && http.User.Identity?.IsAuthenticated is not true))
        {
            await next();
            return;
        }

        var scope = signInPage ? RowScope.SignIn : RowScope.Of(http.User);
        await using var transaction = await scope.EnterAsync(db, clock.Today(), http.RequestAborted);
        if (transaction is null)
        {
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.Result = new LocalRedirectResult("/sign-in?ended=true");
            return;
        }

        var executed = await next();
        if (executed.Exception is null or DbUpdateConcurrencyException)
        {
            if (executed.Exception is null)
                await transaction.CommitAsync(http.RequestAborted);
            else
                (executed.ExceptionHandled, executed.Result) = (true, new StatusCodeResult(StatusCodes.Status409Conflict));
        }
    }
}

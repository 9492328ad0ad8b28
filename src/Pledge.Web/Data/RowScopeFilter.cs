using Htmx;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Pledge.Domain;

namespace Pledge.Web.Data;

/// <summary>On a page for strangers: its handlers may reach accounts and codes, as <see cref="RowScope.SignIn"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignInScopeAttribute : Attribute;

/// <summary>On a page that must open when the database does not answer: its handlers reach nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutRowScopeAttribute : Attribute;

/// <summary>On a page about one young person, <c>{id}</c>, that writes nothing: whoever gave a reason today may read it, though the record is outside their reach.</summary>
/// <remarks>Forms and lists never carry it, so for them such a record is not found.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadableWithReasonAttribute : Attribute;

/// <summary>On a page that only reads, much, and need not show what was written a moment ago: it is read from the standby where there is one that answers.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadsStandbyAttribute : Attribute;

/// <summary>Runs each page handler in one transaction under the caller's row scope, and commits before the page renders.</summary>
public sealed class RowScopeFilter(TimeProvider clock, DatabaseConnections databases, StandbyReads standby) : IAsyncPageFilter
{
    private static readonly string[] Races =
    [
        PostgresErrorCodes.ExclusionViolation, PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected,
    ];

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        // What stands on the page model is metadata of its endpoint, looked up once; reflection would look again for every request.
        var page = http.GetEndpoint()!.Metadata;
        var signInPage = page.GetMetadata<SignInScopeAttribute>() is not null;
        if (page.GetMetadata<WithoutRowScopeAttribute>() is not null || (!signInPage && http.User.Identity?.IsAuthenticated is not true))
        {
            await next();
            return;
        }
        if (page.GetMetadata<ScopedReadsAttribute>() is not null)
        {
            var read = await next();
            if (read.Exception is SessionEndedException)
                (read.ExceptionHandled, read.Result) = (true, await EndSessionAsync(http));
            return;
        }

        var db = http.RequestServices.GetRequiredService<PledgeDb>();
        var scope = signInPage ? RowScope.SignIn : RowScope.Of(http.User);
        if (page.GetMetadata<ReadableWithReasonAttribute>() is not null
            && HttpMethods.IsGet(http.Request.Method) && Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var record))
            scope = scope.LookingAt(record);
        if (page.GetMetadata<ReadsStandbyAttribute>() is not null && standby.Connection is { } copy && await ReadFromStandbyAsync(context, next, db, scope, copy))
            return;
        await using var transaction = await scope.EnterAsync(db, clock.Today(), http.RequestAborted);
        if (transaction is null)
        {
            context.Result = await EndSessionAsync(http);
            return;
        }

        var executed = await next();
        if (executed.Exception is null && await CommittedAsync(transaction, http.RequestAborted))
            return;
        if (executed.Exception is { } error && !IsRace(error))
            return;

        // Somebody else wrote the same thing first. Nothing of this request was kept, so nothing may say that it was.
        (context.HandlerInstance as PageModel)?.TempData.Clear();
        (executed.ExceptionHandled, executed.Result) = (true, new StatusCodeResult(StatusCodes.Status409Conflict));
    }

    /// <summary>Runs the handler on the standby, which has nothing to commit.</summary>
    /// <returns>False when it was not run, because the standby does not answer or does not know this session; it may not have heard of it yet, so the primary decides.</returns>
    private async Task<bool> ReadFromStandbyAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next, PledgeDb db, RowScope scope, string copy)
    {
        var http = context.HttpContext;
        db.Database.SetConnectionString(copy);
        try
        {
            await using var transaction = await scope.EnterAsync(db, clock.Today(), http.RequestAborted);
            if (transaction is not null)
            {
                var executed = await next();
                if (executed.Exception is { } error && StandbyReads.IsFailure(error) && !http.Response.HasStarted)
                {
                    standby.Failed(error);
                    (executed.ExceptionHandled, executed.Result) = (true, new ReadAgain());
                }
                return true;
            }
        }
        catch (Exception error) when (StandbyReads.IsFailure(error))
        {
            standby.Failed(error);
        }
        finally
        {
            db.Database.SetConnectionString(databases.App);
        }
        return false;
    }

    /// <summary>Answers the same address once more with a new page model, while the standby rests.</summary>
    private sealed class ReadAgain : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => context.HttpContext.GetEndpoint()!.RequestDelegate!(context.HttpContext);
    }

    /// <summary>Commits, where constraints that wait for the end are checked.</summary>
    private static async Task<bool> CommittedAsync(IDbContextTransaction transaction, CancellationToken ct)
    {
        try
        {
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (PostgresException error) when (IsRace(error))
        {
            return false;
        }
    }

    /// <summary>A row changed under us, or a rule of the database that only two writers at once can break.</summary>
    internal static bool IsRace(Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsRace(inner),
        PostgresException postgres => Races.Contains(postgres.SqlState),
        _ => false,
    };

    /// <summary>Signs out. A script that asked for part of a page goes to the sign-in page as a whole, instead of putting it into its part.</summary>
    private static async Task<IActionResult> EndSessionAsync(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        const string address = "/sign-in?ended=true";
        if (!http.Request.IsHtmx())
            return new LocalRedirectResult(address);
        http.Response.Htmx(headers => headers.Redirect(address));
        return new StatusCodeResult(StatusCodes.Status401Unauthorized);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>Keeps the text of a form that could not be taken.</summary>
public static class Rescue
{
    /// <summary>A form sent this long after its session ended is still kept for whoever was signed in; later the cookie proves too little.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(12);

    private const int MaxBytes = 256 * 1024;

    /// <summary>Keeps the sent form for <paramref name="who"/>, when it is one that is kept. Fails quietly: the caller is already answering a failure.</summary>
    public static async Task KeepFormAsync(this IServiceScopeFactory services, HttpContext http, ClaimsPrincipal who, TimeProvider clock)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (DraftPlace.Of(form) is not { } place || DraftBody.Of(form) is not { } body)
            return;
        try
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PledgeDb>();
            await using var transaction = await RowScope.Of(who).EnterAsync(db, clock.Today(), http.RequestAborted);
            if (transaction is null)
                return;
            await db.KeepDraftAsync(who, place, form, body, clock.GetUtcNow(), http.RequestAborted);
            await transaction.CommitAsync(http.RequestAborted);
        }
        catch (Exception error) when (error is NpgsqlException or DbUpdateException or OperationCanceledException)
        {
            // The database is what failed: nothing can be kept there.
        }
    }

    /// <summary>A form arrives after the session has ended. The cookie it comes with opens nothing any more, but is sealed by us and says who was signed in,
    /// and the form's token says that it was made for them: enough to keep the text for that account to find, and to show it to nobody.</summary>
    /// <returns>The address of the form, to return to after signing in; null when the request carries no form we keep.</returns>
    public static async Task<string?> KeepAfterSessionAsync(HttpContext http, CookieAuthenticationOptions cookies, TimeProvider clock)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || http.Request.ContentLength is null or > MaxBytes
            || cookies.CookieManager.GetRequestCookie(http, cookies.Cookie.Name!) is not { } cookie
            || cookies.TicketDataFormat.Unprotect(cookie) is not { } ticket
            || ticket.Properties.ExpiresUtc is not { } ended || clock.GetUtcNow() - ended > AtMost)
            return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (DraftPlace.Of(form) is null || !await IsMadeForAsync(http, ticket.Principal))
            return null;

        await http.RequestServices.GetRequiredService<IServiceScopeFactory>().KeepFormAsync(http, ticket.Principal, clock);
        return DraftOnPage.PageOf(form, http.Request.PathBase + http.Request.Path);
    }

    private static async Task<bool> IsMadeForAsync(HttpContext http, ClaimsPrincipal who)
    {
        var nobody = http.User;
        http.User = who;
        try
        {
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        finally
        {
            http.User = nobody;
        }
    }
}

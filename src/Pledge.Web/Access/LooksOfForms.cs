using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>Traces what a refused form shows: it comes back with as much of the record as the page itself, so it is a look like any other.</summary>
/// <remarks>Pages under a young person's address are known by it. Others say whom they are about with <see cref="WhomPagesAreAbout.IsAbout"/>, or whose words they show with <see cref="WhomPagesAreAbout.ShowsWords"/>.</remarks>
public sealed class LooksOfForms(TimeProvider clock) : IAsyncPageFilter
{
    private static readonly string[] AboutSomebody = ["young-people/{id}", "people/{id}"];

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        var http = context.HttpContext;
        // An error page answers under the verb of what failed, and shows nobody.
        if (!HttpMethods.IsPost(http.Request.Method) || executed.Exception is not null || executed.Result is not (null or PageResult) || http.GetEndpoint()?.Metadata.GetMetadata<WithoutRowScopeAttribute>() is not null)
            return;
        var db = http.RequestServices.GetRequiredService<PledgeDb>();
        if (http.Items[typeof(LooksOfForms)] is Guid words)
            await db.LookedAtWordsAsync(words, clock.GetUtcNow(), http.RequestAborted);
        else if (WhoseOf(http) is { } whose)
            await db.LookedAsync(http.User, whose, "form", clock.GetUtcNow(), http.RequestAborted);
    }

    private static YoungPersonId? WhoseOf(HttpContext http)
    {
        if (http.Items[typeof(LooksOfForms)] is YoungPersonId said)
            return said;
        var path = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/') ?? "";
        return AboutSomebody.Any(about => path == about || path.StartsWith(about + "/", StringComparison.Ordinal)) && Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var id)
            ? new(id) : null;
    }
}

/// <summary>For pages whose address names no young person.</summary>
public static class WhomPagesAreAbout
{
    /// <summary>Says whose record this page shows; see <see cref="LooksOfForms"/>.</summary>
    public static void IsAbout(this PageModel page, YoungPersonId whose) => page.HttpContext.Items[typeof(LooksOfForms)] = whose;

    /// <summary>Says which words this page shows, where it is not known whose they are; see <see cref="Trail.LookedAtWordsAsync"/>.</summary>
    public static void ShowsWords(this PageModel page, Guid words) => page.HttpContext.Items[typeof(LooksOfForms)] = words;
}

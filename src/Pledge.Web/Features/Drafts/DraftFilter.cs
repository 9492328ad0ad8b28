using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>On pages with <see cref="KeepsDraftAttribute"/>, inside the caller's transaction: fills the form from its draft, keeps what was sent and refused,
/// and lets the draft go with the very transaction that saved the form.</summary>
public sealed class DraftFilter(TimeProvider clock) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<KeepsDraftAttribute>() is not { } keeps || http.User.Identity?.IsAuthenticated is not true)
            await next();
        else if (HttpMethods.IsPost(http.Request.Method))
            await SendAsync(context, next, keeps);
        else
            await ShowAsync(context, next, keeps);
    }

    private static async Task ShowAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next, KeepsDraftAttribute keeps)
    {
        var http = context.HttpContext;
        var executed = await next();
        if (executed.Exception is not null || executed.Result is not (null or PageResult))
            return;

        var place = DraftPlace.Of(keeps, http.Request.RouteValues, http.Request.Query);
        var kept = await DbOf(http).FindDraftAsync(http.User, place, http.RequestAborted);
        if (kept is not null)
            DraftOnPage.Fill(context.ModelState, kept, keeps.Fresh);
        new DraftOnPage(place, Guid.CreateVersion7(), AddressOf(http.Request), kept?.SavedAt).Show(http);
    }

    private async Task SendAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next, KeepsDraftAttribute keeps)
    {
        var http = context.HttpContext;
        if (!http.Request.HasFormContentType)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        // A button beside the form, which does something else, neither keeps its text nor lets it go.
        var sent = DraftPlace.Of(form);
        var place = sent ?? DraftPlace.Of(keeps, http.Request.RouteValues, http.Request.Query);
        var key = DraftOnPage.KeyOf(form);
        var executed = await next();
        if (executed.Exception is not null)
            return;

        if (executed.Result is PageResult)
        {
            if (sent is not null && !DraftBody.IsBlank(form) && DraftBody.Of(form) is { } body)
                await DbOf(http).KeepDraftAsync(http.User, place, form, body, clock.GetUtcNow(), http.RequestAborted);
            new DraftOnPage(place, key, DraftOnPage.PageOf(form, AddressOf(http.Request)), null).Show(http);
        }
        else if (sent is not null && executed.Result is RedirectResult or LocalRedirectResult or RedirectToPageResult && context.ModelState.IsValid)
            await DbOf(http).FinishDraftAsync(http.User, place, key, clock.GetUtcNow(), http.RequestAborted);
    }

    // Asked for only where a form is kept: other pages may need none.
    private static PledgeDb DbOf(HttpContext http) => http.RequestServices.GetRequiredService<PledgeDb>();

    private static string AddressOf(HttpRequest request) => request.PathBase + request.Path + request.QueryString;
}

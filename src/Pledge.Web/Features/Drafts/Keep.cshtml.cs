using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>Takes what is typed into a form that is kept: from the script while somebody types, from a button where there are no scripts.</summary>
[Authorize(Policy = Policies.SignedIn), RequestSizeLimit(MaxBytes)]
public sealed class KeepModel(PledgeDb db, TimeProvider clock, IStringLocalizer<DraftsText> texts) : PageModel
{
    private const int MaxBytes = 256 * 1024;

    public IActionResult OnGet() => LocalRedirect("/");

    /// <returns>In words when it was kept, for the script to show; back to the form when <paramref name="back"/> asks for it.</returns>
    public async Task<IActionResult> OnPostAsync(string form, Guid subject, bool back, CancellationToken ct)
    {
        if (!Request.HasFormContentType || !KeepsDraftAttribute.IsKnown(form) || DraftPlace.Of(Request.Form) is not { } place || place != new DraftPlace(form, subject))
            return NotFound();
        if (DraftBody.Of(Request.Form) is not { } body)
            return StatusCode(StatusCodes.Status413PayloadTooLarge);

        var now = clock.GetUtcNow();
        await db.KeepDraftAsync(User, place, Request.Form, body, now, ct);
        return back ? Back(texts["KeptForLater", DraftStore.DaysKept]) : Content(texts["KeptAt", LondonTime.ToLondon(now)], "text/plain; charset=utf-8");
    }

    public async Task<IActionResult> OnPostStartAgainAsync(string form, Guid subject, CancellationToken ct)
    {
        if (!Request.HasFormContentType || !KeepsDraftAttribute.IsKnown(form))
            return NotFound();
        await db.FinishDraftAsync(User, new(form, subject), DraftOnPage.KeyOf(Request.Form), clock.GetUtcNow(), ct);
        return Back(texts["StartedAgain"]);
    }

    private LocalRedirectResult Back(string said)
    {
        TempData["Done"] = said;
        return LocalRedirect(DraftOnPage.PageOf(Request.Form, "/"));
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Promises;

/// <summary>Where the four buttons under a promise send an answer. It shows nothing itself.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class AnswerModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PromisesText> text) : PageModel
{
    [BindProperty]
    public AnswerValue? Value { get; set; }

    [BindProperty]
    public string? From { get; set; }

    public IActionResult OnGet(string key) => RedirectToPage("Details", new { key });

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken ct)
    {
        if (await db.FindPromiseInForceAsync(User.AuthorityId(), key, clock.Today(), ct) is not { } promise)
            return NotFound();
        // Only a form of someone's own making sends no value, or one that is none of the four.
        if (!ModelState.IsValid || Value is not { } value || await db.AnswerAsync(User, promise, value, words: null, clock.GetUtcNow(), ct) is not null)
            return BadRequest();

        // Whoever says "not yet" is shown what can be done about it, which stands on their pledge.
        if (From is "home" or "welcome" && value is not AnswerValue.NotYet)
        {
            TempData["Done"] = text["SavedNext"].Value;
            return LocalRedirect("/");
        }
        TempData["Answered"] = key;
        return RedirectToPage("Index", pageHandler: null, fragment: $"promise-{key}");
    }
}

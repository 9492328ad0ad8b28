using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>What came of a post that is over: counts and words, nobody's name.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("opportunity-outcome")]
public sealed class OutcomeModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    [BindProperty]
    public int? Filled { get; set; }

    [BindProperty]
    public int? Ours { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public FoundPost Found { get; private set; } = null!;
    public ApplicantCounts Applicants { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var done = Found.Post.Tell(Filled, Ours, Words, clock.GetUtcNow(), User.AccountId());
        if (done.IsRefused)
            return this.Refused(done.Refusal, done.Refusal.Code switch { "post-ours-wrong" => nameof(Ours), "post-words-too-long" => nameof(Words), "post-filled-wrong" => nameof(Filled), _ => "" });
        TempData["Done"] = texts[await db.DidAsync(done.Value, ct) ? "ToldDone" : "SomebodyWasFirst"].Value;
        return LocalRedirect($"/partner/posts/{id}");
    }

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.FindPostAsync(id, mustPost: true, ct) is not { Post: { State: OpportunityState.Closed, PublishedVersion: not null } } found)
            return false;
        (Found, Applicants) = (found, await db.CountApplicantsAsync(id, ct));
        return true;
    }
}

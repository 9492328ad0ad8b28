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

/// <summary>A post for longer, or over before its day; a draft that is not wanted any more.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("opportunity-closing")]
public sealed class ClosingModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    [BindProperty]
    public DateOnly? Until { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public FoundPost Found { get; private set; } = null!;
    public ApplicantCounts Applicants { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostExtendAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || Found.Live is null)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var done = Found.Post.Extend(Found.Live, Until, clock.GetUtcNow(), User.AccountId());
        return done.IsRefused ? this.Refused(done.Refusal, nameof(Until)) : await DoneAsync(id, done.Value, "Extended", ct);
    }

    public async Task<IActionResult> OnPostCloseAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var because = Found.Live is null ? OpportunityEnd.Withdrawn : Kebab.Find<OpportunityEnd>(Because);
        var done = Found.Post.Close(because, Words, clock.GetUtcNow(), User.AccountId());
        if (done.IsRefused)
            return this.Refused(done.Refusal, done.Refusal.Code switch { "post-end-missing" => nameof(Because), "post-words-missing" or "post-words-too-long" => nameof(Words), _ => "" });
        return await DoneAsync(id, done.Value, Found.Live is null ? "ThrownAway" : "ClosedNow", ct);
    }

    private async Task<IActionResult> DoneAsync(OpportunityId id, OpportunityStep step, string said, CancellationToken ct)
    {
        TempData["Done"] = texts[await db.DidAsync(step, ct) ? said : "SomebodyWasFirst"].Value;
        return LocalRedirect($"/partner/posts/{id}");
    }

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.FindPostAsync(id, mustPost: true, ct) is not { } found || found.Post.StageOn(clock.Today()) is OpportunityStage.Closed or OpportunityStage.Told or OpportunityStage.Submitted)
            return false;
        (Found, Applicants) = (found, await db.CountApplicantsAsync(id, ct));
        return true;
    }
}

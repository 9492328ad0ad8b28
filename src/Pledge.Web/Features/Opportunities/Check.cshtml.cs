using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>Every answer of a draft with what the checks found, and the button that sends it to a coordinator.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class CheckModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    [BindProperty]
    public uint Version { get; set; }

    public FoundPost Found { get; private set; } = null!;
    public IReadOnlyList<PostAnswer> Answers { get; private set; } = [];
    public IReadOnlyList<OpportunityFinding> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Found.Newest.State is not OpportunityVersionState.Draft)
            return this.SentAlready(Found, texts);
        Version = db.VersionOf(Found.Newest);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Found.Newest.State is not OpportunityVersionState.Draft)
            return this.SentAlready(Found, texts);
        if (db.VersionOf(Found.Newest) != Version)
            return this.ReadAgain(db.VersionOf(Found.Newest), "post-changed-meanwhile");
        var number = Found.Newest.Number - 1;
        var before = await db.OpportunityVersions.AsNoTracking().SingleOrDefaultAsync(row => row.OpportunityId == id && row.Number == number, ct);
        var done = Found.Post.Submit(Found.Newest, clock.GetUtcNow(), User.AccountId(), before);
        if (done.IsRefused)
            return this.Refused(done.Refusal);
        TempData["Done"] = texts[await db.DidAsync(done.Value, ct) ? "Sent" : "SomebodyWasFirst"].Value;
        return LocalRedirect($"/partner/posts/{id}");
    }

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.FindPostAsync(id, mustPost: true, ct) is not { } found || found.Post.StageOn(clock.Today()) is OpportunityStage.Closed or OpportunityStage.Told)
            return false;
        (Found, Answers, Findings) = (found, PostAnswers.Of(found.Newest.Details, texts), OpportunityChecks.Of(found.Newest.Details, clock.Today()));
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Partners;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>One post for its organisation: what is to be written, where it stands, what can be done with it.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class PostModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    public FoundPost Found { get; private set; } = null!;
    public ApplicantCounts Applicants { get; private set; } = null!;
    public IReadOnlyList<PostNote> Notes { get; private set; } = [];
    public IReadOnlyList<StepRow> Steps { get; private set; } = [];
    public bool MaySeeApplicants { get; private set; }
    public DateOnly Today => clock.Today();
    public OpportunityStage Stage => Found.Post.StageOn(Today);
    public bool IsDraft => Found.Newest.State is OpportunityVersionState.Draft;
    public bool IsOver => Stage is OpportunityStage.Closed or OpportunityStage.Told;
    /// <summary>Whether nobody outside the organisation ever read it, and nobody will.</summary>
    public bool IsThrownAway => IsOver && Found.Live is null;
    public bool MayEdit => !IsOver && Found.Newest.State is (OpportunityVersionState.SentBack or OpportunityVersionState.Approved);
    public bool MaySend => IsDraft && !IsOver && OpportunityChecks.MayBeSent(Found.Newest.Details, Today);

    /// <summary>How each part stands.</summary>
    public IReadOnlyDictionary<OpportunityPart, string> Stands { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    /// <summary>A version to write in, beside what is live or after what was sent back.</summary>
    public async Task<IActionResult> OnPostEditAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var begun = Found.Post.Edit(Found.Newest, clock.GetUtcNow(), User.AccountId());
        if (begun.IsRefused)
            return this.Refused(begun.Refusal);
        db.OpportunityVersions.Add(begun.Value);
        // Begun in another window already: it is as they want it.
        await db.SavedUnlessChangedAsync(ct);
        return LocalRedirect($"/partner/posts/{id}");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var done = Found.Post.TakeBack(Found.Newest, clock.GetUtcNow(), User.AccountId());
        if (done.IsRefused)
            return this.Refused(done.Refusal);
        TempData["Done"] = texts[await db.DidAsync(done.Value, ct) ? "TakenBack" : "SomebodyWasFirst"].Value;
        return LocalRedirect($"/partner/posts/{id}");
    }

    public async Task<IActionResult> OnPostThrowAwayChangeAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var (draft, number) = (Found.Newest, Found.Newest.Number);
        var done = Found.Post.ThrowAwayChange(draft, clock.GetUtcNow(), User.AccountId());
        if (done.IsRefused)
            return this.Refused(done.Refusal);
        var isDone = await db.DidAsync(done.Value, ct);
        if (isDone)
            await db.Database.ExecuteSqlAsync($"select pledge.throw_away_change({id.Value}, {number})", ct);
        TempData["Done"] = texts[isDone ? "ChangeThrownAway" : "SomebodyWasFirst"].Value;
        return LocalRedirect($"/partner/posts/{id}");
    }

    /// <summary>Another post that says the same, without its days.</summary>
    public async Task<IActionResult> OnPostCopyAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var now = clock.GetUtcNow();
        var begun = Opportunity.Begin(new(Guid.CreateVersion7(now)), User.AuthorityId(), Found.Post.OrganisationId, Found.Post.OrganisationName, (Found.Live ?? Found.Newest).Details.Copied(), now, User.AccountId());
        if (begun.IsRefused)
            return this.Refused(begun.Refusal);
        await db.BegunAsync(begun.Value, ct);
        TempData["Done"] = texts["Copied"].Value;
        return LocalRedirect($"/partner/posts/{begun.Value.Post.Id}");
    }

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.FindPostAsync(id, mustPost: true, ct) is not { } found)
            return false;
        (Found, Steps, Applicants) = (found, await db.ListStepsAsync(id, ct), await db.CountApplicantsAsync(id, ct));
        MaySeeApplicants = await db.MayAsync(found.Post.OrganisationId, OrganisationRight.SeeApplicants, ct);
        var marks = await db.ListMarksAsync(found, ct);
        (Notes, Stands) = (PostNote.Of(marks, found.Newest.Details, Today), PostStand.Of(found.Newest.Details, marks, Today));
        return true;
    }
}

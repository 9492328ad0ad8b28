using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.FindWork;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Applications;

/// <summary>One application: as the employer will read it, and sending it; then where it stands, what they read, and what the young person can do.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ApplicationsText> texts) : PageModel
{
    [BindProperty]
    public uint Version { get; set; }

    /// <summary>Why they cannot come, or when they could.</summary>
    [BindProperty]
    public string? CannotCome { get; set; }

    public JobApplication Application { get; private set; } = null!;
    public IReadOnlyList<ApplicationStep> Steps { get; private set; } = [];
    /// <summary>Day on which its words are erased; null while that is open, or when they are.</summary>
    public DateOnly? ForgottenOn { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(JobApplicationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        (Version, ForgottenOn) = (db.VersionOf(Application), await db.FindForgottenOnAsync(id, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(JobApplicationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (await db.Opportunities.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Application.OpportunityId, ct) is not { } post)
            return this.Refused(new("post-closed"));
        return await DoneAsync(Application.Send(post, clock.GetUtcNow(), User.AccountId()), "Sent", ct);
    }

    /// <summary>What was not sent is gone for good.</summary>
    public async Task<IActionResult> OnPostThrowAwayAsync(JobApplicationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Application.State is not ApplicationState.Draft)
            return this.Refused(new("application-sent-already"));
        var of = Application.OpportunityId.Value;
        db.JobApplications.Remove(Application);
        if (await db.SavedUnlessChangedAsync(ct))
            await db.FinishDraftAsync(User, new(ApplyModel.Form, of), Guid.CreateVersion7(), clock.GetUtcNow(), ct);
        TempData["Done"] = texts["Did_ThrownAway"].Value;
        return LocalRedirect("/applications");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(JobApplicationId id, CancellationToken ct) =>
        await FoundAsync(id, ct) ? await DoneAsync(Application.Withdraw(clock.GetUtcNow(), User.AccountId()), "Withdrawn", ct) : NotFound();

    public async Task<IActionResult> OnPostComeAsync(JobApplicationId id, CancellationToken ct) =>
        await FoundAsync(id, ct) ? await DoneAsync(Application.Come(clock.GetUtcNow(), User.AccountId()), "Comes", ct) : NotFound();

    public async Task<IActionResult> OnPostCannotComeAsync(JobApplicationId id, CancellationToken ct) =>
        await FoundAsync(id, ct) ? await DoneAsync(Application.CannotCome(CannotCome, clock.GetUtcNow(), User.AccountId()), "CannotCome", ct) : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(JobApplicationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || await db.ReadWorkAsync(Application.OpportunityId, ct) is not var (_, post))
            return NotFound();
        var taken = Application.Decide(true, clock.GetUtcNow(), User.AccountId());
        return await DoneAsync(taken, "Taken", ct, taken.IsRefused ? null : JobPlacement.Take(Application, post.Details));
    }

    public async Task<IActionResult> OnPostDeclineAsync(JobApplicationId id, CancellationToken ct) =>
        await FoundAsync(id, ct) ? await DoneAsync(Application.Decide(false, clock.GetUtcNow(), User.AccountId()), "Declined", ct) : NotFound();

    private async Task<IActionResult> DoneAsync(Outcome<ApplicationStep> done, string said, CancellationToken ct, JobPlacement? place = null)
    {
        var id = Application.Id;
        if (done.IsRefused)
            return this.Refused(done.Refusal, done.Refusal.Code is "cannot-come-words-missing" or "words-too-long" ? nameof(CannotCome) : "");
        // They answer what they were shown: when it moved meanwhile they look again.
        if (db.VersionOf(Application) != Version || !await db.DidAsync(done.Value, ct))
        {
            TempData["Done"] = texts["MovedMeanwhile"].Value;
            db.ChangeTracker.Clear();
            return LocalRedirect($"/applications/{id}");
        }
        if (place is not null)
        {
            db.JobPlacements.Add(place);
            await db.SaveChangesAsync(ct);
        }
        await db.WroteAsync(User, User.YoungPersonId(), $"application-{Kebab.Of(done.Value.Act)}", clock.GetUtcNow(), ct);
        TempData["Done"] = texts[$"Did_{said}"].Value;
        return LocalRedirect($"/applications/{id}");
    }

    private async Task<bool> FoundAsync(JobApplicationId id, CancellationToken ct)
    {
        if (await db.JobApplications.SingleOrDefaultAsync(row => row.Id == id && row.YoungPersonId == User.YoungPersonId(), ct) is not { } found)
            return false;
        (Application, Steps) = (found, await db.ListStepsAsync(id, ct));
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.NationalAdverts;

namespace Pledge.Web.Features.FindWork;

/// <summary>One post with all it says. A young person keeps it for later, or takes it off their list again.</summary>
[Authorize(Policy = Policies.LookForWork)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FindWorkText> texts) : PageModel
{
    public Opportunity Post { get; private set; } = null!;
    public OpportunityVersion Live { get; private set; } = null!;
    public bool IsOver => !Post.IsLiveOn(clock.Today());
    public bool IsYoung => User.RoleName() == Roles.YoungPerson;
    public bool IsSaved { get; private set; }

    /// <summary>Reference of the same on Find an apprenticeship.</summary>
    public string? National { get; private set; }

    /// <summary>What they sent or began to write; when they took it back, that; null when they never applied.</summary>
    public JobApplication? Mine { get; private set; }

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        National = await db.FindNationalAsync(id, ct);
        if (!IsYoung)
            return Page();
        IsSaved = await Saved(id).AnyAsync(ct);
        var me = User.YoungPersonId();
        Mine = await db.JobApplications.AsNoTracking().Where(row => row.YoungPersonId == me && row.OpportunityId == id)
            .OrderBy(row => row.State == ApplicationState.Withdrawn).ThenByDescending(row => row.ChangedAt).FirstOrDefaultAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(OpportunityId id, CancellationToken ct)
    {
        if (!IsYoung || !await FoundAsync(id, ct))
            return NotFound();
        if (!await Saved(id).AnyAsync(ct))
        {
            db.SavedOpportunities.Add(SavedOpportunity.Save(User.AuthorityId(), User.YoungPersonId(), id, Live.Details.Title ?? "", clock.GetUtcNow()));
            // Saved in another window already: once is enough.
            await db.SavedUnlessChangedAsync(ct);
        }
        TempData["Done"] = texts["SavedNow"].Value;
        return LocalRedirect($"/find-work/{id}");
    }

    public async Task<IActionResult> OnPostTakeOffAsync(OpportunityId id, CancellationToken ct)
    {
        if (!IsYoung)
            return NotFound();
        if (await Saved(id).SingleOrDefaultAsync(ct) is { } saved)
        {
            saved.End(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        // Taken off in another window already: it is as they want it.
        else if (!await FoundAsync(id, ct))
            return NotFound();
        TempData["Done"] = texts["TakenOff"].Value;
        return LocalRedirect("/find-work/saved");
    }

    private IQueryable<SavedOpportunity> Saved(OpportunityId id)
    {
        var me = User.YoungPersonId();
        return db.SavedOpportunities.Where(row => row.YoungPersonId == me && row.OpportunityId == id && row.EndedAt == null);
    }

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.ReadWorkAsync(id, ct) is not { } found)
            return false;
        (Post, Live) = found;
        return true;
    }
}

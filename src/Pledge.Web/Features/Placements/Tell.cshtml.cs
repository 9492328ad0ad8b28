using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Placements;

/// <summary>An employer says whether somebody who took a place has started, is still there or has left: never why.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class TellModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlacementsText> texts) : PageModel
{
    [BindProperty]
    public PlacementForm Form { get; set; } = new();

    /// <summary>As <see cref="SayModel.Version"/>.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PlacementAsk Ask { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(JobPlacementId placement, string about, int days, CancellationToken ct)
    {
        if (!await FoundAsync(placement, about, days, ct))
            return NotFound();
        (Form, Version) = (PlacementForm.Of(Ask.Question.Mine), Ask.Question.Mine?.Id.Value ?? Guid.Empty);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(JobPlacementId placement, string about, int days, CancellationToken ct)
    {
        if (!await FoundAsync(placement, about, days, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await db.SayAsync(Ask.Story, PlacementSide.Employer, Ask.Question, Form, Version, clock.GetUtcNow(), User.AccountId(), ct) is { } refusal)
        {
            if (refusal.Code != "placement-changed-meanwhile")
                return this.Refused(refusal, PlacementForm.FieldOf(refusal));
            return await FoundAsync(placement, about, days, ct) ? this.ReadAgain(Ask.Question.Mine?.Id.Value ?? Guid.Empty, refusal.Code) : NotFound();
        }
        TempData["Done"] = texts["Told"].Value;
        return LocalRedirect("/partner/places");
    }

    private async Task<bool> FoundAsync(JobPlacementId id, string about, int days, CancellationToken ct)
    {
        if (await db.FindPlacementAsync(id, null, ct) is not { } story || story.Find(PlacementSide.Employer, about, days, clock.Today(), null) is not { } question)
            return false;
        Ask = new(story, question, story.Placement.Called);
        return true;
    }
}

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
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Placements;

/// <summary>A young person says one thing about a place they took.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("my-work", Subject = "placement", Part = "about days")]
public sealed class SayModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlacementsText> texts) : PageModel
{
    [BindProperty]
    public PlacementForm Form { get; set; } = new();

    /// <summary>What they had said when the form was filled; empty when nothing.</summary>
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
        var now = clock.GetUtcNow();
        if (await db.SayAsync(Ask.Story, PlacementSide.YoungPerson, Ask.Question, Form, Version, now, User.AccountId(), ct) is { } refusal)
        {
            if (refusal.Code != "placement-changed-meanwhile")
                return this.Refused(refusal, PlacementForm.FieldOf(refusal));
            return await FoundAsync(placement, about, days, ct) ? this.ReadAgain(Ask.Question.Mine?.Id.Value ?? Guid.Empty, refusal.Code) : NotFound();
        }
        await db.WroteAsync(User, User.YoungPersonId(), "work-place", now, ct);
        TempData["Done"] = texts["Saved"].Value;
        // Whoever is not there any more can say since when, and why.
        return LocalRedirect(Ask.Question.About is PlacementMatter.Going && Form.Answer == "no" ? $"/my-work/{placement}/left/0" : "/my-work");
    }

    private async Task<bool> FoundAsync(JobPlacementId id, string about, int days, CancellationToken ct)
    {
        var me = User.YoungPersonId();
        if (await db.FindPlacementAsync(id, me, ct) is not { } story)
            return false;
        var born = await db.YoungPeople.Where(row => row.Id == me).Select(row => row.DateOfBirth).SingleAsync(ct);
        if (story.Find(PlacementSide.YoungPerson, about, days, clock.Today(), born) is not { } question)
            return false;
        Ask = new(story, question, null);
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A young person says what they look for. A draft of their worker is filled in, and counts once they send it.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("mentor-wish")]
public sealed class WishModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts) : PageModel
{
    [BindProperty]
    public WishForm Form { get; set; } = new();

    /// <summary>The wish of theirs that the form was filled beside.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public bool IsFromDraft { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var mine = await db.FindWishAsync(User.YoungPersonId(), WishSide.YoungPerson, ct);
        var draft = await db.FindWishAsync(User.YoungPersonId(), WishSide.Worker, ct);
        (Version, IsFromDraft) = (mine?.Id.Value ?? Guid.Empty, draft is not null);
        if ((draft ?? mine) is { } standing)
            Form = WishForm.Of(standing);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        var mine = await db.FindWishAsync(User.YoungPersonId(), WishSide.YoungPerson, ct);
        // What they chose meanwhile about who reads it is kept, and no reason to ask them again.
        if (mine is not null && await db.MentorWishes.AsNoTracking().SingleOrDefaultAsync(wish => wish.Id == new MentorWishId(Version) && wish.WrittenBySide == WishSide.YoungPerson, ct) is { } filled && filled.SaysTheSameAs(mine))
            Version = mine.Id.Value;
        if (await db.WriteWishAsync(User, User.YoungPersonId(), WishSide.YoungPerson, isLooking: true, Form.With(mine), Version, clock.GetUtcNow(), ct) is { } refusal)
            return refusal.Code == "wish-changed-meanwhile" ? this.ReadAgain(mine?.Id.Value ?? Guid.Empty, refusal.Code) : this.Refused(refusal, WishForm.FieldOf(refusal));
        TempData["Done"] = texts["WishSaved"].Value;
        return LocalRedirect("/mentor");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>A coordinator ends a match. It cannot be undone, so it has a page of its own that says what happens.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-end", Subject = "match")]
public sealed class EndModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public Pair Pair { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        await db.LookedAsync(User, Pair.Match.YoungPersonId, "mentor-match", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        var now = clock.GetUtcNow();
        if (Pair.Match.End(MatchSide.Coordinator, Reason, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, refusal.Code == "match-is-over" ? "" : nameof(Reason));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, ct) ? this.Refused(new("match-changed-meanwhile")) : NotFound();
        await db.WroteAsync(User, Pair.Match.YoungPersonId, "mentor-match", now, ct);
        TempData["Done"] = texts["MatchEnded"].Value;
        return LocalRedirect($"/mentoring/matches/{match}");
    }

    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { } found)
            return false;
        Pair = found;
        this.IsAbout(found.Match.YoungPersonId);
        return true;
    }
}

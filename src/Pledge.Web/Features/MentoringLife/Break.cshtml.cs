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

/// <summary>Either of the two says that they do not meet for a while, or that they meet again.</summary>
[Authorize(Policy = Policies.BeInMatch), KeepsDraft("mentor-break", Subject = "match")]
public sealed class BreakModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public DateOnly? UntilOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Pair Pair { get; private set; } = null!;

    /// <summary>The break of today, or null.</summary>
    public MentorPause? Pause { get; private set; }

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct) => await FoundAsync(match, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var paused = MentorPause.Set(Pair.Match, Pair.Side, UntilOn, Reason, now, User.AccountId());
        if (paused.IsRefused)
            return this.Refused(paused.Refusal, paused.Refusal.Code switch { "pause-until-missing" or "pause-until-not-valid" => nameof(UntilOn), "match-is-over" => "", _ => nameof(Reason) });
        // One whose days are over makes way.
        if (await db.FindPauseAsync(match, ct) is { } before)
        {
            if (before.Holds(clock.Today()))
                return this.Refused(new("pause-there-already"));
            before.End(now, User.AccountId());
            await db.SaveChangesAsync(ct);
        }
        db.MentorPauses.Add(paused.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, ct) ? this.Refused(new("pause-there-already")) : NotFound();
        await db.TraceOwnAsync(User, Pair, "mentor-break", now, ct);
        TempData["Done"] = texts["BreakSet", Pair.Called].Value;
        return LocalRedirect(Pair.Path);
    }

    public async Task<IActionResult> OnPostEndAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (Pause?.MayBeEndedBy(Pair.Side) is false)
            return this.Refused(new("pause-is-theirs"));
        Pause?.End(clock.GetUtcNow(), User.AccountId());
        await db.SaveChangesAsync(ct);
        await db.TraceOwnAsync(User, Pair, "mentor-break", clock.GetUtcNow(), ct);
        TempData["Done"] = texts["BreakEnded"].Value;
        return LocalRedirect(Pair.Path);
    }

    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { Runs: true } found)
            return false;
        Pair = found;
        Pause = await db.FindPauseAsync(id, ct) is { } pause && pause.Holds(clock.Today()) ? pause : null;
        return true;
    }
}

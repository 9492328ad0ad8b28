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

/// <summary>The end of a match: the day of the last meeting, what went well and goodbye, and that it is to stop now.</summary>
[Authorize(Policy = Policies.BeInMatch), KeepsDraft("mentor-goodbye", Subject = "match")]
public sealed class EndingModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public DateOnly? EndingOn { get; set; }

    [BindProperty]
    public string? WentWell { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Why they stop, for the coordinator.</summary>
    [BindProperty]
    public string? Why { get; set; }

    public Pair Pair { get; private set; } = null!;
    public MentorGoodbye? Mine { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        EndingOn = Pair.Match.EndingOn;
        return Page();
    }

    public async Task<IActionResult> OnPostPlanAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Pair.Match.PlanEnding(EndingOn, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, refusal.Code == "match-is-over" ? "" : nameof(EndingOn));
        return await DoneAsync(match, "EndingPlanned", "mentor-ending", ct);
    }

    public async Task<IActionResult> OnPostGoOnAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (Pair.Match.GoOn(Pair.Side, User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        return await DoneAsync(match, "GoOnSaved", "mentor-ending", ct);
    }

    public async Task<IActionResult> OnPostGoodbyeAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        EndingOn = Pair.Match.EndingOn;
        var now = clock.GetUtcNow();
        var said = MentorGoodbye.Say(Pair.Match, Pair.Side, WentWell, Words, now, User.AccountId());
        if (said.IsRefused)
            return this.Refused(said.Refusal, GoodbyeFieldOf(said.Refusal));
        if (Mine is not null)
            return this.Refused(new("goodbye-sent-already"));
        db.MentorGoodbyes.Add(said.Value);
        return await DoneAsync(match, "GoodbyeSent", "mentor-goodbye", ct);
    }

    public async Task<IActionResult> OnPostStopAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        EndingOn = Pair.Match.EndingOn;
        var now = clock.GetUtcNow();
        MentorFeeling? why = null;
        if (!string.IsNullOrWhiteSpace(Why))
        {
            var said = MentorFeeling.Say(Pair.Match, null, Pair.Side, null, Why, now, User.AccountId());
            if (said.IsRefused)
                return this.Refused(said.Refusal, nameof(Why));
            why = said.Value;
        }
        if (Pair.Match.End(Pair.Side, null, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        var saved = await db.SavedUnlessChangedAsync(ct);
        if (saved && why is not null)
            await db.SaveFeelingAsync(why, now, ct);
        return saved ? await DoneAsync(match, "Stopped", "mentor-ended", ct) : await FoundAsync(match, ct) ? this.Refused(new("match-changed-meanwhile")) : NotFound();
    }

    private string GoodbyeFieldOf(Refusal refusal) => refusal.Code switch
    {
        "goodbye-not-now" => "",
        "goodbye-too-long" when WentWell?.Trim() is not { Length: > MentorGoodbye.WordsMaxLength } => nameof(Words),
        _ => nameof(WentWell),
    };

    private async Task<IActionResult> DoneAsync(MentorMatchId match, string said, string wrote, CancellationToken ct)
    {
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, ct) ? this.Refused(new("match-changed-meanwhile")) : NotFound();
        await db.TraceOwnAsync(User, Pair, wrote, clock.GetUtcNow(), ct);
        TempData["Done"] = texts[said, Pair.Called].Value;
        return LocalRedirect(Pair.Path);
    }

    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { } found)
            return false;
        (Pair, Today) = (found, clock.Today());
        Mine = (await db.ListGoodbyesAsync(id, ct)).Find(said => said.Side == found.Side);
        return true;
    }
}

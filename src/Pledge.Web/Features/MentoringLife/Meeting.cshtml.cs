using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>One meeting: what came of it, how it was for the one who looks, and that it was written down by mistake.</summary>
[Authorize(Policy = Policies.BeInMatch), KeepsDraft("mentor-meeting-how", Subject = "meeting")]
public sealed class MeetingModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public int? Feeling { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Pair Pair { get; private set; } = null!;
    public MentorMeeting Meeting { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, MentorMeetingId meeting, CancellationToken ct)
    {
        if (!await FoundAsync(match, meeting, ct))
            return NotFound();
        if ((await db.ListFeelingsAsync(match, ct)).LastOrDefault(said => said.MeetingId == meeting && said.Side == Pair.Side) is { } said)
            (Feeling, Words) = (said.Feeling, said.Words);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(MentorMatchId match, MentorMeetingId meeting, CancellationToken ct)
    {
        if (!await FoundAsync(match, meeting, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        MentorFeeling? felt = null;
        if (Feeling is not null || !string.IsNullOrWhiteSpace(Words))
        {
            var said = MentorFeeling.Say(Pair.Match, meeting, Pair.Side, Feeling, Words, now, User.AccountId());
            if (said.IsRefused)
                return this.Refused(said.Refusal, NewMeetingModel.FieldOf(said.Refusal));
            felt = said.Value;
        }
        if (Meeting.Outcome is null && Meeting.Say(Kebab.Find<MeetingOutcome>(Outcome), now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, NewMeetingModel.FieldOf(refusal));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, meeting, ct) ? this.Refused(new("meeting-said-already")) : NotFound();
        if (felt is not null)
            await db.SaveFeelingAsync(felt, now, ct);
        await db.TraceOwnAsync(User, Pair, "mentor-meeting", now, ct);
        TempData["Done"] = texts["MeetingSaved"].Value;
        return LocalRedirect(Pair.Path);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(MentorMatchId match, MentorMeetingId meeting, CancellationToken ct)
    {
        if (!await FoundAsync(match, meeting, ct) || !Pair.Runs)
            return NotFound();
        if (Meeting.Withdraw(Pair.Side, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, meeting, ct) ? this.Refused(new("meeting-said-already")) : NotFound();
        await db.TraceOwnAsync(User, Pair, "mentor-meeting", clock.GetUtcNow(), ct);
        TempData["Done"] = texts["MeetingWithdrawn"].Value;
        return LocalRedirect(Pair.Path);
    }

    private async Task<bool> FoundAsync(MentorMatchId match, MentorMeetingId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, match, ct) is not { } pair || await db.MentorMeetings.SingleOrDefaultAsync(row => row.Id == id && row.MatchId == match && row.WithdrawnAt == null, ct) is not { } meeting)
            return false;
        (Pair, Meeting, Today) = (pair, meeting, clock.Today());
        return true;
    }
}

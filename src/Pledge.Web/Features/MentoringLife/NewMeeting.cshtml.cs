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

/// <summary>Either of the two plans a meeting, or writes down one that was.</summary>
[Authorize(Policy = Policies.BeInMatch), KeepsDraft("mentor-meeting", Subject = "match")]
public sealed class NewMeetingModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public DateOnly? OnDay { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    /// <summary>Kebab-case; <c>planned</c> or empty for one that is still to come.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public int? Feeling { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Pair Pair { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct) => await FoundAsync(match, ct) && Pair.Runs ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        if (string.IsNullOrEmpty(Outcome))
            return this.Refused(new("meeting-outcome-missing"), nameof(Outcome));
        var written = MentorMeeting.WriteDown(Pair.Match, Pair.Side, OnDay, Place, Kebab.Find<MeetingOutcome>(Outcome), now, User.AccountId());
        if (written.IsRefused)
            return this.Refused(written.Refusal, FieldOf(written.Refusal));
        MentorFeeling? felt = null;
        if (Feeling is not null || !string.IsNullOrWhiteSpace(Words))
        {
            var said = MentorFeeling.Say(Pair.Match, written.Value.Id, Pair.Side, Feeling, Words, now, User.AccountId());
            if (said.IsRefused)
                return this.Refused(said.Refusal, FieldOf(said.Refusal));
            felt = said.Value;
        }
        db.MentorMeetings.Add(written.Value);
        await db.SaveChangesAsync(ct);
        if (felt is not null)
            await db.SaveFeelingAsync(felt, now, ct);
        await db.TraceOwnAsync(User, Pair, "mentor-meeting", now, ct);
        TempData["Done"] = texts["MeetingSaved"].Value;
        return LocalRedirect(Pair.Path);
    }

    /// <summary>The field a refusal is shown beside.</summary>
    internal static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "meeting-on-missing" or "meeting-on-too-far" => nameof(OnDay),
        "meeting-place-too-long" => nameof(Place),
        "meeting-outcome-missing" or "meeting-not-yet" => nameof(Outcome),
        "feeling-missing" or "feeling-out-of-range" => nameof(Feeling),
        "feeling-words-too-long" => nameof(Words),
        _ => "",
    };

    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { } found)
            return false;
        Pair = found;
        return true;
    }
}

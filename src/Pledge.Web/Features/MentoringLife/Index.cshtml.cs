using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>A young person and their mentor, as either sees it: what they agreed, when they meet, and how to stop or say that one is worried.</summary>
[Authorize(Policy = Policies.BeInMatch)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public Pair Pair { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public MentorAgreement? Agreement { get; private set; }
    /// <summary>What both said yes to before, while a change of it waits; else null.</summary>
    public MentorAgreement? StillHolds { get; private set; }
    public MentorPause? Pause { get; private set; }
    public IReadOnlyList<MentorMeeting> Meetings { get; private set; } = [];
    public ILookup<MentorMeetingId?, MentorFeeling> Feelings { get; private set; } = null!;
    public IReadOnlyList<MentorGoodbye> Goodbyes { get; private set; } = [];

    /// <summary>How the match stands, for its sentence.</summary>
    public string Stand => Pair.Match switch
    {
        { EndedOn: not null } => "over",
        _ when Pause?.Holds(Today) is true => "paused",
        { EndingOn: not null } => "ending",
        { MeetingOn: var first } when first > Today => "soon",
        _ => "runs",
    };

    /// <summary>How the agreement stands, for its sentence.</summary>
    public string AgreementStand => Agreement is null ? "none" : Agreement.Holds ? "holds" : Agreement.WaitsFor(Pair.Side) ? "waits-for-me" : "waits-for-them";

    /// <summary>What became of a meeting, for its sentence.</summary>
    public string StandOf(MentorMeeting meeting) => meeting.WithdrawnAt is not null ? "taken-out" : meeting.Outcome is { } outcome ? Kebab.Of(outcome) : Pair.EndedBefore(meeting) ? "ended-before" : meeting.OnDay > Today ? "planned" : "to-say";

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, match, ct) is not { } pair)
            return NotFound();
        (Pair, Today, Agreement, Pause) = (pair, clock.Today(), await db.FindAgreementAsync(match, ct), await db.FindPauseAsync(match, ct));
        StillHolds = Agreement is { Holds: false } ? await db.FindHoldingAgreementAsync(match, ct) : null;
        (Meetings, Goodbyes) = (await db.ListMeetingsAsync(match, ct), await db.ListGoodbyesAsync(match, ct));
        Feelings = (await db.ListFeelingsAsync(match, ct)).ToLookup(said => said.MeetingId);
        return Page();
    }
}

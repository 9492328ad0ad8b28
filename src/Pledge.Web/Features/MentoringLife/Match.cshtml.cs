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

/// <summary>A coordinator looks after one match: check-ins with each side, how it was for each, and its end.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-check-in", Subject = "match")]
public sealed class MatchModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    /// <summary>As <c>side:months</c>.</summary>
    [BindProperty]
    public string? Which { get; set; }

    [BindProperty]
    public DateOnly? DoneOn { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Going { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Why a coordinator ends it.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public Pair Pair { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public MentorAgreement? Agreement { get; private set; }
    public MentorPause? Pause { get; private set; }
    public IReadOnlyList<MentorMeeting> Meetings { get; private set; } = [];
    public ILookup<MentorMeetingId?, MentorFeeling> Feelings { get; private set; } = null!;
    public IReadOnlyList<MentorGoodbye> Goodbyes { get; private set; } = [];
    public IReadOnlyList<MentorCheckIn> CheckIns { get; private set; } = [];
    public IReadOnlyList<DueCheckIn> Due { get; private set; } = [];
    public IReadOnlyList<ConcernRow> Concerns { get; private set; } = [];

    /// <summary>Every check-in there can be, for the form: the due ones first.</summary>
    public IEnumerable<(MatchSide Side, int Months)> Choices => Due.Select(due => (due.Side, due.Months))
        .Concat(from months in MentorCheckIn.Months from side in new[] { MatchSide.YoungPerson, MatchSide.Mentor } select (side, months)).Distinct();

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (Due.Count > 0)
            Which = $"{Kebab.Of(Due[0].Side)}:{Due[0].Months}";
        await db.LookedAsync(User, Pair.Match.YoungPersonId, "mentor-match", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostCheckInAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var parts = Which?.Split(':');
        var recorded = MentorCheckIn.Record(Pair.Match, Kebab.Find<MatchSide>(parts?[0]), parts is [_, var months] && int.TryParse(months, out var number) ? number : null,
            DoneOn, Kebab.Find<CheckInGoing>(Going), Words, now, User.AccountId());
        if (recorded.IsRefused)
            return this.Refused(recorded.Refusal, recorded.Refusal.Code switch
            {
                "check-in-which-missing" => nameof(Which),
                "check-in-day-missing" or "check-in-day-not-valid" => nameof(DoneOn),
                "check-in-going-missing" => nameof(Going),
                _ => nameof(Words),
            });
        var line = recorded.Value;
        foreach (var before in await db.MentorCheckIns.Where(row => row.MatchId == match && row.Side == line.Side && row.AfterMonths == line.AfterMonths && row.SupersededAt == null).ToListAsync(ct))
            before.Supersede(now);
        await db.SaveChangesAsync(ct);
        db.MentorCheckIns.Add(line);
        return await DoneAsync(match, "CheckInSaved", ct);
    }

    public async Task<IActionResult> OnPostEndAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (Pair.Match.End(MatchSide.Coordinator, Reason, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, refusal.Code == "match-is-over" ? "" : nameof(Reason));
        return await DoneAsync(match, "MatchEnded", ct);
    }

    private async Task<IActionResult> DoneAsync(MentorMatchId match, string said, CancellationToken ct)
    {
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, ct) ? this.Refused(new("match-changed-meanwhile")) : NotFound();
        await db.WroteAsync(User, Pair.Match.YoungPersonId, "mentor-match", clock.GetUtcNow(), ct);
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/mentoring/matches/{match}");
    }

    // A fixed number of statements, however long they have met.
    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { } found)
            return false;
        (Pair, Today, Agreement, Pause) = (found, clock.Today(), await db.FindAgreementAsync(id, ct), await db.FindPauseAsync(id, ct));
        (Meetings, Goodbyes, Concerns) = (await db.ListMeetingsAsync(id, ct), await db.ListGoodbyesAsync(id, ct), await db.ListConcernsAsync(id.Value, null, clock.Today(), ct));
        Feelings = (await db.ListFeelingsAsync(id, ct)).ToLookup(said => said.MeetingId);
        CheckIns = await db.MentorCheckIns.AsNoTracking().Where(row => row.MatchId == id && row.SupersededAt == null).OrderByDescending(row => row.DoneOn).ToListAsync(ct);
        Due = found.Runs ? MatchHealth.CheckInsDue(found.Match.MeetingOn, [.. CheckIns.Select(done => (done.Side, done.AfterMonths))], Today) : [];
        this.IsAbout(found.Match.YoungPersonId);
        return true;
    }
}

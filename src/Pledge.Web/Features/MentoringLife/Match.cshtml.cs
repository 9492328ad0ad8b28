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
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>A coordinator looks after one match: check-ins with each side, how it was for each, and how to reach them.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-check-in", Subject = "match")]
public sealed class MatchModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    /// <summary>As <c>side:months</c>.</summary>
    [BindProperty]
    public string? Which { get; set; }

    [BindProperty]
    public CheckInForm Form { get; set; } = new();

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

    /// <summary>Whether the young person said, after it ended, that they look for somebody else.</summary>
    public bool LooksAgain { get; private set; }
    public WaysOfMatch Ways { get; private set; } = null!;
    private Dictionary<AccountId, string> Names { get; set; } = [];

    /// <summary>Who it was; null for somebody who is a coordinator no longer.</summary>
    public string? NameOf(AccountId id) => Names.GetValueOrDefault(id);

    /// <summary>What can be recorded, for the form: the due ones first.</summary>
    public IEnumerable<(MatchSide Side, int Months)> Choices =>
        Due.Select(due => (due.Side, due.Months)).Concat(MatchHealth.CheckInsOpen([.. CheckIns.Select(done => (done.Side, done.AfterMonths))])).Distinct();

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
        var recorded = Form.Record(Pair.Match, Kebab.Find<MatchSide>(parts?[0]), parts is [_, var months] && int.TryParse(months, out var number) ? number : null, now, User.AccountId());
        if (recorded.IsRefused)
            return this.Refused(recorded.Refusal, CheckInForm.FieldOf(recorded.Refusal));
        var line = recorded.Value;
        if (!Choices.Contains((line.Side, line.AfterMonths)))
            return this.Refused(new("check-in-done-already"), nameof(Which));
        if (!await db.SaveCheckInAsync(line, null, now, ct))
            return await FoundAsync(match, ct) ? this.Refused(new("check-in-done-already"), nameof(Which)) : NotFound();
        return await DoneAsync("CheckInSaved", ct);
    }

    public async Task<IActionResult> OnPostEndSeenAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        Pair.Match.SeeEnd(clock.GetUtcNow(), User.AccountId());
        return await db.SavedUnlessChangedAsync(ct) ? await DoneAsync("EndIsSeen", ct) : LocalRedirect($"/mentoring/matches/{match}");
    }

    private async Task<IActionResult> DoneAsync(string said, CancellationToken ct)
    {
        await db.WroteAsync(User, Pair.Match.YoungPersonId, "mentor-match", clock.GetUtcNow(), ct);
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/mentoring/matches/{Pair.Match.Id}");
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
        LooksAgain = !found.Runs && (await db.ListSeekersAsync(found.Match.YoungPersonId.Value, Today, ct)).Count > 0;
        Ways = await db.FindWaysAsync(id.Value, ct);
        Names = await db.Staff.ToDictionaryAsync(staff => staff.Id, staff => staff.DisplayName, ct);
        Due = found.Runs ? MatchHealth.CheckInsDue(found.Match.MeetingOn, [.. CheckIns.Select(done => (done.Side, done.AfterMonths))], Today) : [];
        this.IsAbout(found.Match.YoungPersonId);
        return true;
    }
}

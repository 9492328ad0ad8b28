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

/// <summary>One check-in: what was heard, what was written before it was corrected, and, when it did not go well, what was done.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-check-in-change", Subject = "checkIn")]
public sealed class CheckInModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public CheckInForm Form { get; set; } = new();

    /// <summary>What was done about it.</summary>
    [BindProperty]
    public string? Acted { get; set; }

    public Pair Pair { get; private set; } = null!;
    public MentorCheckIn CheckIn { get; private set; } = null!;

    /// <summary>Every other line about the same check-in, the newest first.</summary>
    public IReadOnlyList<MentorCheckIn> Others { get; private set; } = [];
    public WaysOfMatch Ways { get; private set; } = null!;
    private Dictionary<AccountId, string> Names { get; set; } = [];

    /// <summary>Who it was; null for somebody who is a coordinator no longer.</summary>
    public string? NameOf(AccountId id) => Names.GetValueOrDefault(id);

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, MentorCheckInId checkIn, CancellationToken ct)
    {
        if (!await FoundAsync(match, checkIn, ct))
            return NotFound();
        Form = CheckInForm.Of(CheckIn);
        await db.LookedAsync(User, Pair.Match.YoungPersonId, "mentor-match", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostCorrectAsync(MentorMatchId match, MentorCheckInId checkIn, CancellationToken ct)
    {
        if (!await FoundAsync(match, checkIn, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (CheckIn.SupersededAt is not null)
            return this.Refused(new("check-in-changed-meanwhile"));
        var now = clock.GetUtcNow();
        var recorded = Form.Record(Pair.Match, CheckIn.Side, CheckIn.AfterMonths, now, User.AccountId());
        if (recorded.IsRefused)
            return this.Refused(recorded.Refusal, CheckInForm.FieldOf(recorded.Refusal));
        if (!await db.SaveCheckInAsync(recorded.Value, CheckIn, now, ct))
            return await FoundAsync(match, checkIn, ct) ? this.Refused(new("check-in-changed-meanwhile")) : NotFound();
        return await DoneAsync("CheckInCorrected", now, ct);
    }

    public async Task<IActionResult> OnPostActAsync(MentorMatchId match, MentorCheckInId checkIn, CancellationToken ct)
    {
        if (!await FoundAsync(match, checkIn, ct))
            return NotFound();
        var now = clock.GetUtcNow();
        if (CheckIn.Act(Acted, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Acted));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, checkIn, ct) ? this.Refused(new("check-in-acted-already"), nameof(Acted)) : NotFound();
        return await DoneAsync("CheckInActed", now, ct);
    }

    private async Task<IActionResult> DoneAsync(string said, DateTimeOffset now, CancellationToken ct)
    {
        await db.WroteAsync(User, Pair.Match.YoungPersonId, "mentor-match", now, ct);
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/mentoring/matches/{Pair.Match.Id}");
    }

    private async Task<bool> FoundAsync(MentorMatchId match, MentorCheckInId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, match, ct) is not { } pair || await db.MentorCheckIns.SingleOrDefaultAsync(row => row.Id == id && row.MatchId == match, ct) is not { } found)
            return false;
        (Pair, CheckIn, Ways) = (pair, found, await db.FindWaysAsync(match.Value, ct));
        Others = await db.MentorCheckIns.AsNoTracking().Where(row => row.MatchId == match && row.Side == found.Side && row.AfterMonths == found.AfterMonths && row.Id != id).OrderByDescending(row => row.RecordedAt).ToListAsync(ct);
        Names = await db.Staff.ToDictionaryAsync(staff => staff.Id, staff => staff.DisplayName, ct);
        this.IsAbout(pair.Match.YoungPersonId);
        return true;
    }
}

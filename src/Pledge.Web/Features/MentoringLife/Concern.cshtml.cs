using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>One worry: what was said, and what was done about it. The first who writes that down has read it for everybody.</summary>
[Authorize(Policy = Policies.AnswerConcerns), KeepsDraft("mentor-worry-done", Subject = "concern")]
public sealed class ConcernModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public string? Done { get; set; }

    public MentorConcern Concern { get; private set; } = null!;
    public string Called { get; private set; } = "";
    public string MentorCalled { get; private set; } = "";

    /// <summary>How to reach the two; for a coordinator alone.</summary>
    public WaysOfMatch? Ways { get; private set; }
    public IReadOnlyList<MentorConcernNote> Notes { get; private set; } = [];
    private Dictionary<AccountId, string> Names { get; set; } = [];

    /// <summary>Who it was; null for somebody whose name the caller may not read.</summary>
    public string? NameOf(AccountId id) => Names.GetValueOrDefault(id);

    public async Task<IActionResult> OnGetAsync(MentorConcernId concern, CancellationToken ct)
    {
        if (!await FoundAsync(concern, ct))
            return NotFound();
        await db.LookedAsync(User, Concern.YoungPersonId, "mentor-match", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(MentorConcernId concern, CancellationToken ct)
    {
        if (!await FoundAsync(concern, ct))
            return NotFound();
        var now = clock.GetUtcNow();
        var (wasRead, written) = (Concern.ReadAt is not null, Concern.WriteDown(Done, now, User.AccountId()));
        if (written.IsRefused)
            return this.Refused(written.Refusal, nameof(Done));
        // Two who read it at one moment: the database keeps the first as the reader, and what each did.
        db.MentorConcernNotes.Add(written.Value);
        await db.SaveChangesAsync(ct);
        if (!wasRead)
            await db.Database.ExecuteSqlAsync($"update pledge.mentor_concern set read_at = {now.ToUniversalTime()}, read_by = {User.AccountId().Value} where id = {concern.Value} and read_at is null", ct);
        await db.WroteAsync(User, Concern.YoungPersonId, "mentor-match", now, ct);
        TempData["Done"] = texts["ConcernSaved"].Value;
        return LocalRedirect($"/mentoring/worries/{concern}");
    }

    private async Task<bool> FoundAsync(MentorConcernId id, CancellationToken ct)
    {
        if (await db.MentorConcerns.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } found)
            return false;
        var called = await (from match in db.MentorMatches join proposal in db.MentorProposals on match.ProposalId equals proposal.Id where match.Id == found.MatchId select new { proposal.YoungPersonCalled, proposal.MentorCalled }).SingleAsync(ct);
        (Concern, Called, MentorCalled) = (found, called.YoungPersonCalled, called.MentorCalled);
        Notes = await db.MentorConcernNotes.AsNoTracking().Where(row => row.ConcernId == id).OrderBy(row => row.WrittenAt).ToListAsync(ct);
        Ways = User.RoleName() == Roles.Coordinator ? await db.FindWaysAsync(found.MatchId.Value, ct) : null;
        Names = await db.Staff.ToDictionaryAsync(staff => staff.Id, staff => staff.DisplayName, ct);
        this.IsAbout(found.YoungPersonId);
        return true;
    }
}

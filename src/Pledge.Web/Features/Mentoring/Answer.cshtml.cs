using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A coordinator writes down what a mentor said to a proposal, and with a yes the day of the first meeting.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-says", Subject = "proposal")]
public sealed class AnswerModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Says { get; set; }

    [BindProperty]
    public DateOnly? MeetingOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public MentorProposal Proposal { get; private set; } = null!;
    public Mentor Mentor { get; private set; } = null!;
    public IReadOnlyList<MentorAnswer> Answers { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(MentorProposalId proposal, CancellationToken ct) => await FoundAsync(proposal, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(MentorProposalId proposal, CancellationToken ct)
    {
        if (!await FoundAsync(proposal, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await db.AnswerAsync(User, proposal, AnswerSide.Mentor, Kebab.Find<MentorSays>(Says), Reason, MeetingOn, clock.GetUtcNow(), ct) is { } refusal)
        {
            await FoundAsync(proposal, ct);
            return this.Refused(refusal, refusal.Code switch
            {
                "answer-missing" => nameof(Says),
                "reason-too-long" => nameof(Reason),
                "meeting-day-missing" or "meeting-day-not-valid" => nameof(MeetingOn),
                _ => "",
            });
        }
        TempData["Done"] = texts["MentorSaved"].Value;
        return LocalRedirect("/mentoring");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(MentorProposalId proposal, CancellationToken ct)
    {
        if (!await FoundAsync(proposal, ct) || await db.MentorProposals.SingleOrDefaultAsync(row => row.Id == proposal, ct) is not { } open)
            return NotFound();
        if (open.Withdraw(clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(proposal, ct) ? this.Refused(new("proposal-over")) : NotFound();
        TempData["Done"] = texts["Withdrawn"].Value;
        return LocalRedirect("/mentoring");
    }

    private async Task<bool> FoundAsync(MentorProposalId id, CancellationToken ct)
    {
        if (await db.MentorProposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } found)
            return false;
        Mentor = await db.Mentors.AsNoTracking().SingleAsync(row => row.Id == found.MentorId, ct);
        (Proposal, Answers) = (found, await db.MentorAnswers.AsNoTracking().Where(row => row.ProposalId == id).OrderBy(row => row.SaidAt).ToListAsync(ct));
        return true;
    }
}

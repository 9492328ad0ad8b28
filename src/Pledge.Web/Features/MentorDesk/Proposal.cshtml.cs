using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentorDesk;

/// <summary>A mentor says yes, with the day of the first meeting, or no to a young person who was proposed to them.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("mentor-own-answer", Subject = "proposal")]
public sealed class ProposalModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorDeskText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Says { get; set; }

    [BindProperty]
    public DateOnly? MeetingOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public MentorProposal Proposal { get; private set; } = null!;
    public IReadOnlyList<MatchReason> Reasons { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>How it stands, for its sentence.</summary>
    public string Stand => Proposal switch
    {
        { State: ProposalState.Matched } => "matched",
        { State: ProposalState.Declined, MentorSays: MentorSays.No } => "i-said-no",
        { State: ProposalState.Declined or ProposalState.Closed } => "is-over",
        _ when Proposal.IsExpired(Today) => "is-over",
        { MentorSays: MentorSays.Yes } => "i-said-yes",
        { YoungPersonSays: MentorSays.Yes } => "they-said-yes",
        _ => "asked",
    };

    public async Task<IActionResult> OnGetAsync(MentorProposalId proposal, CancellationToken ct) => await FoundAsync(proposal, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(MentorProposalId proposal, CancellationToken ct)
    {
        if (!await FoundAsync(proposal, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var says = Kebab.Find<MentorSays>(Says);
        if (await db.AnswerAsync(User, proposal, AnswerSide.Mentor, says, Reason, MeetingOn, clock.GetUtcNow(), ct) is { } refusal)
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
        await FoundAsync(proposal, ct);
        TempData["Done"] = texts[Proposal.State is ProposalState.Matched ? "DoneMatched" : says is MentorSays.Yes ? "DoneYes" : "DoneNo", Proposal.YoungPersonCalled].Value;
        return LocalRedirect("/mentor-desk");
    }

    private async Task<bool> FoundAsync(MentorProposalId id, CancellationToken ct)
    {
        if (await db.FindOwnMentorAsync(User.AccountId(), ct) is not { } mentor
            || await db.MentorProposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.MentorId == mentor.Id, ct) is not { } found)
            return false;
        Proposal = found;
        if (found.WaitsFor(AnswerSide.Mentor, Today))
            Reasons = await db.ReasonsForMeAsync(id, Today.AddDays(MentorSuggestions.MeetingInDays), ct);
        return true;
    }
}

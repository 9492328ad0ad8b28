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

/// <summary>A young person says yes or no to a mentor who was proposed to them, or sees how it stands and changes their mind.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("mentor-answer", Subject = "proposal")]
public sealed class ProposalModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Says { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public MentorProposal Proposal { get; private set; } = null!;
    public DateOnly Today => clock.Today();

    /// <summary>Why the mentor may fit, as far as they let it be said; null when it is over.</summary>
    public SuggestedMentor? Mentor { get; private set; }

    public async Task<IActionResult> OnGetAsync(MentorProposalId proposal, CancellationToken ct) => await FoundAsync(proposal, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(MentorProposalId proposal, CancellationToken ct)
    {
        if (!await FoundAsync(proposal, ct))
            return NotFound();
        var says = Kebab.Find<MentorSays>(Says);
        if (await db.AnswerAsync(User, proposal, AnswerSide.YoungPerson, says, Reason, null, clock.GetUtcNow(), ct) is { } refusal)
        {
            await FoundAsync(proposal, ct);
            return this.Refused(refusal, refusal.Code switch { "answer-missing" => nameof(Says), "reason-too-long" => nameof(Reason), _ => "" });
        }
        await FoundAsync(proposal, ct);
        TempData["Done"] = texts[Proposal.State is ProposalState.Matched ? "DoneMatched" : says is MentorSays.Yes ? "DoneYes" : "DoneNo", Proposal.MentorCalled].Value;
        return LocalRedirect("/mentor");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(MentorProposalId proposal, CancellationToken ct)
    {
        if (!await FoundAsync(proposal, ct))
            return NotFound();
        if (await db.TakeBackAsync(User, proposal, clock.GetUtcNow(), ct) is { } refusal)
        {
            await FoundAsync(proposal, ct);
            return this.Refused(refusal);
        }
        TempData["Done"] = texts["TakenBack", Proposal.MentorCalled].Value;
        return LocalRedirect("/mentor");
    }

    private async Task<bool> FoundAsync(MentorProposalId id, CancellationToken ct)
    {
        var me = User.YoungPersonId();
        if (await db.MentorProposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.YoungPersonId == me, ct) is not { } found)
            return false;
        Proposal = found;
        Mentor = found.State is ProposalState.Open && !found.IsExpired(Today) ? await db.ExplainProposedAsync(me, id, Today, ct) : null;
        return true;
    }
}

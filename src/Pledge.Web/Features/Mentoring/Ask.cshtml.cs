using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A young person picks one of the mentors suggested to them, or says that it is never to be that one.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class AskModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public SuggestedMentor Mentor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(MentorId mentor, CancellationToken ct) => await FoundAsync(mentor, ct) ? Page() : await AskedAlreadyAsync(mentor, ct);

    public async Task<IActionResult> OnPostAsync(MentorId mentor, CancellationToken ct)
    {
        if (!await FoundAsync(mentor, ct))
            return await AskedAlreadyAsync(mentor, ct);
        if (await db.ProposeAsync(User, User.YoungPersonId(), mentor, ProposalSide.YoungPerson, clock.GetUtcNow(), ct) is { } refusal)
            return this.Refused(refusal);
        TempData["Done"] = texts["Asked", Mentor.Called].Value;
        return LocalRedirect("/mentor");
    }

    public async Task<IActionResult> OnPostNeverAsync(MentorId mentor, CancellationToken ct)
    {
        if (!await FoundAsync(mentor, ct))
            return NotFound();
        var never = MentorNever.Set(User.AuthorityId(), User.YoungPersonId(), mentor, NeverSide.YoungPerson, Reason, clock.GetUtcNow(), User.AccountId());
        if (never.IsRefused)
            return this.Refused(never.Refusal, nameof(Reason));
        db.MentorNevers.Add(never.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return this.Refused(new("proposal-not-possible"));
        TempData["Done"] = texts["NeverSet", Mentor.Called].Value;
        return LocalRedirect("/mentor");
    }

    // Whoever goes back, or sends twice, is shown how it stands.
    private async Task<IActionResult> AskedAlreadyAsync(MentorId mentor, CancellationToken ct)
    {
        var today = clock.Today();
        var open = (await db.ListProposalsAsync(User.YoungPersonId(), ct)).Find(one => one.MentorId == mentor && one.State is ProposalState.Open && !one.IsExpired(today));
        return open is null ? NotFound() : LocalRedirect($"/mentor/proposals/{open.Id}");
    }

    // Only whoever is suggested now can be picked: the page knows no other mentor.
    private async Task<bool> FoundAsync(MentorId mentor, CancellationToken ct)
    {
        if (await db.FindMatchAsync(User.YoungPersonId(), ct) is not null || await db.FindOwnSeekerAsync(User.YoungPersonId(), clock.Today(), ct) is not { } seeker)
            return false;
        var fits = await db.SuggestMentorsAsync(seeker, MatchReaders.YoungPerson, withOthers: false, clock.Today(), ct);
        if (fits.Suggested.FirstOrDefault(one => one.Id == mentor) is not { } found)
            return false;
        Mentor = found;
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentorDesk;

/// <summary>Where a mentor starts: who waits for them, whom they meet, and what is still missing.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Null for a partner who is no mentor.</summary>
    public Mentor? Mentor { get; private set; }
    public DateOnly Today { get; private set; }
    public IReadOnlyList<MentorProposal> Waiting { get; private set; } = [];
    public IReadOnlyList<DeskMatch> Matches { get; private set; } = [];

    /// <summary>What has to be put right before they meet anybody new. That they are not marked as available, or have no free place, is said otherwise.</summary>
    public IReadOnlyList<StandingBar> Missing { get; private set; } = [];

    /// <summary>The London day after which a check or a course is no longer good; null while one is missing anyway.</summary>
    public DateOnly? GoodUntil { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        if (await db.FindOwnMentorAsync(User.AccountId(), ct) is not { } mentor)
            return;
        (Mentor, Waiting, Matches) = (mentor, await db.ListWaitingAsync(mentor.Id, Today, ct), await db.ListOwnMatchesAsync(mentor.Id, ct));
        Missing = [.. Readiness.On(Today, mentor.State, mentor.Clearance, mentor.Courses, mentor.Places, Matches.Count(match => match.EndedOn is null)).Where(bar => bar.Bar is not (MatchBar.NotAvailable or MatchBar.NoPlaceFree))];
        if (Missing.Count == 0)
            GoodUntil = mentor.Courses.Select(course => course.ValidUntil).Append(mentor.Clearance!.RecheckDueOn).Min();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;

namespace Pledge.Web.Features.Rounds;

/// <summary>Who is offered a mentor and who waits, by group. Small numbers are protected.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class FairnessModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int Months = 12;

    public DateOnly Since { get; private set; }
    public IReadOnlyList<GroupTable> Outcomes { get; private set; } = [];
    public IReadOnlyList<GroupTable> Standing { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        Since = today.AddMonths(-Months);
        Outcomes = await db.ReadOutcomesAsync(Since, ct);
        var field = await RoundField.ReadAsync(db, today.AddDays(MentorSuggestions.MeetingInDays), today, ct);
        // For whoever waits for an answer somebody was found.
        var asked = await db.MentorProposals.Where(row => row.State == ProposalState.Open && row.ExpiresOn >= today).Select(row => row.YoungPersonId).ToListAsync(ct);
        Standing = await db.ReadStandingAsync([.. field.Seekers.Where(field.FitsAnybody).Select(seeker => seeker.YoungPersonId), .. asked.Select(id => id.Value)], clock.GetUtcNow(), ct);
    }
}

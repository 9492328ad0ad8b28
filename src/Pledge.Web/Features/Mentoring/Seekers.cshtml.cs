using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.MentoringLife;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A coordinator's list of young people who look for a mentor, as far as they released it, and of proposals that wait.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class SeekersModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<SeekerRow> Seekers { get; private set; } = [];
    public IReadOnlyList<MentorProposal> Open { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Worries out of matches that wait for somebody.</summary>
    public int OpenConcerns { get; private set; }

    /// <summary>Ages are told in bands.</summary>
    public static string BandOf(int age) => age < 18 ? "Band_under18" : age < 21 ? "Band_18to20" : "Band_21";

    public static string StandOf(MentorProposal proposal) => proposal switch
    {
        { MentorSays: null, YoungPersonSays: null } => "WaitsForBoth",
        { MentorSays: null } => "WaitsForMentor",
        _ => "WaitsForYoungPerson",
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        OpenConcerns = await db.CountOpenConcernsAsync(ct);
        Seekers = await db.ListSeekersAsync(null, Today, ct);
        Open = await db.MentorProposals.AsNoTracking().Where(row => row.State == ProposalState.Open && row.ExpiresOn >= Today).OrderBy(row => row.ExpiresOn).ThenBy(row => row.Id).ToListAsync(ct);
    }
}

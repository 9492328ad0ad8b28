using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;

namespace Pledge.Web.Features.MentorDesk;

/// <summary>A match as its mentor lists it: what the young person is called, and nothing else of them.</summary>
public sealed record DeskMatch(Guid Id, string Called, DateOnly MeetingOn, DateOnly? EndedOn);

/// <summary>What a young person lets a mentor read of what they look for. See <c>pledge.proposed_to_me</c>.</summary>
public sealed record ProposedToMe(
    Guid YoungPersonId, string[] Kinds, string[] Genders, string[] Backgrounds, string[] Languages, int? Easting, int? Northing, int? TravelKm, string[] Times, string[] Interests, string[] Hopes);

/// <summary>What a mentor's own pages read. Row policies keep it to what is theirs.</summary>
public static class DeskReads
{
    /// <summary>The mentor who is signed in, with their check and courses, or null.</summary>
    public static Task<Mentor?> FindOwnMentorAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        db.Mentors.Include(mentor => mentor.Clearances).Include(mentor => mentor.Trainings).AsSplitQuery().OrderBy(mentor => mentor.Id).SingleOrDefaultAsync(mentor => mentor.AccountId == account, ct);

    /// <summary>Their matches, those that run first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<DeskMatch>> ListOwnMatchesAsync(this PledgeDb db, MentorId mentor, CancellationToken ct) =>
        db.Database.SqlQuery<DeskMatch>(
            $"""
            select m.id, p.young_person_called as called, m.meeting_on, m.ended_on from pledge.mentor_match m join pledge.mentor_proposal p on p.id = m.proposal_id
            where m.mentor_id = {mentor.Value} order by m.ended_on desc nulls first, m.meeting_on, m.id
            """).ToListAsync(ct);

    /// <summary>Proposals that wait for their answer, the one that ends first on top.</summary>
    public static Task<List<MentorProposal>> ListWaitingAsync(this PledgeDb db, MentorId mentor, DateOnly today, CancellationToken ct) =>
        db.MentorProposals.AsNoTracking().Where(row => row.MentorId == mentor && row.State == ProposalState.Open && row.MentorSays == null && row.ExpiresOn >= today)
            .OrderBy(row => row.ExpiresOn).ThenBy(row => row.Id).ToListAsync(ct);

    /// <summary>Why the two may fit, as far as a mentor may read it. It goes by what they told when it was proposed: who ticks more since reads no more of what the young person looks for.</summary>
    /// <returns>Three statements; empty when nothing that both told and released is alike, and when it is over.</returns>
    public static async Task<IReadOnlyList<MatchReason>> ReasonsForMeAsync(this PledgeDb db, MentorProposalId proposal, DateOnly meeting, CancellationToken ct)
    {
        if ((await db.Database.SqlQuery<ProposedToMe>($"select * from pledge.proposed_to_me({proposal.Value})").ToListAsync(ct)).SingleOrDefault() is not { } told)
            return [];
        var me = await db.FindProposedMentorAsync(proposal, ct);
        var they = new SeekerForMatching(told.YoungPersonId, MentorSafeguards.Default.LeastAge, told.Kinds, told.Genders, told.Backgrounds, told.Languages, told.Easting, told.Northing, told.TravelKm, told.Times, told.Interests, told.Hopes, [], []);
        var weights = await db.ReadWeightsAsync(MatchingKind.Mentors, MentorMatching.DefaultWeights, ct);
        return me is null ? [] : [.. MentorSuggestions.Explain(weights, they.Seeker([me]), me.ProfileOn(meeting), meeting).ReasonsFor(MatchReaders.Mentor)];
    }
}

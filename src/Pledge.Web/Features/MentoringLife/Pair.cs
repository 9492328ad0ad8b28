using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Mentors;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>A match as one of its two sides, or a coordinator, opens it.</summary>
/// <param name="Called">What the other is called; for a coordinator, the young person.</param>
/// <param name="MentorCalled">What the mentor is called.</param>
/// <param name="Side">Who opens it.</param>
public sealed record Pair(MentorMatch Match, string Called, string MentorCalled, MatchSide Side)
{
    public bool Runs => Match.EndedOn is null;

    /// <summary>Whether a meeting was planned for a day on which they did not meet any more.</summary>
    public bool EndedBefore(MentorMeeting meeting) => meeting.Outcome is null && meeting.OnDay > Match.EndedOn;

    /// <summary>Where the pages of this side begin.</summary>
    public string Path => Side is MatchSide.Coordinator ? $"/mentoring/matches/{Match.Id}" : $"/mentor-match/{Match.Id}";
}

/// <summary>What the pages of a match read. Row policies keep it to the two and to coordinators.</summary>
public static class PairReads
{
    /// <summary>Meetings that a page shows at once; those before can be unfolded.</summary>
    public const int Latest = 10;

    /// <returns>The match with what it is called, or null. One statement.</returns>
    public static async Task<Pair?> FindPairAsync(this PledgeDb db, ClaimsPrincipal user, MentorMatchId id, CancellationToken ct)
    {
        var found = await (from match in db.MentorMatches
                           join proposal in db.MentorProposals on match.ProposalId equals proposal.Id
                           where match.Id == id
                           select new { match, proposal.YoungPersonCalled, proposal.MentorCalled }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var side = user.RoleName() switch { Roles.YoungPerson => MatchSide.YoungPerson, Roles.Partner => MatchSide.Mentor, _ => MatchSide.Coordinator };
        return new(found.match, side is MatchSide.YoungPerson ? found.MentorCalled : found.YoungPersonCalled, found.MentorCalled, side);
    }

    /// <summary>The version of the agreement that stands, or null.</summary>
    public static Task<MentorAgreement?> FindAgreementAsync(this PledgeDb db, MentorMatchId match, CancellationToken ct) =>
        db.MentorAgreements.SingleOrDefaultAsync(row => row.MatchId == match && row.SupersededAt == null, ct);

    /// <summary>The version that both said yes to last, or null. It holds until both say yes to another, though another is proposed.</summary>
    public static Task<MentorAgreement?> FindHoldingAgreementAsync(this PledgeDb db, MentorMatchId match, CancellationToken ct) =>
        db.MentorAgreements.AsNoTracking().Where(row => row.MatchId == match && row.YoungPersonYesAt != null && row.MentorYesAt != null).OrderByDescending(row => row.WrittenAt).FirstOrDefaultAsync(ct);

    /// <summary>Meetings, the latest day first. One that was taken out stays for whoever may read how it was for somebody: those words are never lost with it.</summary>
    public static Task<List<MentorMeeting>> ListMeetingsAsync(this PledgeDb db, MentorMatchId match, CancellationToken ct) =>
        db.MentorMeetings.AsNoTracking().Where(row => row.MatchId == match && (row.WithdrawnAt == null || db.MentorFeelings.Any(said => said.MeetingId == row.Id && said.SupersededAt == null)))
            .OrderByDescending(row => row.OnDay).ThenByDescending(row => row.RecordedAt).ToListAsync(ct);

    /// <summary>How it was, as far as the caller may read it: a side its own, a coordinator both.</summary>
    public static Task<List<MentorFeeling>> ListFeelingsAsync(this PledgeDb db, MentorMatchId match, CancellationToken ct) =>
        db.MentorFeelings.AsNoTracking().Where(row => row.MatchId == match && row.SupersededAt == null).OrderBy(row => row.SaidAt).ToListAsync(ct);

    /// <summary>The break that was not ended, whether its days are over or not; or null.</summary>
    public static Task<MentorPause?> FindPauseAsync(this PledgeDb db, MentorMatchId match, CancellationToken ct) =>
        db.MentorPauses.SingleOrDefaultAsync(row => row.MatchId == match && row.EndedAt == null, ct);

    /// <summary>What each says at the end.</summary>
    public static Task<List<MentorGoodbye>> ListGoodbyesAsync(this PledgeDb db, MentorMatchId match, CancellationToken ct) =>
        db.MentorGoodbyes.AsNoTracking().Where(row => row.MatchId == match && row.SupersededAt == null).OrderBy(row => row.SaidAt).ToListAsync(ct);
}

using Pledge.Domain.Mentoring;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>A young person and a mentor who meet. Made by the database when both said yes, with one of the mentor's places.</summary>
public sealed class MentorMatch
{
    public const int ReasonMaxLength = 500;

    /// <summary>An end is planned at most so many days ahead.</summary>
    public const int FurthestEndingDays = 365;

    /// <summary>An end counts as planned when the day was set so many days before: time to get used to it.</summary>
    public const int PlannedAheadDays = 14;

    public MentorMatchId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorId MentorId { get; private set; }
    public MentorProposalId ProposalId { get; private set; }

    /// <summary>Which of the mentor's places, from 1.</summary>
    public int Place { get; private set; }

    /// <summary>London day of the first meeting.</summary>
    public DateOnly MeetingOn { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset StartedAt { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>In a coordinator's words, which both may read; null when one of the two ended it.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Null while it runs, and for one that was over because its planned day was past.</summary>
    public AccountId? EndedBy { get; private set; }

    /// <summary>How it ended; null for one that ended before that was asked.</summary>
    public MatchEnd? EndKind { get; private set; }

    /// <summary>London day on which they mean to meet for the last time; null while no end is planned.</summary>
    public DateOnly? EndingOn { get; private set; }
    public DateTimeOffset? EndingPlannedAt { get; private set; }
    public AccountId? EndingPlannedBy { get; private set; }

    /// <summary>When a coordinator had looked after an end that was not planned; UTC instant.</summary>
    public DateTimeOffset? EndSeenAt { get; private set; }
    public AccountId? EndSeenBy { get; private set; }

    private MentorMatch()
    {
    }

    /// <summary>A side, or a coordinator, says when the last meeting is. Planned anew, the later plan holds.</summary>
    /// <returns>Refused with <c>match-is-over</c>, <c>ending-day-missing</c> or <c>ending-day-not-valid</c>.</returns>
    public Refusal? PlanEnding(DateOnly? day, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (EndedOn is not null)
            return new("match-is-over");
        if (day is not { } on)
            return new("ending-day-missing");
        if (on < today || on > today.AddDays(FurthestEndingDays))
            return new("ending-day-not-valid", FurthestEndingDays);
        (EndingOn, EndingPlannedAt, EndingPlannedBy) = (on, now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>Whether somebody may say that they go on meeting after an end was planned: whoever planned it, and the young person.</summary>
    public bool MayGoOn(MatchSide side, AccountId by) => EndedOn is null && EndingOn is not null && (side is MatchSide.YoungPerson || EndingPlannedBy == by);

    /// <summary>No end is planned any more.</summary>
    /// <returns>Refused with <c>ending-is-theirs</c>.</returns>
    public Refusal? GoOn(MatchSide side, AccountId by)
    {
        if (!MayGoOn(side, by))
            return new("ending-is-theirs");
        (EndingOn, EndingPlannedAt, EndingPlannedBy) = (null, null, null);
        return null;
    }

    /// <summary>Whether an end on a day is as planned: from the day on that was set, if it was set early enough.</summary>
    public bool IsPlannedFor(DateOnly today) => EndingOn <= today && LondonTime.DayOf(EndingPlannedAt!.Value).AddDays(PlannedAheadDays) <= today;

    /// <summary>It is over today. See <see cref="IsPlannedFor"/> for when that counts as planned, whoever says so.</summary>
    /// <param name="reason">A coordinator's words, which both read; the words of a side are kept elsewhere, for coordinators.</param>
    /// <returns>Refused with <c>match-is-over</c>, <c>end-reason-missing</c> for a coordinator, or <c>reason-too-long</c>.</returns>
    public Refusal? End(MatchSide side, string? reason, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (EndedOn is not null)
            return new("match-is-over");
        if (side is MatchSide.Coordinator && reason.Tidy() is null)
            return new("end-reason-missing");
        if (side is MatchSide.Coordinator && reason.Tidy()!.Length > ReasonMaxLength)
            return new("reason-too-long", ReasonMaxLength);
        EndKind = IsPlannedFor(today) ? MatchEnd.AsPlanned : side switch
        {
            MatchSide.YoungPerson => MatchEnd.YoungPersonStops,
            MatchSide.Mentor => MatchEnd.MentorStops,
            _ => MatchEnd.CoordinatorEnds,
        };
        (EndedOn, EndedBy) = (today, by);
        EndReason = side is MatchSide.Coordinator ? reason.Tidy() : null;
        return null;
    }

    /// <summary>A coordinator has looked after its end; the first who says so stays.</summary>
    public void SeeEnd(DateTimeOffset now, AccountId by)
    {
        if (EndedOn is not null && EndSeenAt is null)
            (EndSeenAt, EndSeenBy) = (now.ToUniversalTime(), by);
    }
}

using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>A break: the two do not meet for a while, and nobody is reminded of it. Both read why, if anybody says so.</summary>
public sealed class MentorPause
{
    public const int ReasonMaxLength = 500;

    /// <summary>Half a year.</summary>
    public const int LongestDays = 183;

    public MentorPauseId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }
    public MatchSide Side { get; private set; }

    /// <summary>London days: the first of the break, and the first after it.</summary>
    public DateOnly FromOn { get; private set; }
    public DateOnly UntilOn { get; private set; }

    /// <summary>Need not be said.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SetAt { get; private set; }
    public AccountId SetBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private MentorPause()
    {
    }

    /// <summary>From today on.</summary>
    /// <returns>Refused with <c>match-is-over</c>, <c>pause-until-missing</c>, <c>pause-until-not-valid</c> or <c>reason-too-long</c>.</returns>
    public static Outcome<MentorPause> Set(MentorMatch match, MatchSide side, DateOnly? untilOn, string? reason, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (match.EndedOn is not null)
            return new Refusal("match-is-over");
        if (untilOn is not { } until)
            return new Refusal("pause-until-missing");
        if (until <= today || until > today.AddDays(LongestDays))
            return new Refusal("pause-until-not-valid");
        if (reason.Tidy()?.Length > ReasonMaxLength)
            return new Refusal("reason-too-long", ReasonMaxLength);
        return new MentorPause
        {
            Id = MentorPauseId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            Side = side,
            FromOn = today,
            UntilOn = until,
            Reason = reason.Tidy(),
            SetAt = now.ToUniversalTime(),
            SetBy = by,
        };
    }

    /// <summary>Whether they pause on a day.</summary>
    public bool Holds(DateOnly today) => EndedAt is null && FromOn <= today && today < UntilOn;

    /// <summary>Whether a side may end it: whoever asked for it, and the young person and a coordinator always.</summary>
    public bool MayBeEndedBy(MatchSide side) => side is not MatchSide.Mentor || Side is MatchSide.Mentor;

    /// <summary>They meet again, or its days are over.</summary>
    public void End(DateTimeOffset now, AccountId by)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
    }
}

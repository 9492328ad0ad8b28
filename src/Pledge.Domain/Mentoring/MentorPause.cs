using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>A break: the two do not meet for a while, and nobody is reminded of it. Both read why.</summary>
public sealed class MentorPause
{
    public const int ReasonMaxLength = 500;
    public const int LongestDays = 183;

    public MentorPauseId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }
    public MatchSide Side { get; private set; }

    /// <summary>London days: the first of the break, and the first after it.</summary>
    public DateOnly FromOn { get; private set; }
    public DateOnly UntilOn { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SetAt { get; private set; }
    public AccountId SetBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private MentorPause()
    {
    }

    /// <summary>From today on.</summary>
    /// <returns>Refused with <c>match-is-over</c>, <c>pause-until-missing</c>, <c>pause-until-not-valid</c>, <c>pause-reason-missing</c> or <c>reason-too-long</c>.</returns>
    public static Outcome<MentorPause> Set(MentorMatch match, MatchSide side, DateOnly? untilOn, string? reason, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (match.EndedOn is not null)
            return new Refusal("match-is-over");
        if (untilOn is not { } until)
            return new Refusal("pause-until-missing");
        if (until <= today || until > today.AddDays(LongestDays))
            return new Refusal("pause-until-not-valid", LongestDays);
        if (reason.Tidy() is not { } why)
            return new Refusal("pause-reason-missing");
        if (why.Length > ReasonMaxLength)
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
            Reason = why,
            SetAt = now.ToUniversalTime(),
            SetBy = by,
        };
    }

    /// <summary>Whether they pause on a day.</summary>
    public bool Holds(DateOnly today) => EndedAt is null && FromOn <= today && today < UntilOn;

    /// <summary>They meet again.</summary>
    public void End(DateTimeOffset now, AccountId by)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
    }
}

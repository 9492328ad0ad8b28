using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>What came of a meeting.</summary>
public enum MeetingOutcome
{
    Made,

    /// <summary>One of them did not come.</summary>
    Missed,

    /// <summary>One of them said beforehand that it cannot be.</summary>
    CalledOff,
}

/// <summary>A meeting that is planned, or that was. What came of it is said once; one that was written down by mistake is withdrawn and stays readable.</summary>
public sealed class MentorMeeting
{
    public const int PlaceMaxLength = 120;

    /// <summary>A meeting is written down for days from so many ago to so many ahead.</summary>
    public const int FurthestDays = 120;

    public MentorMeetingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }

    /// <summary>Who wrote it down.</summary>
    public MatchSide Side { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly OnDay { get; private set; }
    public string? Place { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public MeetingOutcome? Outcome { get; private set; }
    public DateTimeOffset? OutcomeAt { get; private set; }
    public AccountId? OutcomeBy { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public AccountId? WithdrawnBy { get; private set; }

    private MentorMeeting()
    {
    }

    /// <param name="outcome">What came of it; null for one that is planned.</param>
    /// <returns>Refused with <c>match-is-over</c>, <c>meeting-on-missing</c>, <c>meeting-on-too-far</c>, <c>meeting-place-too-long</c>, or as <see cref="Say"/> is.</returns>
    public static Outcome<MentorMeeting> WriteDown(MentorMatch match, MatchSide side, DateOnly? onDay, string? place, MeetingOutcome? outcome, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (match.EndedOn is not null)
            return new Refusal("match-is-over");
        if (onDay is not { } day)
            return new Refusal("meeting-on-missing");
        if (day < today.AddDays(-FurthestDays) || day > today.AddDays(FurthestDays))
            return new Refusal("meeting-on-too-far", FurthestDays);
        if (place.Tidy()?.Length > PlaceMaxLength)
            return new Refusal("meeting-place-too-long", PlaceMaxLength);
        var meeting = new MentorMeeting
        {
            Id = MentorMeetingId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            Side = side,
            OnDay = day,
            Place = place.Tidy(),
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
        if (outcome is not null && meeting.Say(outcome, now, by) is { } refusal)
            return refusal;
        return meeting;
    }

    /// <summary>What came of it.</summary>
    /// <returns>Refused with <c>meeting-outcome-missing</c>, <c>meeting-said-already</c>, or <c>meeting-not-yet</c> before its day unless it was called off.</returns>
    public Refusal? Say(MeetingOutcome? outcome, DateTimeOffset now, AccountId by)
    {
        if (outcome is not { } said || !Enum.IsDefined(said))
            return new("meeting-outcome-missing");
        if (Outcome is not null || WithdrawnAt is not null)
            return new("meeting-said-already");
        if (said is not MeetingOutcome.CalledOff && OnDay > LondonTime.DayOf(now))
            return new("meeting-not-yet");
        (Outcome, OutcomeAt, OutcomeBy) = (said, now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>It was written down by mistake; only whoever wrote it down says so.</summary>
    /// <returns>Refused with <c>meeting-is-theirs</c>.</returns>
    public Refusal? Withdraw(MatchSide side, DateTimeOffset now, AccountId by)
    {
        if (side != Side)
            return new("meeting-is-theirs");
        if (WithdrawnAt is null)
            (WithdrawnAt, WithdrawnBy) = (now.ToUniversalTime(), by);
        return null;
    }
}

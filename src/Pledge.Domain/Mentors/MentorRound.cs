namespace Pledge.Domain.Mentors;

/// <summary>Where a round stands.</summary>
public enum RoundState
{
    /// <summary>To be worked out.</summary>
    Asked,
    Working,

    /// <summary>Worked out: for the coordinator to look at and to change. Nobody else knows of it.</summary>
    Ready,

    /// <summary>Not worked out: stopped by the coordinator, or something stood in the way.</summary>
    Stopped,

    /// <summary>Proposals were made of its pairs.</summary>
    Released,

    /// <summary>Thrown away; nobody was told.</summary>
    Dropped,
}

/// <summary>A round of matching: everybody who looks for a mentor at once. Worked out in the background, changed and worked out again as often as the coordinator likes, then released or dropped.</summary>
public sealed class MentorRound
{
    public MentorRoundId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>London day on which the pairs would first meet: what must hold must hold on it.</summary>
    public DateOnly MeetingOn { get; private set; }
    public RoundState State { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AskedAt { get; private set; }
    public AccountId AskedBy { get; private set; }

    /// <summary>From 0 to 100, of the run that is under way.</summary>
    public int Progress { get; private set; }

    /// <summary>When somebody last worked on it.</summary>
    public DateTimeOffset TouchedAt { get; private set; }

    /// <summary>When the facts were read that the last finished run went by; null before the first.</summary>
    public DateTimeOffset? WorkedAt { get; private set; }

    /// <summary>Ids of the changes that the last finished run went by.</summary>
    public Guid[] WentBy { get; private set; } = [];

    /// <summary>Version of the authority's weights that the last finished run went by.</summary>
    public int? WeightsVersion { get; private set; }

    /// <summary>Young people in the last finished run.</summary>
    public int? People { get; private set; }

    /// <summary>Mentors with a free place in it.</summary>
    public int? Mentors { get; private set; }

    /// <summary>Young people who got a mentor.</summary>
    public int? Matched { get; private set; }

    /// <summary>Sum of the pairs' scores; proved to be the most there can be.</summary>
    public long? Total { get; private set; }

    /// <summary>Pairs that would both prefer each other to what they got.</summary>
    public int? Blocking { get; private set; }

    /// <summary>Kebab-case name of what stood in the way; null unless it was <see cref="RoundState.Stopped"/> by that.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whom the fault is about; null for nobody.</summary>
    public Guid? FaultYoungPersonId { get; private set; }
    public Guid? FaultMentorId { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public AccountId? DecidedBy { get; private set; }

    private MentorRound()
    {
    }

    public bool IsUnderWay => State is RoundState.Asked or RoundState.Working;

    public bool IsOpen => State is not (RoundState.Released or RoundState.Dropped);

    /// <summary>A round is asked for.</summary>
    /// <returns>Refused with <c>meeting-day-missing</c> or <c>meeting-day-not-valid</c>: a day from tomorrow to <see cref="MentorProposal.FurthestMeetingDays"/> ahead.</returns>
    public static Outcome<MentorRound> Ask(AuthorityId authority, DateOnly? meetingOn, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (meetingOn is not { } day)
            return new Refusal("meeting-day-missing");
        if (day <= today || day > today.AddDays(MentorProposal.FurthestMeetingDays))
            return new Refusal("meeting-day-not-valid", MentorProposal.FurthestMeetingDays);
        return new MentorRound { Id = MentorRoundId.New(), AuthorityId = authority, MeetingOn = day, State = RoundState.Asked, AskedAt = now.ToUniversalTime(), AskedBy = by, TouchedAt = now.ToUniversalTime() };
    }

    /// <summary>It is to be worked out again, with what was changed.</summary>
    /// <returns>Null when done; <c>round-over</c>, <c>round-under-way</c>, or <c>meeting-day-not-valid</c> when its day has come.</returns>
    public Refusal? AskAgain(DateTimeOffset now)
    {
        if (!IsOpen)
            return new("round-over");
        if (IsUnderWay)
            return new("round-under-way");
        if (MeetingOn <= LondonTime.DayOf(now))
            return new("meeting-day-not-valid", MentorProposal.FurthestMeetingDays);
        (State, Progress, TouchedAt, Fault, FaultYoungPersonId, FaultMentorId) = (RoundState.Asked, 0, now.ToUniversalTime(), null, null, null);
        return null;
    }

    /// <summary>The coordinator stops what is under way; what an earlier run gave stays.</summary>
    /// <returns>Null when done, or <c>round-not-under-way</c>.</returns>
    public Refusal? Stop(DateTimeOffset now)
    {
        if (!IsUnderWay)
            return new("round-not-under-way");
        (State, TouchedAt) = (RoundState.Stopped, now.ToUniversalTime());
        return null;
    }

    /// <summary>Somebody begins to work it out.</summary>
    /// <returns>False when there is nothing to do.</returns>
    public bool Begin(DateTimeOffset now)
    {
        if (!IsUnderWay)
            return false;
        (State, Progress, TouchedAt) = (RoundState.Working, 0, now.ToUniversalTime());
        return true;
    }

    /// <summary>It was worked out.</summary>
    public void Finish(RoundResult result, DateTimeOffset now)
    {
        (State, Progress, TouchedAt, WorkedAt, WentBy) = (RoundState.Ready, 100, now.ToUniversalTime(), result.ReadAt.ToUniversalTime(), [.. result.WentBy.Select(id => id.Value)]);
        (WeightsVersion, People, Mentors, Matched, Total, Blocking) = (result.WeightsVersion, result.People, result.Mentors, result.Matched, result.Total, result.Blocking);
    }

    /// <summary>Something stood in the way.</summary>
    /// <param name="fault">Kebab-case.</param>
    public void Fail(string fault, Guid? youngPerson, Guid? mentor, DateTimeOffset now) =>
        (State, TouchedAt, Fault, FaultYoungPersonId, FaultMentorId) = (RoundState.Stopped, now.ToUniversalTime(), fault, youngPerson, mentor);

    /// <summary>Whether a pair was wanted or not wanted, or no more, since it was worked out.</summary>
    /// <param name="standing">The changes that stand now.</param>
    public bool IsChangedSince(IEnumerable<MentorRoundChangeId> standing) => !standing.Select(id => id.Value).ToHashSet().SetEquals(WentBy);

    /// <summary>Proposals are made of its pairs.</summary>
    /// <param name="standing">As <see cref="IsChangedSince"/>.</param>
    /// <returns>Null when done; <c>round-over</c>, <c>round-not-ready</c>, <c>round-changed-since</c> when it is to be worked out again first, or <c>meeting-day-not-valid</c>.</returns>
    public Refusal? Release(IEnumerable<MentorRoundChangeId> standing, DateTimeOffset now, AccountId by)
    {
        if (!IsOpen)
            return new("round-over");
        if (State is not RoundState.Ready)
            return new("round-not-ready");
        if (IsChangedSince(standing))
            return new("round-changed-since");
        if (MeetingOn <= LondonTime.DayOf(now))
            return new("meeting-day-not-valid", MentorProposal.FurthestMeetingDays);
        (State, DecidedAt, DecidedBy) = (RoundState.Released, now.ToUniversalTime(), by);
        return null;
    }

    /// <returns>Null when done; <c>round-over</c>, or <c>round-under-way</c>.</returns>
    public Refusal? Drop(DateTimeOffset now, AccountId by)
    {
        if (!IsOpen)
            return new("round-over");
        if (IsUnderWay)
            return new("round-under-way");
        (State, DecidedAt, DecidedBy) = (RoundState.Dropped, now.ToUniversalTime(), by);
        return null;
    }
}

/// <summary>What a run gave, in numbers.</summary>
/// <param name="ReadAt">When the facts were read that it went by.</param>
/// <param name="WentBy">The changes that stood then.</param>
public sealed record RoundResult(DateTimeOffset ReadAt, IReadOnlyList<MentorRoundChangeId> WentBy, int WeightsVersion, int People, int Mentors, int Matched, long Total, int Blocking);

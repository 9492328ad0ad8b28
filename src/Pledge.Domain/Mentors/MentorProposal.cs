using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>Who made a proposal.</summary>
public enum ProposalSide
{
    /// <summary>They picked the mentor, which is their yes.</summary>
    YoungPerson,
    Coordinator,
}

/// <summary>Where a proposal stands.</summary>
public enum ProposalState
{
    Open,

    /// <summary>Both said yes.</summary>
    Matched,

    /// <summary>One said no.</summary>
    Declined,

    /// <summary>Neither said no, and it is over.</summary>
    Closed,
}

/// <summary>Why a proposal is over though nobody said no.</summary>
public enum ProposalEnd
{
    /// <summary>Others have the mentor's places.</summary>
    MentorIsFull,

    /// <summary>The young person has a mentor.</summary>
    HasAMentor,
    Expired,

    /// <summary>The young person looks for nobody any more.</summary>
    NotLooking,

    /// <summary>Somebody said that the two are not to meet: see <see cref="MentorNever"/>.</summary>
    RuledOut,

    /// <summary>The young person changed their mind while it waited for the mentor.</summary>
    TakenBack,

    /// <summary>A coordinator took it back, or the mentor meets nobody for now.</summary>
    Withdrawn,
}

/// <summary>What one side says.</summary>
public enum MentorSays
{
    Yes,
    No,
}

/// <summary>Who answers a proposal.</summary>
public enum AnswerSide
{
    YoungPerson,
    Mentor,
}

/// <summary>A young person and a mentor who might meet: open until both said yes, one said no, or its last day passed.</summary>
/// <remarks>The database makes the match in the same statement as the second yes, with one of the mentor's places, after it asked once more what may have changed meanwhile; and closes what else was open for the two.</remarks>
public sealed class MentorProposal
{
    /// <summary>So long a proposal waits for its answers, in days.</summary>
    public const int OpenDays = 14;

    /// <summary>The first meeting is at most so many days ahead.</summary>
    public const int FurthestMeetingDays = 60;

    public MentorProposalId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorId MentorId { get; private set; }

    /// <summary>What the mentor may call the young person, and <see cref="MentorCalled"/> the other way round. The database writes both.</summary>
    public string YoungPersonCalled { get; private set; } = "";
    public string MentorCalled { get; private set; } = "";
    public ProposalSide MadeBySide { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset MadeAt { get; private set; }
    public AccountId MadeBy { get; private set; }

    /// <summary>Last London day on which it can be answered.</summary>
    public DateOnly ExpiresOn { get; private set; }

    /// <summary>London day on which they first meet; set with the mentor's yes.</summary>
    public DateOnly? MeetingOn { get; private set; }
    public MentorSays? YoungPersonSays { get; private set; }
    public MentorSays? MentorSays { get; private set; }
    public ProposalState State { get; private set; }
    public ProposalEnd? ClosedBecause { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public AccountId? WithdrawnBy { get; private set; }

    private MentorProposal()
    {
    }

    /// <summary>A young person picks a mentor, or a coordinator proposes one.</summary>
    public static MentorProposal Make(AuthorityId authority, YoungPersonId whose, MentorId mentor, ProposalSide side, DateTimeOffset now, AccountId by) => new()
    {
        Id = MentorProposalId.New(),
        AuthorityId = authority,
        YoungPersonId = whose,
        MentorId = mentor,
        MadeBySide = side,
        MadeAt = now.ToUniversalTime(),
        MadeBy = by,
        ExpiresOn = LondonTime.DayOf(now).AddDays(OpenDays),
        YoungPersonSays = side is ProposalSide.YoungPerson ? Mentors.MentorSays.Yes : null,
        State = ProposalState.Open,
    };

    /// <summary>Whether it still waits for <paramref name="side"/> on a day.</summary>
    public bool WaitsFor(AnswerSide side, DateOnly today) =>
        State is ProposalState.Open && today <= ExpiresOn && (side is AnswerSide.YoungPerson ? YoungPersonSays : MentorSays) is null;

    /// <summary>Whether its last day passed without an answer of both.</summary>
    public bool IsExpired(DateOnly today) => ClosedBecause is ProposalEnd.Expired || (State is ProposalState.Open && today > ExpiresOn);

    /// <summary>Whether the young person can still change their mind after a yes.</summary>
    public bool CanBeTakenBack(DateOnly today) => State is ProposalState.Open && today <= ExpiresOn && YoungPersonSays is Mentors.MentorSays.Yes;

    /// <summary>The young person changed their mind. The two can be proposed to each other again.</summary>
    /// <returns>Refused with <c>proposal-over</c>.</returns>
    public Refusal? TakeBack(DateTimeOffset now)
    {
        if (!CanBeTakenBack(LondonTime.DayOf(now)))
            return new("proposal-over");
        (State, ClosedBecause, DecidedAt) = (ProposalState.Closed, ProposalEnd.TakenBack, now.ToUniversalTime());
        return null;
    }

    /// <summary>It is taken back, by a coordinator: nobody said no.</summary>
    /// <returns>Refused with <c>proposal-over</c>.</returns>
    public Refusal? Withdraw(DateTimeOffset now, AccountId by)
    {
        if (State is not ProposalState.Open)
            return new("proposal-over");
        (State, ClosedBecause, DecidedAt, WithdrawnBy) = (ProposalState.Closed, ProposalEnd.Withdrawn, now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>One side says yes or no.</summary>
    /// <param name="meetingOn">London day of the first meeting; needed with the mentor's yes, else not looked at.</param>
    /// <returns>What was said, to keep beside it. Refused with <c>answer-missing</c>, <c>proposal-over</c>, <c>reason-too-long</c>, <c>meeting-day-missing</c>, <c>meeting-day-not-valid</c>.</returns>
    public Outcome<MentorAnswer> Answer(AnswerSide side, MentorSays? says, string? reason, DateOnly? meetingOn, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (says is not { } said || !Enum.IsDefined(said))
            return new Refusal("answer-missing");
        if (!WaitsFor(side, today))
            return new Refusal("proposal-over");
        if (reason.Tidy()?.Length > MentorAnswer.ReasonMaxLength)
            return new Refusal("reason-too-long", MentorAnswer.ReasonMaxLength);
        if (side is AnswerSide.Mentor && said is Mentors.MentorSays.Yes)
        {
            if (meetingOn is not { } day)
                return new Refusal("meeting-day-missing");
            if (day <= today || day > today.AddDays(FurthestMeetingDays))
                return new Refusal("meeting-day-not-valid", FurthestMeetingDays);
            MeetingOn = day;
        }
        // A day that was named and has passed is no day to meet on.
        if (side is AnswerSide.YoungPerson && said is Mentors.MentorSays.Yes && MeetingOn < today)
            return new Refusal("proposal-over");

        if (side is AnswerSide.YoungPerson)
            YoungPersonSays = said;
        else
            MentorSays = said;
        State = said is Mentors.MentorSays.No ? ProposalState.Declined : (YoungPersonSays, MentorSays) is (Mentors.MentorSays.Yes, Mentors.MentorSays.Yes) ? ProposalState.Matched : ProposalState.Open;
        DecidedAt = State is ProposalState.Open ? null : now.ToUniversalTime();
        return new MentorAnswer(this, side, said, reason.Tidy(), now, by);
    }
}

/// <summary>What one side said to a proposal, and why. The young person's words are not for the mentor, nor the mentor's for them.</summary>
public sealed class MentorAnswer
{
    public const int ReasonMaxLength = 500;

    public MentorAnswerId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorProposalId ProposalId { get; private set; }
    public AnswerSide Side { get; private set; }
    public MentorSays Says { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }

    private MentorAnswer()
    {
    }

    internal MentorAnswer(MentorProposal proposal, AnswerSide side, MentorSays says, string? reason, DateTimeOffset now, AccountId by)
    {
        (Id, AuthorityId, YoungPersonId, ProposalId) = (MentorAnswerId.New(), proposal.AuthorityId, proposal.YoungPersonId, proposal.Id);
        (Side, Says, Reason, SaidAt, SaidBy) = (side, says, reason, now.ToUniversalTime(), by);
    }
}

using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>Who said that two are not to meet.</summary>
public enum NeverSide
{
    YoungPerson,
    Coordinator,
}

/// <summary>That a young person and a mentor are never suggested to each other. Who said so and why is for coordinators, and for whoever said it.</summary>
public sealed class MentorNever
{
    public const int ReasonMaxLength = 500;

    public MentorNeverId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorId MentorId { get; private set; }
    public NeverSide Side { get; private set; }

    /// <summary>Why; a young person need not say.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SetAt { get; private set; }
    public AccountId SetBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private MentorNever()
    {
    }

    /// <returns>Refused with <c>never-needs-reason</c>, for a coordinator alone, or <c>reason-too-long</c>.</returns>
    public static Outcome<MentorNever> Set(AuthorityId authority, YoungPersonId whose, MentorId mentor, NeverSide side, string? reason, DateTimeOffset now, AccountId by)
    {
        if (side is NeverSide.Coordinator && reason.Tidy() is null)
            return new Refusal("never-needs-reason");
        if (reason.Tidy()?.Length > ReasonMaxLength)
            return new Refusal("reason-too-long", ReasonMaxLength);
        return new MentorNever
        {
            Id = MentorNeverId.New(),
            AuthorityId = authority,
            YoungPersonId = whose,
            MentorId = mentor,
            Side = side,
            Reason = reason.Tidy(),
            SetAt = now.ToUniversalTime(),
            SetBy = by,
        };
    }

    /// <summary>They may be suggested to each other again.</summary>
    public void End(DateTimeOffset now, AccountId by)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
    }
}

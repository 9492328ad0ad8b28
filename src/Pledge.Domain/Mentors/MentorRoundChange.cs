namespace Pledge.Domain.Mentors;

/// <summary>What a coordinator wants of a pair in a round.</summary>
public enum RoundWish
{
    /// <summary>These two, whatever the rest.</summary>
    Pin,

    /// <summary>Not these two, in this round.</summary>
    Ban,
}

/// <summary>A pair that a coordinator wants in a round, or does not. Ended and not changed.</summary>
public sealed class MentorRoundChange
{
    public MentorRoundChangeId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public MentorRoundId RoundId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorId MentorId { get; private set; }
    public RoundWish Wish { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SetAt { get; private set; }
    public AccountId SetBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private MentorRoundChange()
    {
    }

    /// <returns>Refused with <c>round-over</c>, or <c>round-under-way</c>.</returns>
    public static Outcome<MentorRoundChange> Set(MentorRound round, YoungPersonId whose, MentorId mentor, RoundWish wish, DateTimeOffset now, AccountId by)
    {
        if (!round.IsOpen)
            return new Refusal("round-over");
        if (round.IsUnderWay)
            return new Refusal("round-under-way");
        return new MentorRoundChange
        {
            Id = MentorRoundChangeId.New(),
            AuthorityId = round.AuthorityId,
            RoundId = round.Id,
            YoungPersonId = whose,
            MentorId = mentor,
            Wish = wish,
            SetAt = now.ToUniversalTime(),
            SetBy = by,
        };
    }

    /// <summary>Whether <paramref name="before"/> stands against this: what was wanted of the pair, and another mentor with whom the young person was put.</summary>
    public bool Contradicts(MentorRoundChange before) => before.EndedAt is null && before.RoundId == RoundId && before.YoungPersonId == YoungPersonId
        && (before.MentorId == MentorId || (before.Wish is RoundWish.Pin && Wish is RoundWish.Pin));

    /// <returns>Null when done; <c>round-over</c>, or <c>round-under-way</c>.</returns>
    public Refusal? End(MentorRound round, DateTimeOffset now, AccountId by)
    {
        if (!round.IsOpen)
            return new("round-over");
        if (round.IsUnderWay)
            return new("round-under-way");
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
        return null;
    }
}

namespace Pledge.Domain.Mentors;

/// <summary>When somebody looks again for a young person who waits.</summary>
public sealed class MentorWaiting
{
    /// <summary>Unless somebody says a day, it is looked again after so many.</summary>
    public const int UsualDays = 28;

    public MentorWaitingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly LookAgainOn { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }

    private MentorWaiting()
    {
    }

    /// <returns>Refused with <c>look-again-missing</c> or <c>look-again-not-valid</c>: a day from tomorrow to <see cref="UsualDays"/> ahead.</returns>
    public static Outcome<MentorWaiting> Say(AuthorityId authority, YoungPersonId whose, DateOnly? on, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (on is not { } day)
            return new Refusal("look-again-missing");
        if (day <= today || day > today.AddDays(UsualDays))
            return new Refusal("look-again-not-valid", UsualDays);
        return new MentorWaiting { Id = MentorWaitingId.New(), AuthorityId = authority, YoungPersonId = whose, LookAgainOn = day, SaidAt = now.ToUniversalTime(), SaidBy = by };
    }

    /// <summary>The day that is told to who waits: the one somebody named, else <see cref="UsualDays"/> after they began to look.</summary>
    public static DateOnly NextLook(DateTimeOffset since, DateOnly? said) => said ?? LondonTime.DayOf(since).AddDays(UsualDays);
}

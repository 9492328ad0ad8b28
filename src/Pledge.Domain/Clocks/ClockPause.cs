namespace Pledge.Domain.Clocks;

/// <summary>Somebody's reason why one clock of one young person waits, and until when. Seen by the manager, and by the young person.</summary>
/// <remarks>Our own standards wait with it. What the law asks for does not: there a pause is only a record of why it is late, and late it stays.</remarks>
public sealed class ClockPause
{
    public const int ReasonMaxLength = 500;

    /// <summary>Longest pause at one go. A longer one is decided again.</summary>
    public const int MaxMonths = 6;

    public ClockPauseId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public ClockRule Rule { get; private set; }

    /// <summary>London day on which it was paused.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last London day of the pause as it was meant.</summary>
    public DateOnly Until { get; private set; }

    public string Reason { get; private set; } = "";
    public DateTimeOffset PausedAt { get; private set; }
    public AccountId PausedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private ClockPause()
    {
    }

    /// <summary>Last London day of the pause as it turned out; before <see cref="From"/> when it was ended on its first day.</summary>
    public DateOnly LastDay => EndedAt is { } ended && LondonTime.DayOf(ended) <= Until ? LondonTime.DayOf(ended).AddDays(-1) : Until;

    public bool IsInForceOn(DateOnly day) => From <= day && day <= LastDay;

    /// <summary>Pauses a clock from today.</summary>
    /// <returns>Refused with <c>clock-cannot-be-paused</c>, <c>pause-ends-too-early</c>, <c>pause-too-long</c>, <c>pause-reason-missing</c> or <c>reason-too-long</c>.</returns>
    public static Outcome<ClockPause> Create(AuthorityId authority, YoungPersonId youngPerson, ClockRule rule, DateOnly until, string? reason, DateTimeOffset now, AccountId by)
    {
        if (!Enum.IsDefined(rule) || Clock.Of(rule).Kind is not ClockKind.Duty)
            return new Refusal("clock-cannot-be-paused");
        var today = LondonTime.DayOf(now);
        if (until <= today)
            return new Refusal("pause-ends-too-early");
        if (until > today.AddMonths(MaxMonths))
            return new Refusal("pause-too-long", MaxMonths);
        if (string.IsNullOrWhiteSpace(reason))
            return new Refusal("pause-reason-missing");
        if (reason.Trim().Length > ReasonMaxLength)
            return new Refusal("reason-too-long", ReasonMaxLength);

        return new ClockPause
        {
            Id = ClockPauseId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            Rule = rule,
            From = today,
            Until = until,
            Reason = reason.Trim(),
            PausedAt = now.ToUniversalTime(),
            PausedBy = by,
        };
    }

    /// <summary>Lets the clock go on from today. A second time changes nothing.</summary>
    public void End(DateTimeOffset now, AccountId by)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
    }
}

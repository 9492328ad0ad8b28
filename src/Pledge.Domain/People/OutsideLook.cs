namespace Pledge.Domain.People;

/// <summary>Why somebody needs to see a record that is not theirs to see.</summary>
public enum LookReason
{
    /// <summary>On duty for the authority when something came in about this person.</summary>
    Duty,

    /// <summary>Worried that somebody is not safe.</summary>
    Safety,

    /// <summary>Their worker is away.</summary>
    StandingIn,

    /// <summary>The young person asked them.</summary>
    AskedByThem,
    Other,
}

/// <summary>One adviser or manager said why they need to see one record outside their own reach. It lets them read it, and nothing more, until the end of that London day.</summary>
/// <remarks>Never changed or taken back: the young person and the managers read it. The row policies honour it through <c>pledge.young_people_i_may_read()</c>.</remarks>
public sealed class OutsideLook
{
    public const int ReasonMinLength = 10;
    public const int ReasonMaxLength = 500;

    /// <summary>Records one person may open this way on one day. Local: a duty worker meets fewer; more than this is browsing.</summary>
    public const int MostADay = 20;

    public OutsideLookId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public AccountId AccountId { get; private set; }

    /// <summary>In which they looked: <c>adviser</c> or <c>manager</c>.</summary>
    public string Role { get; private set; } = "";
    public LookReason ReasonKind { get; private set; }

    /// <summary>Their own words, read by the young person.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>London day on which the record may be read.</summary>
    public DateOnly ForDay { get; private set; }

    private OutsideLook()
    {
    }

    /// <summary>Gives the reason.</summary>
    /// <param name="askedToday">Other records this person opened this way today.</param>
    /// <returns>Refused with <c>answer-missing</c>, <c>look-reason-missing</c>, <c>look-reason-too-short</c>, <c>look-reason-too-long</c> or <c>looks-too-many</c>.</returns>
    public static Outcome<OutsideLook> Ask(
        AuthorityId authority, YoungPersonId youngPerson, AccountId by, string role, LookReason kind, string? reason, int askedToday, DateTimeOffset now)
    {
        if (!Enum.IsDefined(kind))
            return new Refusal("answer-missing");
        if (reason.Tidy() is not { } why)
            return new Refusal("look-reason-missing");
        if (why.Count(char.IsLetterOrDigit) < ReasonMinLength)
            return new Refusal("look-reason-too-short", ReasonMinLength);
        if (why.Length > ReasonMaxLength)
            return new Refusal("look-reason-too-long", ReasonMaxLength);
        if (askedToday >= MostADay)
            return new Refusal("looks-too-many", MostADay);
        return new OutsideLook
        {
            Id = OutsideLookId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            AccountId = by,
            Role = role,
            ReasonKind = kind,
            Reason = why,
            AskedAt = now.ToUniversalTime(),
            ForDay = LondonTime.DayOf(now),
        };
    }
}

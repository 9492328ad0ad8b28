namespace Pledge.Domain.Records;

/// <summary>Which part of a record somebody says is wrong.</summary>
public enum RecordPart
{
    AboutMe,
    Home,
    Activity,
    InTouch,
    Contact,
    Plan,
    Other,
}

/// <summary>What became of it.</summary>
public enum CorrectionState
{
    Asked,

    /// <summary>The worker agrees and corrects by the usual way.</summary>
    Accepted,

    /// <summary>The worker does not agree; the young person's words stay beside the fact.</summary>
    Refused,
    TakenBack,
}

/// <summary>"This is wrong": what a young person asks to have put right. Whoever is their worker has it. Never erased.</summary>
/// <remarks>UK GDPR, article 16 (right to rectification) and article 12(3) (within one month).</remarks>
public sealed class CorrectionRequest
{
    public const int WordsMaxLength = 2000;

    public CorrectionRequestId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public RecordPart Part { get; private set; }

    /// <summary>The fact it is about, when it is about one.</summary>
    public FactId? FactId { get; private set; }

    /// <summary>What is wrong, in their words.</summary>
    public string Wrong { get; private set; } = "";

    /// <summary>What it should say, in their words; null when they do not say.</summary>
    public string? ShouldSay { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public AccountId AskedBy { get; private set; }
    public CorrectionState State { get; private set; }

    /// <summary>Why, for the young person to read.</summary>
    public string? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public AccountId? AnsweredBy { get; private set; }

    private CorrectionRequest()
    {
    }

    /// <summary>London day by which it must be answered: one calendar month.</summary>
    public DateOnly AnswerBy => LondonTime.DayOf(AskedAt).AddMonths(1);

    /// <summary>Asks.</summary>
    /// <returns>Refused with <c>correction-wrong-missing</c> or <c>text-too-long</c>.</returns>
    public static Outcome<CorrectionRequest> Ask(
        AuthorityId authority, YoungPersonId youngPerson, RecordPart part, FactId? fact, string? wrong, string? shouldSay, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(wrong))
            return new Refusal("correction-wrong-missing");
        if (wrong.Trim().Length > WordsMaxLength || shouldSay?.Trim().Length > WordsMaxLength)
            return new Refusal("text-too-long", WordsMaxLength);
        return new CorrectionRequest
        {
            Id = CorrectionRequestId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            Part = part,
            FactId = fact,
            Wrong = wrong.Trim(),
            ShouldSay = string.IsNullOrWhiteSpace(shouldSay) ? null : shouldSay.Trim(),
            AskedAt = now.ToUniversalTime(),
            AskedBy = by,
            State = CorrectionState.Asked,
        };
    }

    /// <summary>Says yes or no, and why.</summary>
    /// <returns>Refused with <c>correction-answered</c>, <c>correction-why-missing</c> or <c>text-too-long</c>.</returns>
    public Refusal? Settle(bool accepted, string? why, DateTimeOffset now, AccountId by)
    {
        if (State is not CorrectionState.Asked)
            return new("correction-answered");
        if (string.IsNullOrWhiteSpace(why))
            return new("correction-why-missing");
        if (why.Trim().Length > WordsMaxLength)
            return new("text-too-long", WordsMaxLength);
        (State, Answer, AnsweredAt, AnsweredBy) = (accepted ? CorrectionState.Accepted : CorrectionState.Refused, why.Trim(), now.ToUniversalTime(), by);
        return null;
    }

    /// <returns>Refused with <c>correction-answered</c>.</returns>
    public Refusal? TakeBack()
    {
        if (State is not CorrectionState.Asked)
            return new("correction-answered");
        State = CorrectionState.TakenBack;
        return null;
    }
}

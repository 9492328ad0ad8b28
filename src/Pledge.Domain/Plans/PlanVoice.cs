namespace Pledge.Domain.Plans;

/// <summary>What a young person says to a plan or to one matter of it.</summary>
public enum PlanAnswer
{
    Agree,
    Disagree,

    /// <summary>They have not seen it yet, as far as their worker knows.</summary>
    NotSeen,
}

/// <summary>Who put the answer into Pledge.</summary>
public enum PlanSpeaker
{
    YoungPerson,

    /// <summary>A worker, as they heard it.</summary>
    Worker,
}

/// <summary>Something a young person said to a version of their plan, or that their worker knows of it. Never changes; the latest answer is the one in force.</summary>
public sealed class PlanVoice
{
    public const int WordsMaxLength = 1000;

    public PlanVoiceId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public PlanVersionId VersionId { get; private set; }

    /// <summary>Number of a <see cref="PlanMatter"/>; null for the plan as a whole.</summary>
    public int? Matter { get; private set; }

    /// <summary>Null when they only said something.</summary>
    public PlanAnswer? Answer { get; private set; }

    public string? Words { get; private set; }
    public PlanSpeaker SaidBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }

    private PlanVoice()
    {
    }

    /// <summary>The young person says it themselves. To a version that was not shared yet they can say something, but not yes or no.</summary>
    /// <returns>Refused with <c>action-matter-unknown</c>, <c>voice-empty</c>, <c>voice-answer-unknown</c>, <c>plan-not-shared</c> or <c>words-too-long</c>.</returns>
    public static Outcome<PlanVoice> Say(PlanVersion version, int? matter, PlanAnswer? answer, string? words, DateTimeOffset now, AccountId by)
    {
        if (answer is null && string.IsNullOrWhiteSpace(words))
            return new Refusal("voice-empty");
        if (answer is not (null or PlanAnswer.Agree or PlanAnswer.Disagree))
            return new Refusal("voice-answer-unknown");
        if (answer is not null && version.State is not PlanState.Shared)
            return new Refusal("plan-not-shared");
        return Create(version, matter, answer, words, PlanSpeaker.YoungPerson, now, by);
    }

    /// <summary>A worker notes what the young person told them, or that they have not seen it.</summary>
    /// <returns>Refused with <c>action-matter-unknown</c>, <c>voice-answer-unknown</c>, <c>plan-not-shared</c> or <c>words-too-long</c>.</returns>
    public static Outcome<PlanVoice> Note(PlanVersion version, int? matter, PlanAnswer answer, string? words, DateTimeOffset now, AccountId by)
    {
        if (!Enum.IsDefined(answer))
            return new Refusal("voice-answer-unknown");
        if (version.State is not PlanState.Shared)
            return new Refusal("plan-not-shared");
        return Create(version, matter, answer, words, PlanSpeaker.Worker, now, by);
    }

    private static Outcome<PlanVoice> Create(PlanVersion version, int? matter, PlanAnswer? answer, string? words, PlanSpeaker speaker, DateTimeOffset now, AccountId by)
    {
        if (matter is { } number && PlanMatter.Find(number) is null)
            return new Refusal("action-matter-unknown");
        var said = string.IsNullOrWhiteSpace(words) ? null : words.ReplaceLineEndings("\n").Trim();
        if (said?.Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);

        return new PlanVoice
        {
            Id = PlanVoiceId.New(),
            AuthorityId = version.AuthorityId,
            YoungPersonId = version.YoungPersonId,
            VersionId = version.Id,
            Matter = matter,
            Answer = answer,
            Words = said,
            SaidBy = speaker,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>True when somebody pressed the button twice.</summary>
    public bool Repeats(PlanVoice other) =>
        Answer == other.Answer && Words == other.Words && RecordedBy == other.RecordedBy && (RecordedAt - other.RecordedAt).Duration() < TimeSpan.FromMinutes(1);
}

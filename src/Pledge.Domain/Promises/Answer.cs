namespace Pledge.Domain.Promises;

/// <summary>Whether a promise is true for one young person.</summary>
public enum AnswerValue
{
    True,
    GettingThere,
    NotYet,

    /// <summary>Does not apply, such as school long after school.</summary>
    NotForMe,
}

/// <summary>What a young person says of one promise. Kept for good; the latest is the one in force.</summary>
public sealed class Answer
{
    public const int WordsMaxLength = 1000;

    // Longer than a slow phone needs to send one tap twice, shorter than a change of mind and back.
    private static readonly TimeSpan OneTap = TimeSpan.FromMinutes(1);

    public AnswerId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public PromiseId PromiseId { get; private set; }

    /// <summary>Key of the promise: answers are followed by it through all editions.</summary>
    public string PromiseKey { get; private set; } = "";

    public AnswerValue Value { get; private set; }

    /// <summary>In their own words, or null.</summary>
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AnsweredAt { get; private set; }

    private Answer()
    {
    }

    /// <summary>Answers a promise.</summary>
    /// <returns>Refused with <c>answer-missing</c> or <c>words-too-long</c>.</returns>
    public static Outcome<Answer> Give(Promise promise, YoungPersonId youngPerson, AnswerValue value, string? words, DateTimeOffset now)
    {
        if (!Enum.IsDefined(value))
            return new Refusal("answer-missing");
        var tidy = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (tidy?.Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);

        return new Answer
        {
            Id = AnswerId.New(),
            AuthorityId = promise.AuthorityId,
            YoungPersonId = youngPerson,
            PromiseId = promise.Id,
            PromiseKey = promise.Key,
            Value = value,
            Words = tidy,
            AnsweredAt = now.ToUniversalTime(),
        };
    }

    /// <summary>True when this says nothing that <paramref name="earlier"/> did not say: one tap that arrived twice, or the same answer without words on the same London day.</summary>
    public bool Repeats(Answer earlier) =>
        PromiseKey == earlier.PromiseKey && Value == earlier.Value
        && ((Words == earlier.Words && AnsweredAt - earlier.AnsweredAt < OneTap)
            || (Words is null && LondonTime.DayOf(AnsweredAt) == LondonTime.DayOf(earlier.AnsweredAt)));
}

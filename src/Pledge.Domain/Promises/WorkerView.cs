namespace Pledge.Domain.Promises;

/// <summary>How a worker sees one promise for one young person, who can read it. Kept for good; the latest is the one in force.</summary>
public sealed class WorkerView
{
    public const int WordsMaxLength = 1000;

    public WorkerViewId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public PromiseId PromiseId { get; private set; }

    /// <summary>Key of the promise: views are followed by it through all editions.</summary>
    public string PromiseKey { get; private set; } = "";

    public AnswerValue Value { get; private set; }

    /// <summary>To the young person, or null.</summary>
    public string? Words { get; private set; }

    public AccountId RecordedBy { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    private WorkerView()
    {
    }

    /// <summary>Records a view.</summary>
    /// <returns>Refused with <c>answer-missing</c> or <c>words-too-long</c>.</returns>
    public static Outcome<WorkerView> Record(Promise promise, YoungPersonId youngPerson, AnswerValue value, string? words, DateTimeOffset now, AccountId by)
    {
        if (!Enum.IsDefined(value))
            return new Refusal("answer-missing");
        var tidy = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (tidy?.Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);

        return new WorkerView
        {
            Id = WorkerViewId.New(),
            AuthorityId = promise.AuthorityId,
            YoungPersonId = youngPerson,
            PromiseId = promise.Id,
            PromiseKey = promise.Key,
            Value = value,
            Words = tidy,
            RecordedBy = by,
            RecordedAt = now.ToUniversalTime(),
        };
    }
}

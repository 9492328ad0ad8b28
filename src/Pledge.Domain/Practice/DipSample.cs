using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Practice;

/// <summary>One reading of one record.</summary>
public readonly record struct DipSampleId(Guid Value) : IParsable<DipSampleId>
{
    public static DipSampleId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static DipSampleId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DipSampleId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>Why this record was picked.</summary>
public enum DipRule
{
    Random,

    /// <summary>Longest without a contact made.</summary>
    LongestQuiet,

    /// <summary>Turned 18 in the last 90 days.</summary>
    JustTurned18,

    /// <summary>Moved in the last 60 days.</summary>
    MovedLately,

    /// <summary>By name.</summary>
    Chosen,
}

/// <summary>How far it is.</summary>
public enum DipState
{
    Open,

    /// <summary>The worker can read it.</summary>
    Sent,
    Answered,
}

/// <summary>What the manager says to a question.</summary>
public enum DipValue
{
    Yes,
    Partly,
    No,
    CannotTell,
}

/// <summary>The answer to one question.</summary>
public sealed class DipAnswer
{
    public DipSampleId SampleId { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Key of a <see cref="DipQuestion"/>; of one that is asked no more, too.</summary>
    public string Question { get; private set; } = "";
    public DipValue Value { get; private set; }
    public string? Words { get; private set; }

    private DipAnswer()
    {
    }

    internal DipAnswer(DipSample sample, string question) => (SampleId, AuthorityId, YoungPersonId, Question) = (sample.Id, sample.AuthorityId, sample.YoungPersonId, question);

    internal void Say(DipValue value, string? words) => (Value, Words) = (value, words);
}

/// <summary>A manager's reading of one record: a look at how well we work, fed back to the worker, who answers.</summary>
public sealed class DipSample
{
    public const int WordsMaxLength = 1000;
    public const int FeedbackMaxLength = 2000;

    private readonly List<DipAnswer> _answers = [];

    public DipSampleId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Whose work it is: the worker on the day it was picked.</summary>
    public AccountId WorkerId { get; private set; }
    public DipRule Picked { get; private set; }
    public DateTimeOffset PickedAt { get; private set; }
    public AccountId PickedBy { get; private set; }
    public DipState State { get; private set; }

    /// <summary>What was done well.</summary>
    public string? Good { get; private set; }

    /// <summary>What to do next.</summary>
    public string? Next { get; private set; }
    /// <summary>UTC instant at which a manager last wrote in it, and <see cref="WrittenBy"/> who; null while nobody did.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }
    public AccountId? WrittenBy { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What the worker says to it.</summary>
    public string? Reply { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public IReadOnlyList<DipAnswer> Answers => _answers;

    private DipSample()
    {
    }

    public DipSample(AuthorityId authority, YoungPersonId youngPerson, AccountId worker, DipRule picked, DateTimeOffset now, AccountId by) =>
        (Id, AuthorityId, YoungPersonId, WorkerId, Picked, PickedAt, PickedBy) = (DipSampleId.New(), authority, youngPerson, worker, picked, now.ToUniversalTime(), by);

    /// <summary>Answers one question, or answers it anew. Without a value and words nothing changes.</summary>
    /// <returns>Refused with <c>dip-sent</c>, <c>dip-question-unknown</c>, <c>dip-value-missing</c> for words alone, or <c>text-too-long</c>.</returns>
    public Refusal? Say(string question, DipValue? value, string? words)
    {
        if (State is not DipState.Open)
            return new("dip-sent");
        if (DipQuestion.All.All(asked => asked.Key != question))
            return new("dip-question-unknown");
        if (words?.Trim().Length > WordsMaxLength)
            return new("text-too-long", WordsMaxLength);
        if (value is not { } said)
            return Tidy(words) is null ? null : new("dip-value-missing");
        var answer = _answers.Find(old => old.Question == question);
        if (answer is null)
            _answers.Add(answer = new(this, question));
        answer.Say(said, Tidy(words));
        return null;
    }

    /// <summary>Keeps the words for the worker.</summary>
    /// <returns>Refused with <c>dip-sent</c> or <c>text-too-long</c>.</returns>
    public Refusal? Tell(string? good, string? next, DateTimeOffset now, AccountId by)
    {
        if (State is not DipState.Open)
            return new("dip-sent");
        if (good?.Trim().Length > FeedbackMaxLength || next?.Trim().Length > FeedbackMaxLength)
            return new("text-too-long", FeedbackMaxLength);
        (Good, Next, WrittenAt, WrittenBy) = (Tidy(good), Tidy(next), now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>Gives it to the worker.</summary>
    /// <returns>Refused with <c>dip-sent</c>, <c>dip-unanswered</c> while a question has no answer, or <c>dip-feedback-missing</c>.</returns>
    public Refusal? Send(DateTimeOffset now)
    {
        if (State is not DipState.Open)
            return new("dip-sent");
        if (DipQuestion.All.Any(asked => _answers.TrueForAll(answer => answer.Question != asked.Key)))
            return new("dip-unanswered");
        if (Good is null && Next is null)
            return new("dip-feedback-missing");
        (State, SentAt) = (DipState.Sent, now.ToUniversalTime());
        return null;
    }

    /// <summary>The worker answers.</summary>
    /// <returns>Refused with <c>dip-answered</c>, <c>dip-reply-missing</c> or <c>text-too-long</c>.</returns>
    public Refusal? Answer(string? reply, DateTimeOffset now)
    {
        if (State is not DipState.Sent)
            return new("dip-answered");
        if (Tidy(reply) is not { } words)
            return new("dip-reply-missing");
        if (words.Length > FeedbackMaxLength)
            return new("text-too-long", FeedbackMaxLength);
        (State, Reply, AnsweredAt) = (DipState.Answered, words, now.ToUniversalTime());
        return null;
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

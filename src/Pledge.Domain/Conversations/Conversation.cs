using Pledge.Domain.Clocks;

namespace Pledge.Domain.Conversations;

/// <summary>What a conversation is for.</summary>
public enum ConversationKind
{
    Message,

    /// <summary>Something that went well and wants to be told.</summary>
    GoodNews,

    /// <summary>One promise of the pledge. A young person has one such conversation for each promise, and it goes on.</summary>
    Promise,
}

/// <summary>A conversation between a young person and whoever their worker is: it goes on when the worker changes.</summary>
/// <remarks>What is written stays as it was written. Invariant: it waits for an answer from the first message of the young person that nobody answered.</remarks>
public sealed class Conversation
{
    public const int SubjectMaxLength = 80;

    /// <summary>Working days in which a message of a young person should have an answer. Local standard: no law sets one.</summary>
    public const int AnswerWithinWorkingDays = 3;

    public ConversationId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public ConversationKind Kind { get; private set; }

    /// <summary>Key of the promise it is about; null for another kind.</summary>
    public string? PromiseKey { get; private set; }

    /// <summary>What it is about, 1 to <see cref="SubjectMaxLength"/> characters: as given, or the first words of the first message.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset StartedAt { get; private set; }
    public AccountId StartedBy { get; private set; }

    /// <summary>UTC instant of the newest message.</summary>
    public DateTimeOffset LastMessageAt { get; private set; }

    /// <summary>UTC instant of the oldest message of the young person that has no answer, or null.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    private Conversation()
    {
    }

    /// <summary>Starts a conversation with its first message.</summary>
    /// <param name="subject">Blank for the first words of <paramref name="body"/>.</param>
    /// <returns>Refused with <c>subject-too-long</c>, or as <see cref="Write"/> is.</returns>
    public static Outcome<Conversation> Start(
        AuthorityId authority, YoungPersonId youngPerson, ConversationKind kind, string? promiseKey, string? subject, string? body, DateTimeOffset now, AccountId by)
    {
        if ((kind is ConversationKind.Promise) != (promiseKey is not null))
            throw new ArgumentException("A promise has a key, and nothing else has.", nameof(promiseKey));
        if (subject?.Trim().Length > SubjectMaxLength)
            return new Refusal("subject-too-long", SubjectMaxLength);
        if (ConversationMessage.Check(body) is { } refusal)
            return refusal;

        return new Conversation
        {
            Id = ConversationId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            Kind = kind,
            PromiseKey = promiseKey,
            Subject = string.IsNullOrWhiteSpace(subject) ? FirstWords(body!) : subject.Trim(),
            StartedAt = now.ToUniversalTime(),
            StartedBy = by,
            LastMessageAt = now.ToUniversalTime(),
        };
    }

    /// <summary>Adds a message.</summary>
    /// <param name="fromYoungPerson">False when a worker writes, which answers all that waited.</param>
    /// <param name="formKey">Of the form it was typed in: the same form sent twice is one message.</param>
    /// <returns>Refused with <c>message-empty</c> or <c>message-too-long</c>.</returns>
    public Outcome<ConversationMessage> Write(string? body, bool fromYoungPerson, Guid formKey, DateTimeOffset now, AccountId by)
    {
        var message = ConversationMessage.Of(this, body, fromYoungPerson, formKey, now, by);
        if (!message.IsRefused)
            (LastMessageAt, WaitingSince) = (now.ToUniversalTime(), fromYoungPerson ? WaitingSince ?? now.ToUniversalTime() : null);
        return message;
    }

    /// <summary>A worker has read it and nothing more needs to be said, such as after "thank you".</summary>
    public void NeedsNoAnswer() => WaitingSince = null;

    /// <summary>London day by whose end something waiting since then should have an answer.</summary>
    public static DateOnly AnswerDueOn(DateTimeOffset waitingSince) => LondonTime.DayOf(waitingSince).AddWorkingDays(AnswerWithinWorkingDays);

    // A line of its own is the best title; a long one is cut between words.
    private static string FirstWords(string body)
    {
        var line = body.Trim().Split('\n', 2)[0].Trim();
        if (line.Length <= SubjectMaxLength)
            return line;
        var cut = line.LastIndexOf(' ', SubjectMaxLength - 2);
        var end = cut > SubjectMaxLength / 2 ? cut : SubjectMaxLength - 1;
        // Half a surrogate pair is no character.
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }
}

namespace Pledge.Domain.Reminders;

/// <summary>A row of the ledger as an administrator settles it. Senders work on the rows themselves, in sets.</summary>
/// <remarks>Invariant: only a failed message or one in doubt may be settled by hand.</remarks>
public sealed class Message
{
    /// <summary>A message sent again is worth sending for this long.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    public MessageId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public AccountId AccountId { get; private set; }

    /// <summary>Key of a <see cref="ReminderRule"/>.</summary>
    public string Rule { get; private set; } = "";
    public MessageState State { get; private set; }
    public DateTimeOffset DecidedAt { get; private set; }
    public DateTimeOffset NotBefore { get; private set; }
    public DateTimeOffset StaleAt { get; private set; }
    public string? ClaimedBy { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Kebab-case code of how it ended or of the last try.</summary>
    public string? Outcome { get; private set; }

    /// <summary>UTC instant at which it reached a final state, or null.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    private Message()
    {
    }

    public bool IsOpenQuestion => State is MessageState.InDoubt or MessageState.Failed;

    /// <summary>Queues it once more, knowing that it may arrive twice.</summary>
    /// <returns><c>message-settled</c> when somebody settled it first; <c>message-not-sent-again</c> for one that is useless by now, such as a code.</returns>
    public Refusal? SendAgain(bool toYoungPerson, DateTimeOffset now)
    {
        if (!IsOpenQuestion)
            return new("message-settled");
        if (ReminderRule.Find(Rule, toYoungPerson) is not { CanBeSentAgain: true })
            return new("message-not-sent-again");
        (State, NotBefore, StaleAt) = (MessageState.Queued, now.ToUniversalTime(), now.ToUniversalTime() + FreshFor);
        (Attempts, Outcome, SettledAt, ClaimedBy) = (0, "sent-again", null, null);
        return null;
    }

    /// <summary>Records that it arrived after all.</summary>
    /// <returns><c>message-settled</c> when somebody settled it first.</returns>
    public Refusal? FoundArrived(DateTimeOffset now) => Settle(MessageState.Sent, "found-arrived", now);

    /// <summary>Leaves it unsent.</summary>
    /// <returns><c>message-settled</c> when somebody settled it first.</returns>
    public Refusal? LetGo(DateTimeOffset now) => Settle(MessageState.Dropped, "let-go", now);

    private Refusal? Settle(MessageState state, string outcome, DateTimeOffset now)
    {
        if (!IsOpenQuestion)
            return new("message-settled");
        (State, Outcome, SettledAt) = (state, outcome, now.ToUniversalTime());
        return null;
    }
}

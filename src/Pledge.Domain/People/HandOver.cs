namespace Pledge.Domain.People;

/// <summary>Where a hand-over stands.</summary>
public enum HandOverState
{
    /// <summary>The giver is still writing; nobody else was told.</summary>
    Draft,

    /// <summary>The receiver is asked.</summary>
    Proposed,

    /// <summary>The receiver asked something; the giver answers by sending it again.</summary>
    AskedBack,

    /// <summary>Both said yes. The worker changes on <see cref="HandOver.StartsOn"/>.</summary>
    Accepted,
    Withdrawn,
}

/// <summary>What a worker writes for the one who takes over, and for the young person.</summary>
/// <param name="Matters">What matters to the young person now. Needed before it is sent.</param>
/// <param name="Promised">What was promised to them and is still open.</param>
/// <param name="Due">What falls due soon.</param>
/// <param name="Goodbye">Words for the young person, read by them.</param>
public sealed record HandOverNote(string? Matters, string? Promised, string? Due, string? Goodbye);

/// <summary>One young person handed over from one worker to another. The old worker stays theirs until the later of the planned day and the day the receiver says yes.</summary>
/// <remarks>Accepting ends the old <see cref="Assignment"/> and begins the new one, in the database, in the same transaction.</remarks>
public sealed class HandOver
{
    public const int NoteMaxLength = 2000;
    public const int WordsMaxLength = 1000;
    public const int FurthestDays = 183;

    public HandOverId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>The same for all who are handed over together.</summary>
    public Guid GroupId { get; private set; }
    public AccountId FromStaffId { get; private set; }
    public AccountId ToStaffId { get; private set; }

    /// <summary>London day on which the new worker should begin.</summary>
    public DateOnly PlannedOn { get; private set; }
    public HandOverState State { get; private set; }
    public string? Matters { get; private set; }
    public string? Promised { get; private set; }
    public string? Due { get; private set; }
    public string? Goodbye { get; private set; }

    /// <summary>The new worker's words for the young person.</summary>
    public string? Hello { get; private set; }

    /// <summary>What the receiver asked back; kept when it is sent again.</summary>
    public string? Question { get; private set; }

    /// <summary>Ids of open actions that stay with the old worker; every other open action of theirs goes to the new one.</summary>
    public Guid[] Stays { get; private set; } = [];
    public DateTimeOffset StartedAt { get; private set; }
    public AccountId StartedBy { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    /// <summary>First London day of the new worker; null until accepted.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>UTC instant at which the actions moved; null until then. Written by the database.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    private HandOver()
    {
    }

    public bool IsOpen => State is HandOverState.Draft or HandOverState.Proposed or HandOverState.AskedBack;

    /// <summary>Begins to hand somebody over.</summary>
    /// <returns>Refused with <c>hand-over-same-worker</c>, <c>hand-over-day-past</c> or <c>hand-over-day-too-far</c>.</returns>
    public static Outcome<HandOver> Start(
        AuthorityId authority, YoungPersonId youngPerson, Guid group, AccountId from, AccountId to, DateOnly plannedOn, DateTimeOffset now, AccountId by)
    {
        if (from == to)
            return new Refusal("hand-over-same-worker");
        var today = LondonTime.DayOf(now);
        if (plannedOn < today)
            return new Refusal("hand-over-day-past");
        if (plannedOn > today.AddDays(FurthestDays))
            return new Refusal("hand-over-day-too-far");
        var at = now.ToUniversalTime();
        return new HandOver
        {
            Id = HandOverId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            GroupId = group,
            FromStaffId = from,
            ToStaffId = to,
            PlannedOn = plannedOn,
            State = HandOverState.Draft,
            StartedAt = at,
            StartedBy = by,
            ChangedAt = at,
            ChangedBy = by,
        };
    }

    /// <summary>Writes the note. May still be changed after it was sent, until the receiver says yes.</summary>
    /// <param name="stays">Open actions the old worker keeps.</param>
    /// <returns>Refused with <c>hand-over-closed</c>, <c>text-too-long</c> or, once sent, <c>hand-over-note-missing</c>.</returns>
    public Refusal? Write(HandOverNote note, IEnumerable<Guid> stays, DateTimeOffset now, AccountId by)
    {
        if (!IsOpen)
            return new("hand-over-closed");
        var (matters, promised, due, goodbye) = (Tidy(note.Matters), Tidy(note.Promised), Tidy(note.Due), Tidy(note.Goodbye));
        if (new[] { matters, promised, due }.Any(text => text?.Length > NoteMaxLength))
            return new("text-too-long", NoteMaxLength);
        if (goodbye?.Length > WordsMaxLength)
            return new("text-too-long", WordsMaxLength);
        if (matters is null && State is not HandOverState.Draft)
            return new("hand-over-note-missing");
        (Matters, Promised, Due, Goodbye, Stays) = (matters, promised, due, goodbye, [.. stays]);
        Changed(now, by);
        return null;
    }

    /// <summary>Asks the receiver, for the first time or again.</summary>
    /// <returns>Refused with <c>hand-over-closed</c> or <c>hand-over-note-missing</c>.</returns>
    public Refusal? Send(DateTimeOffset now, AccountId by)
    {
        if (!IsOpen)
            return new("hand-over-closed");
        if (Matters is null)
            return new("hand-over-note-missing");
        State = HandOverState.Proposed;
        Changed(now, by);
        return null;
    }

    /// <summary>The receiver wants to know something first.</summary>
    /// <returns>Refused with <c>hand-over-closed</c>, <c>hand-over-question-missing</c> or <c>text-too-long</c>.</returns>
    public Refusal? AskBack(string? question, DateTimeOffset now, AccountId by)
    {
        if (State is not (HandOverState.Proposed or HandOverState.AskedBack))
            return new("hand-over-closed");
        if (Tidy(question) is not { } asked)
            return new("hand-over-question-missing");
        if (asked.Length > WordsMaxLength)
            return new("text-too-long", WordsMaxLength);
        (State, Question) = (HandOverState.AskedBack, asked);
        Changed(now, by);
        return null;
    }

    /// <summary>The receiver, or a manager for them, says yes.</summary>
    /// <param name="hello">Words for the young person, or null.</param>
    /// <returns>Refused with <c>hand-over-closed</c> or <c>text-too-long</c>.</returns>
    public Refusal? Accept(string? hello, DateTimeOffset now, AccountId by)
    {
        if (State is not (HandOverState.Proposed or HandOverState.AskedBack))
            return new("hand-over-closed");
        var words = Tidy(hello);
        if (words?.Length > WordsMaxLength)
            return new("text-too-long", WordsMaxLength);
        var today = LondonTime.DayOf(now);
        (State, Hello, StartsOn) = (HandOverState.Accepted, words, PlannedOn > today ? PlannedOn : today);
        Changed(now, by);
        return null;
    }

    /// <summary>The giver, or a manager, takes it back. The worker stays the worker.</summary>
    /// <returns>Refused with <c>hand-over-closed</c>.</returns>
    public Refusal? Withdraw(DateTimeOffset now, AccountId by)
    {
        if (!IsOpen)
            return new("hand-over-closed");
        State = HandOverState.Withdrawn;
        Changed(now, by);
        return null;
    }

    private void Changed(DateTimeOffset now, AccountId by) => (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

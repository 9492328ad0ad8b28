namespace Pledge.Domain.Notes;

/// <summary>Something a worker wrote about a young person that is no fact of its own: shared with them unless it is kept back, with a reason and a day to look at that again.</summary>
/// <remarks>The shared note of a contact stands in the contact itself; only one that is kept back is a row of its own. A note is never edited: a wrong one is taken back.</remarks>
public sealed class Note
{
    public const int TextMaxLength = 4000;
    public const int ReasonMaxLength = 500;

    public NoteId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>The contact it belongs to; null for a note on the record.</summary>
    public ContactId? ContactId { get; private set; }

    /// <summary>1 to <see cref="TextMaxLength"/> characters.</summary>
    public string Text { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }

    /// <summary>The decision by which it is kept back; null when the young person can read it.</summary>
    public NoteHidingId? HidingId { get; private set; }

    /// <summary>UTC instant at which a note that was kept back was shared; null otherwise.</summary>
    public DateTimeOffset? SharedAt { get; private set; }
    public AccountId? SharedBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }
    public AccountId? WithdrawnBy { get; private set; }
    public string? WithdrawReason { get; private set; }

    private Note()
    {
    }

    public bool IsKeptBack => HidingId is not null;
    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>Writes a note that the young person can read.</summary>
    /// <returns>Refused with <c>note-empty</c> or <c>note-too-long</c>.</returns>
    public static Outcome<Note> Write(AuthorityId authority, YoungPersonId youngPerson, ContactId? contact, string? text, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Refusal("note-empty");
        if (text.Trim().Length > TextMaxLength)
            return new Refusal("note-too-long", TextMaxLength);

        return new Note
        {
            Id = NoteId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            ContactId = contact,
            Text = text.Trim(),
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
        };
    }

    /// <summary>Keeps it back, or goes on keeping it back after a review: the decision before ends.</summary>
    /// <param name="before">The decision that holds now, when there is one.</param>
    /// <returns>Refused with <c>note-withdrawn</c> or as <see cref="NoteHiding.Decide"/> is.</returns>
    public Outcome<NoteHiding> KeepBack(NoteHiding? before, string? reason, DateOnly? reviewOn, DateTimeOffset now, AccountId by)
    {
        if (IsWithdrawn)
            return new Refusal("note-withdrawn");
        var hiding = NoteHiding.Decide(this, reason, reviewOn, now, by);
        if (hiding.IsRefused)
            return hiding;

        before?.End(by, now);
        HidingId = hiding.Value.Id;
        return hiding;
    }

    /// <summary>Lets the young person read it from now on. Sharing what is shared changes nothing.</summary>
    public Refusal? Share(NoteHiding? before, DateTimeOffset now, AccountId by)
    {
        if (IsWithdrawn)
            return new("note-withdrawn");
        if (IsKeptBack)
            (HidingId, SharedAt, SharedBy) = (null, now.ToUniversalTime(), by);
        before?.End(by, now);
        return null;
    }

    /// <summary>Takes back a note that should not have been written, for example about somebody else. Withdrawing twice keeps the first reason.</summary>
    /// <returns>Refused with <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Refusal? Withdraw(NoteHiding? before, string? reason, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return new("reason-missing");
        if (reason.Trim().Length > ReasonMaxLength)
            return new("reason-too-long", ReasonMaxLength);
        if (!IsWithdrawn)
            (WithdrawReason, WithdrawnAt, WithdrawnBy) = (reason.Trim(), now.ToUniversalTime(), by);
        before?.End(by, now);
        return null;
    }
}

namespace Pledge.Domain.Contacts;

/// <summary>Whether we reached each other. Only a contact that was made stops a clock.</summary>
public enum ContactOutcome
{
    Made,
    Attempted,
}

/// <summary>How.</summary>
public enum ContactChannel
{
    FaceToFace,
    Video,
    Phone,
    Text,
    Email,
    Letter,
    Social,
}

/// <summary>Who got in touch first.</summary>
public enum ContactStarter
{
    Worker,
    YoungPerson,
    SomeoneElse,
}

/// <summary>Where we met, face to face.</summary>
public enum ContactPlace
{
    Home,
    OurOffice,
    LearningOrWork,
    Out,
    Hospital,
    Custody,
    Elsewhere,
}

/// <summary>What a worker says of a contact.</summary>
/// <param name="OccurredOn">London day.</param>
/// <param name="Note">For the young person to read too; or null. One that is kept back is a <see cref="Notes.Note"/> of its own.</param>
/// <param name="Place">Kept for a meeting face to face only; null when not said.</param>
public sealed record ContactDetails(
    ContactOutcome Outcome, ContactChannel Channel, ContactStarter StartedBy, DateOnly OccurredOn, string? Note, ContactPlace? Place = null);

/// <summary>A contact with one young person, made or attempted. Never edited: a wrong one is corrected by another row or withdrawn, and stays readable.</summary>
public sealed class Contact
{
    public const int NoteMaxLength = 2000;
    public const int ReasonMaxLength = 500;

    public ContactId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Shared by the contacts recorded at once for several young people.</summary>
    public Guid GroupId { get; private set; }

    public ContactOutcome Outcome { get; private set; }
    public ContactChannel Channel { get; private set; }
    public ContactStarter StartedBy { get; private set; }
    public DateOnly OccurredOn { get; private set; }
    public ContactPlace? Place { get; private set; }
    public string? Note { get; private set; }
    public AccountId? RecordedBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public AccountId? WithdrawnBy { get; private set; }
    public string? WithdrawReason { get; private set; }

    /// <summary>The contact that this one corrects, or null.</summary>
    public ContactId? ReplacesId { get; private set; }

    private Contact()
    {
    }

    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>Records a contact.</summary>
    /// <param name="group">Made once for all contacts recorded together; UUID v7.</param>
    /// <returns>Refused with <c>contact-choice-missing</c>, <c>date-in-future</c>, <c>date-before-birth</c> or <c>note-too-long</c>.</returns>
    public static Outcome<Contact> Record(
        AuthorityId authority, YoungPersonId youngPerson, DateOnly born, ContactDetails details, Guid group, DateTimeOffset now, AccountId? by)
    {
        if (!Enum.IsDefined(details.Outcome) || !Enum.IsDefined(details.Channel) || !Enum.IsDefined(details.StartedBy) || details.Place is { } place && !Enum.IsDefined(place))
            return new Refusal("contact-choice-missing");
        if (details.OccurredOn > LondonTime.DayOf(now))
            return new Refusal("date-in-future");
        if (details.OccurredOn < born)
            return new Refusal("date-before-birth");
        var note = string.IsNullOrWhiteSpace(details.Note) ? null : details.Note.Trim();
        if (note?.Length > NoteMaxLength)
            return new Refusal("note-too-long", NoteMaxLength);

        return new Contact
        {
            Id = ContactId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            GroupId = group,
            Outcome = details.Outcome,
            Channel = details.Channel,
            StartedBy = details.StartedBy,
            OccurredOn = details.OccurredOn,
            Place = details.Channel is ContactChannel.FaceToFace ? details.Place : null,
            Note = note,
            RecordedBy = by,
            RecordedAt = now.ToUniversalTime(),
        };
    }

    /// <summary>Puts another contact in place of this one, which was wrong, and withdraws this one with the reason.</summary>
    /// <returns>The contact as it was; refused with <c>contact-withdrawn</c>, or as <see cref="Record"/> and <see cref="Withdraw"/> are.</returns>
    public Outcome<Contact> Correct(ContactDetails details, DateOnly born, string? reason, DateTimeOffset now, AccountId by)
    {
        if (IsWithdrawn)
            return new Refusal("contact-withdrawn");
        var right = Record(AuthorityId, YoungPersonId, born, details, GroupId, now, by);
        if (right.IsRefused)
            return right;
        if (Withdraw(reason, now, by) is { } refusal)
            return refusal;

        right.Value.ReplacesId = Id;
        return right;
    }

    /// <summary>Takes back a contact that should not have been recorded; it no longer stops a clock. Withdrawing twice keeps the first reason.</summary>
    /// <returns>Refused with <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Refusal? Withdraw(string? reason, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return new("reason-missing");
        if (reason.Trim().Length > ReasonMaxLength)
            return new("reason-too-long", ReasonMaxLength);
        if (!IsWithdrawn)
            (WithdrawReason, WithdrawnAt, WithdrawnBy) = (reason.Trim(), now.ToUniversalTime(), by);
        return null;
    }
}

using Pledge.Domain.Notes;

namespace Pledge.Domain.Documents;

/// <summary>Where what is in a document is kept.</summary>
public enum DocumentPlace
{
    Database,
    Folder,
}

/// <summary>A file that arrived and was looked into.</summary>
/// <param name="Name">As <see cref="DocumentName.Clean"/> gives it.</param>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="ScannedAt">UTC instant at which a virus scanner found nothing in it; null where none is set up.</param>
public sealed record DocumentFile(string Name, DocumentType Type, int Bytes, byte[] Digest, DateTimeOffset? ScannedAt);

/// <summary>A document on a young person's record: theirs to see unless it is kept back, with a reason and a day to look at that again.</summary>
/// <remarks>Never changed. A newer one replaces it, or it is taken out; either says why, and what is in it stays for staff.</remarks>
public sealed class Document
{
    public const int TitleMaxLength = 120;
    public const int ReasonMaxLength = 500;

    public DocumentId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>The fact it is evidence of, such as a home; null when it is about the person.</summary>
    public FactId? FactId { get; private set; }

    /// <summary>What it is, in the worker's words: 1 to <see cref="TitleMaxLength"/> characters.</summary>
    public string Title { get; private set; } = "";

    public string FileName { get; private set; } = "";
    public DocumentType Type { get; private set; }
    public int Bytes { get; private set; }

    /// <summary>SHA-256 of what is in it, checked whenever it is opened.</summary>
    public byte[] Digest { get; private set; } = [];

    public DocumentPlace Place { get; private set; }

    /// <summary>Name in its place: 32 hexadecimal digits that say nothing about anyone.</summary>
    public string Key { get; private set; } = "";

    /// <summary>UTC instant at which a virus scanner found nothing in it; null where none was set up.</summary>
    public DateTimeOffset? ScannedAt { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AddedAt { get; private set; }
    public AccountId AddedBy { get; private set; }

    /// <summary>The document whose place it takes, or null.</summary>
    public DocumentId? ReplacesId { get; private set; }

    /// <summary>The decision by which it is kept back; null when the young person can see it.</summary>
    public DocumentHidingId? HidingId { get; private set; }

    /// <summary>UTC instant at which one that was kept back was shared; null otherwise.</summary>
    public DateTimeOffset? SharedAt { get; private set; }
    public AccountId? SharedBy { get; private set; }

    /// <summary>UTC instant from which it no longer stands: replaced or taken out. Null while it does.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public AccountId? WithdrawnBy { get; private set; }
    public string? WithdrawReason { get; private set; }

    private Document()
    {
    }

    public bool IsKeptBack => HidingId is not null;
    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>Puts a file on the record, for the young person to see.</summary>
    /// <param name="key">Name in its place; random.</param>
    /// <returns>Refused with <c>document-title-missing</c> or <c>document-title-too-long</c>.</returns>
    public static Outcome<Document> Add(
        AuthorityId authority, YoungPersonId youngPerson, FactId? fact, string? title, DocumentFile file, DocumentPlace place, string key, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(title))
            return new Refusal("document-title-missing");
        if (title.Trim().Length > TitleMaxLength)
            return new Refusal("document-title-too-long", TitleMaxLength);

        return new Document
        {
            Id = DocumentId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            FactId = fact,
            Title = title.Trim(),
            FileName = file.Name,
            Type = file.Type,
            Bytes = file.Bytes,
            Digest = file.Digest,
            ScannedAt = file.ScannedAt?.ToUniversalTime(),
            Place = place,
            Key = key,
            AddedAt = now.ToUniversalTime(),
            AddedBy = by,
        };
    }

    /// <summary>Takes another document's place, which no longer stands from now on. One that is kept back is replaced by one that is decided upon anew.</summary>
    /// <param name="before">The decision that keeps the old one back now, when there is one.</param>
    /// <returns>Refused with <c>document-withdrawn</c>, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Refusal? Replace(Document old, DocumentHiding? before, string? reason)
    {
        if (old.IsWithdrawn)
            return new("document-withdrawn");
        if (old.Withdraw(before, reason, AddedAt, AddedBy) is { } refusal)
            return refusal;
        ReplacesId = old.Id;
        return null;
    }

    /// <summary>Keeps it back, or goes on keeping it back after a review: the decision before ends.</summary>
    /// <param name="before">The decision that holds now, when there is one.</param>
    /// <returns>Refused with <c>document-withdrawn</c> or as <see cref="DocumentHiding.Decide"/> is.</returns>
    public Outcome<DocumentHiding> KeepBack(DocumentHiding? before, string? reason, DateOnly? reviewOn, DateTimeOffset now, AccountId by)
    {
        if (IsWithdrawn)
            return new Refusal("document-withdrawn");
        var hiding = DocumentHiding.Decide(this, reason, reviewOn, now, by);
        if (hiding.IsRefused)
            return hiding;

        before?.End(by, now);
        HidingId = hiding.Value.Id;
        return hiding;
    }

    /// <summary>Lets the young person see it from now on. Sharing what is shared changes nothing.</summary>
    public Refusal? Share(DocumentHiding? before, DateTimeOffset now, AccountId by)
    {
        if (IsWithdrawn)
            return new("document-withdrawn");
        if (IsKeptBack)
            (HidingId, SharedAt, SharedBy) = (null, now.ToUniversalTime(), by);
        before?.End(by, now);
        return null;
    }

    /// <summary>Takes out a document that should not be on this record. Taking it out twice keeps the first reason.</summary>
    /// <returns>Refused with <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Refusal? Withdraw(DocumentHiding? before, string? reason, DateTimeOffset now, AccountId by)
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

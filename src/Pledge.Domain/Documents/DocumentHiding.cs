using Pledge.Domain.Notes;

namespace Pledge.Domain.Documents;

/// <summary>A decision to keep a document from the young person for now, under the rule for notes: why, and the day somebody looks at it again.</summary>
public sealed class DocumentHiding
{
    public DocumentHidingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public DocumentId DocumentId { get; private set; }

    /// <summary>1 to <see cref="NoteHiding.ReasonMaxLength"/> characters.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>London day on which it is looked at again.</summary>
    public DateOnly ReviewOn { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset DecidedAt { get; private set; }
    public AccountId DecidedBy { get; private set; }

    /// <summary>UTC instant at which the document was shared or taken out, or another decision took this one's place; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private DocumentHiding()
    {
    }

    /// <returns>Refused as <see cref="NoteHiding.Check"/> refuses.</returns>
    internal static Outcome<DocumentHiding> Decide(Document document, string? reason, DateOnly? reviewOn, DateTimeOffset now, AccountId by) =>
        NoteHiding.Check(reason, reviewOn, now) is { } refusal
            ? refusal
            : new DocumentHiding
            {
                Id = DocumentHidingId.New(),
                AuthorityId = document.AuthorityId,
                YoungPersonId = document.YoungPersonId,
                DocumentId = document.Id,
                Reason = reason!.Trim(),
                ReviewOn = reviewOn!.Value,
                DecidedAt = now.ToUniversalTime(),
                DecidedBy = by,
            };

    /// <summary>Ends it. Ending it twice changes nothing.</summary>
    public void End(AccountId by, DateTimeOffset now)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
    }
}

namespace Pledge.Domain.Partners;

/// <summary>How far a commitment is, with what shows it, as somebody said it. What was wrong is superseded and never changed.</summary>
public sealed class CommitmentUpdate
{
    public const int WordsMaxLength = 500;
    public const int LinkMaxLength = 500;

    public CommitmentUpdateId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public CommitmentId CommitmentId { get; private set; }

    /// <summary>How many are done so far, of all that were promised.</summary>
    public int Done { get; private set; }
    public string Words { get; private set; } = "";

    /// <summary>Web address of something that shows it, or null.</summary>
    public string? Link { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public AccountId? SupersededBy { get; private set; }

    private CommitmentUpdate()
    {
    }

    /// <returns>Refused with <c>commitment-done-wrong</c>, <c>evidence-missing</c>, <c>evidence-too-long</c> or <c>evidence-link-wrong</c>.</returns>
    public static Outcome<CommitmentUpdate> Say(CommitmentUpdateId id, AuthorityId authority, CommitmentId commitment, int? done, string? words, string? link, DateTimeOffset now, AccountId by)
    {
        if (done is not (>= 0 and <= OrganisationCommitment.Most))
            return new Refusal("commitment-done-wrong", OrganisationCommitment.Most);
        if (string.IsNullOrWhiteSpace(words))
            return new Refusal("evidence-missing");
        if (words.Trim().Length > WordsMaxLength)
            return new Refusal("evidence-too-long", WordsMaxLength);
        if (!string.IsNullOrWhiteSpace(link) && !(link.Trim().Length <= LinkMaxLength && Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)))
            return new Refusal("evidence-link-wrong");
        return new CommitmentUpdate
        {
            Id = id,
            AuthorityId = authority,
            CommitmentId = commitment,
            Done = done.Value,
            Words = words.Trim(),
            Link = string.IsNullOrWhiteSpace(link) ? null : new Uri(link.Trim()).AbsoluteUri,
            SaidAt = now.ToUniversalTime(),
            SaidBy = by,
        };
    }

    /// <summary>It was wrong: it stays and counts no more.</summary>
    /// <returns>Null when done, or <c>commitment-taken-back-already</c>.</returns>
    public Refusal? TakeBack(DateTimeOffset now, AccountId by)
    {
        if (SupersededAt is not null)
            return new("commitment-taken-back-already");
        (SupersededAt, SupersededBy) = (now.ToUniversalTime(), by);
        return null;
    }
}

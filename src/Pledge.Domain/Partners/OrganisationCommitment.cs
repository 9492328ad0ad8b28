namespace Pledge.Domain.Partners;

/// <summary>What a partner organisation can say it will give.</summary>
public enum CommitmentKind
{
    Mentors,
    WorkExperience,
    Internships,
    Apprenticeships,
    Jobs,
    Interviews,

    /// <summary>Care leavers come first in a service of theirs.</summary>
    Priority,

    /// <summary>Somebody takes part in the board.</summary>
    Board,
}

/// <summary>What an organisation said it would do: of which kind, how many, by when. A line is superseded and never changed.</summary>
public sealed class OrganisationCommitment
{
    public const int Most = 10_000;
    public const int WordsMaxLength = 500;

    public OrganisationCommitmentId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public CommitmentKind Kind { get; private set; }
    public int HowMany { get; private set; }

    /// <summary>London day by which it is to be kept. It may lie in the past: what was promised last year is recorded too.</summary>
    public DateOnly ByDay { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public AccountId? SupersededBy { get; private set; }

    private OrganisationCommitment()
    {
    }

    /// <returns>Refused with <c>commitment-kind-missing</c>, <c>commitment-number-wrong</c>, <c>commitment-day-missing</c> or <c>commitment-words-too-long</c>.</returns>
    public static Outcome<OrganisationCommitment> Add(OrganisationCommitmentId id, AuthorityId authority, OrganisationId organisation, CommitmentKind? kind, int? howMany, DateOnly? byDay, string? words, DateTimeOffset now, AccountId by)
    {
        if (kind is not { } which || !Enum.IsDefined(which))
            return new Refusal("commitment-kind-missing");
        if (howMany is not (>= 1 and <= Most))
            return new Refusal("commitment-number-wrong", Most);
        if (byDay is not { } day)
            return new Refusal("commitment-day-missing");
        if (words?.Trim().Length > WordsMaxLength)
            return new Refusal("commitment-words-too-long", WordsMaxLength);
        return new OrganisationCommitment
        {
            Id = id,
            AuthorityId = authority,
            OrganisationId = organisation,
            Kind = which,
            HowMany = howMany.Value,
            ByDay = day,
            Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>It was never promised, or is promised otherwise: the line stays and counts no more.</summary>
    /// <returns>Null when done, or <c>commitment-taken-back-already</c>.</returns>
    public Refusal? TakeBack(DateTimeOffset now, AccountId by)
    {
        if (SupersededAt is not null)
            return new("commitment-taken-back-already");
        (SupersededAt, SupersededBy) = (now.ToUniversalTime(), by);
        return null;
    }
}

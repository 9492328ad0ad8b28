using Pledge.Domain.Board;

namespace Pledge.Domain.Partners;

/// <summary>What a signatory can say it will give.</summary>
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

/// <summary>What a signatory said it would do: for which promise, of which kind, how many, by when, and whose it is to keep. A line is superseded and never changed.</summary>
public sealed class OrganisationCommitment
{
    public const int Most = 10_000;

    /// <summary>Ten years to either side: further away is a year typed wrongly.</summary>
    public const int MostDays = 3653;
    public const int WordsMaxLength = 500;

    public OrganisationCommitmentId Id { get; private set; }

    /// <summary>The same in every line of one commitment.</summary>
    public CommitmentId CommitmentId { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>Null when the authority itself signed.</summary>
    public OrganisationId? OrganisationId { get; private set; }
    public CommitmentKind Kind { get; private set; }

    /// <summary>Key of the promise it serves; null only in lines from before one was asked.</summary>
    public string? PromiseKey { get; private set; }
    public int HowMany { get; private set; }

    /// <summary>London day by which it is to be kept. Of a new one today or later; a correction may say that it was earlier.</summary>
    public DateOnly ByDay { get; private set; }
    public string? Words { get; private set; }

    /// <summary>Null, with its name, only in lines from before one was asked.</summary>
    public AccountId? OwnerId { get; private set; }
    public string? OwnerName { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public AccountId? SupersededBy { get; private set; }

    private OrganisationCommitment()
    {
    }

    /// <param name="signatory">Null for the authority itself.</param>
    /// <returns>Refused with <c>commitment-kind-missing</c>, <c>commitment-promise-missing</c>, <c>commitment-number-wrong</c>, <c>commitment-day-missing</c>, <c>commitment-day-past</c>, <c>commitment-day-too-far</c>, <c>owner-missing</c> or <c>commitment-words-too-long</c>.</returns>
    public static Outcome<OrganisationCommitment> Add(OrganisationCommitmentId id, AuthorityId authority, OrganisationId? signatory, CommitmentKind? kind, string? promiseKey, int? howMany, DateOnly? byDay, NamedOwner? owner, string? words, DateTimeOffset now, AccountId by) =>
        byDay < LondonTime.DayOf(now) ? new Refusal("commitment-day-past") : Of(id, authority, signatory, kind, promiseKey, howMany, byDay, owner, words, now, by);

    /// <summary>It is otherwise than this line says: another line takes its place.</summary>
    /// <returns>Refused as <see cref="Add"/> is but for a day that is past, or with <c>commitment-taken-back-already</c>.</returns>
    public Outcome<OrganisationCommitment> Correct(OrganisationCommitmentId id, CommitmentKind? kind, string? promiseKey, int? howMany, DateOnly? byDay, NamedOwner? owner, string? words, DateTimeOffset now, AccountId by)
    {
        var next = Of(id, AuthorityId, OrganisationId, kind, promiseKey, howMany, byDay, owner, words, now, by);
        if (next.IsRefused)
            return next;
        if (TakeBack(now, by) is { } refusal)
            return refusal;
        next.Value.CommitmentId = CommitmentId;
        return next;
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

    private static Outcome<OrganisationCommitment> Of(OrganisationCommitmentId id, AuthorityId authority, OrganisationId? signatory, CommitmentKind? kind, string? promiseKey, int? howMany, DateOnly? byDay, NamedOwner? owner, string? words, DateTimeOffset now, AccountId by)
    {
        if (kind is not { } which || !Enum.IsDefined(which))
            return new Refusal("commitment-kind-missing");
        if (string.IsNullOrEmpty(promiseKey))
            return new Refusal("commitment-promise-missing");
        if (howMany is not (>= 1 and <= Most))
            return new Refusal("commitment-number-wrong", Most);
        if (byDay is not { } day)
            return new Refusal("commitment-day-missing");
        if (Math.Abs(day.DayNumber - LondonTime.DayOf(now).DayNumber) > MostDays)
            return new Refusal("commitment-day-too-far");
        if (owner is null)
            return new Refusal("owner-missing");
        if (words?.Trim().Length > WordsMaxLength)
            return new Refusal("commitment-words-too-long", WordsMaxLength);
        return new OrganisationCommitment
        {
            Id = id,
            CommitmentId = new(id.Value),
            AuthorityId = authority,
            OrganisationId = signatory,
            Kind = which,
            PromiseKey = promiseKey,
            HowMany = howMany.Value,
            ByDay = day,
            Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }
}

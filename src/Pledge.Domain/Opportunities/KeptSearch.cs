namespace Pledge.Domain.Opportunities;

/// <summary>What a young person looks for among posts, kept until they end it, so that they hear of new ones. Nobody else reads it. Null for any.</summary>
public sealed class KeptSearch
{
    /// <summary>Most that somebody keeps at a time.</summary>
    public const int Most = 10;

    public KeptSearchId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public string? Words { get; private set; }
    public OpportunityKind? Kind { get; private set; }
    public string? Field { get; private set; }

    /// <summary>An outcode.</summary>
    public string? Near { get; private set; }

    /// <summary>How far at most from <see cref="Near"/>.</summary>
    public int? Miles { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset KeptAt { get; private set; }

    /// <summary>UTC instant at which they last looked what it finds: what people see from later is new.</summary>
    public DateTimeOffset LookedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    private KeptSearch()
    {
    }

    /// <summary>Kept by somebody who just saw what it finds.</summary>
    /// <param name="others">How many they keep already.</param>
    /// <returns>Refused with <c>too-many-searches</c>.</returns>
    public static Outcome<KeptSearch> Keep(AuthorityId authority, YoungPersonId youngPerson, string? words, OpportunityKind? kind, string? field, string? near, int? miles, int others, DateTimeOffset now) =>
        others >= Most
            ? new Refusal("too-many-searches", Most)
            : new KeptSearch
            {
                Id = new(Guid.CreateVersion7(now)),
                AuthorityId = authority,
                YoungPersonId = youngPerson,
                Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
                Kind = kind,
                Field = field,
                Near = near,
                Miles = miles,
                KeptAt = now.ToUniversalTime(),
                LookedAt = now.ToUniversalTime(),
            };

    public void Look(DateTimeOffset now) => LookedAt = now.ToUniversalTime();

    /// <summary>Once is enough.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now.ToUniversalTime();
}

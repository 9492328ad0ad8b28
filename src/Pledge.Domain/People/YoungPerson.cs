namespace Pledge.Domain.People;

/// <summary>A young person whose responsible authority this is: looked after now or once, aged about 14 to 25.</summary>
/// <remarks>Comes from the SSDA903 header file, which has no names; a worker or data officer adds those.</remarks>
public sealed class YoungPerson
{
    public const int NameMaxLength = 80;

    public YoungPersonId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>The authority's own identifier (SSDA903 CHILD), 1 to 20 characters, unique in the authority.</summary>
    public string ChildId { get; private set; } = "";
    public string? GivenName { get; private set; }
    public string? FamilyName { get; private set; }

    /// <summary>The first name they chose; shown instead of the given name when there is one.</summary>
    public string? KnownAs { get; private set; }
    public DateOnly DateOfBirth { get; private set; }

    /// <summary>M, F or U (SSDA903 from 2024/25).</summary>
    public string Sex { get; private set; } = "U";

    /// <summary>SSDA903 ethnicity code.</summary>
    public string Ethnicity { get; private set; } = "NOBT";
    public string? Upn { get; private set; }

    /// <summary>SSDA903 MOTHER flag; null when not asked.</summary>
    public bool? Mother { get; private set; }

    /// <summary>Arrived as an unaccompanied asylum-seeking child.</summary>
    public bool Uasc { get; private set; }

    /// <summary>London day on which they stopped counting as one (SSDA903 DUC); null while they do, or when no file said.</summary>
    public DateOnly? UascCeasedOn { get; private set; }

    /// <summary>Null while nobody has said, like <see cref="Ehcp"/>.</summary>
    public bool? Disabled { get; private set; }

    /// <summary>Has an education, health and care plan.</summary>
    public bool? Ehcp { get; private set; }
    public string? Locality { get; private set; }

    /// <summary>UTC instant at which Pledge first held a row about them.</summary>
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>Who wrote the names and what is described down last, and when; null while they came from nobody we know.</summary>
    public AccountId? NamedBy { get; private set; }
    public DateTimeOffset? NamedAt { get; private set; }

    private YoungPerson() { }

    /// <summary>Someone the cohort files do not hold yet.</summary>
    public YoungPerson(AuthorityId authority, string childId, DateOnly dateOfBirth, DateTimeOffset now) =>
        (Id, AuthorityId, ChildId, DateOfBirth, AddedAt) = (YoungPersonId.New(), authority, childId.Trim(), dateOfBirth, now);

    /// <summary>The first name to use with them, or null while nobody has recorded one.</summary>
    public string? FirstName => string.IsNullOrWhiteSpace(KnownAs) ? GivenName : KnownAs;

    /// <summary>Records what they are called. Blank means not known.</summary>
    /// <returns>Null when done; <c>name-too-long</c> over <see cref="NameMaxLength"/> characters, <c>called-nothing</c> when a name that is known would be lost.</returns>
    public Refusal? Call(string? givenName, string? familyName, string? knownAs, AccountId by, DateTimeOffset now)
    {
        if (new[] { givenName, familyName, knownAs }.Any(name => name?.Trim().Length > NameMaxLength))
            return new("name-too-long", NameMaxLength);
        if (FirstName is not null && string.IsNullOrWhiteSpace(givenName) && string.IsNullOrWhiteSpace(knownAs))
            return new("called-nothing");
        (GivenName, FamilyName, KnownAs) = (Clean(givenName), Clean(familyName), Clean(knownAs));
        (NamedBy, NamedAt) = (by, now.ToUniversalTime());
        return null;
    }

    /// <summary>Records whether they are disabled and have an education, health and care plan. Both null for not known.</summary>
    public void Describe(bool? disabled, bool? ehcp, AccountId by, DateTimeOffset now) =>
        (Disabled, Ehcp, NamedBy, NamedAt) = (disabled, ehcp, by, now.ToUniversalTime());

    /// <summary>Puts right who they are, where a later header file is believed. What stood before stays in the <see cref="Returns.ImportConflict"/> that was decided.</summary>
    /// <param name="sex">Code of today, like <paramref name="ethnicity"/>.</param>
    public void Correct(DateOnly? born = null, string? sex = null, string? ethnicity = null) =>
        (DateOfBirth, Sex, Ethnicity) = (born ?? DateOfBirth, sex ?? Sex, ethnicity ?? Ethnicity);

    private static string? Clean(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}

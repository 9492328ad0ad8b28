namespace Pledge.Domain.Partners;

/// <summary>What somebody may do for a partner organisation.</summary>
public static class OrganisationRight
{
    public const string Post = "post";
    public const string SeeApplicants = "see-applicants";
    public const string ManagePeople = "manage-people";

    /// <summary>Every right, in the order pages list them.</summary>
    public static readonly IReadOnlyList<string> All = [Post, SeeApplicants, ManagePeople];
}

/// <summary>One person's rights in one partner organisation. Rights that change are ended and given anew, so that it shows who had which and when.</summary>
public sealed class OrganisationPerson
{
    public const int NameMaxLength = 120;

    public OrganisationPersonId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public AccountId AccountId { get; private set; }

    /// <summary>What they are called in this organisation.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Of <see cref="OrganisationRight"/>. With none they see the organisation and its people.</summary>
    public IReadOnlyList<string> Rights { get; private set; } = [];

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AddedAt { get; private set; }
    public AccountId AddedBy { get; private set; }

    /// <summary>UTC instant from which the rights are gone; null while they hold.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private OrganisationPerson()
    {
    }

    /// <param name="rights">What is no right is left out.</param>
    /// <returns>Refused with <c>person-name-missing</c> or <c>person-name-too-long</c>.</returns>
    public static Outcome<OrganisationPerson> Add(AuthorityId authority, OrganisationId organisation, AccountId account, string? name, IEnumerable<string> rights, DateTimeOffset now, AccountId by)
    {
        if (CheckName(name) is { } refusal)
            return refusal;
        return new OrganisationPerson
        {
            Id = new(Guid.CreateVersion7(now)),
            AuthorityId = authority,
            OrganisationId = organisation,
            AccountId = account,
            Name = name!.Trim(),
            Rights = [.. OrganisationRight.All.Where(rights.Contains)],
            AddedAt = now.ToUniversalTime(),
            AddedBy = by,
        };
    }

    /// <returns>Null, <c>person-name-missing</c> or <c>person-name-too-long</c>.</returns>
    public static Refusal? CheckName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new("person-name-missing") : name.Trim().Length > NameMaxLength ? new("person-name-too-long", NameMaxLength) : null;

    /// <summary>Other rights from now on: these end, and what comes back holds instead.</summary>
    /// <returns>Refused as <see cref="Add"/> and <see cref="End"/> are.</returns>
    public Outcome<OrganisationPerson> Change(IEnumerable<string> rights, DateTimeOffset now, AccountId by) =>
        End(now, by) is { } refusal ? refusal : Add(AuthorityId, OrganisationId, AccountId, Name, rights, now, by);

    /// <returns>Null when done, or <c>rights-ended-already</c>.</returns>
    public Refusal? End(DateTimeOffset now, AccountId by)
    {
        if (EndedAt is not null)
            return new("rights-ended-already");
        (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
        return null;
    }
}

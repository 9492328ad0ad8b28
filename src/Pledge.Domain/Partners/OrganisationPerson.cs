using Pledge.Domain.People;

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

    /// <summary>Null while they cannot be invited: the address they were to be invited at is somebody's who is no partner. Whoever invites them does not learn that.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>With no account, that address, in small letters; otherwise null.</summary>
    public string? AskedEmail { get; private set; }

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
    /// <returns>Refused as <see cref="CheckName"/> does.</returns>
    public static Outcome<OrganisationPerson> Add(AuthorityId authority, OrganisationId organisation, AccountId account, string? name, IEnumerable<string> rights, DateTimeOffset now, AccountId by) =>
        Add(authority, organisation, account, null, name, rights, now, by);

    /// <summary>Somebody who cannot be invited at this address. For whoever invited them it looks as if they were.</summary>
    /// <returns>As <see cref="Add(AuthorityId, OrganisationId, AccountId, string?, IEnumerable{string}, DateTimeOffset, AccountId)"/>.</returns>
    public static Outcome<OrganisationPerson> AddUnreached(AuthorityId authority, OrganisationId organisation, string email, string? name, IEnumerable<string> rights, DateTimeOffset now, AccountId by) =>
        Add(authority, organisation, null, email.Trim().ToLowerInvariant(), name, rights, now, by);

    private static Outcome<OrganisationPerson> Add(AuthorityId authority, OrganisationId organisation, AccountId? account, string? email, string? name, IEnumerable<string> rights, DateTimeOffset now, AccountId by)
    {
        if (CheckName(name) is { } refusal)
            return refusal;
        return new OrganisationPerson
        {
            Id = new(Guid.CreateVersion7(now)),
            AuthorityId = authority,
            OrganisationId = organisation,
            AccountId = account,
            AskedEmail = email,
            Name = name!.Trim(),
            Rights = [.. OrganisationRight.All.Where(rights.Contains)],
            AddedAt = now.ToUniversalTime(),
            AddedBy = by,
        };
    }

    /// <returns>Null, <c>person-name-missing</c>, <c>person-name-too-long</c> or <c>name-holds-link</c>.</returns>
    public static Refusal? CheckName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new("person-name-missing") : name.Trim().Length > NameMaxLength ? new("person-name-too-long", NameMaxLength) : TypedName.HoldsLink(name) ? new("name-holds-link") : null;

    /// <summary>Other rights from now on: what comes back holds instead of these once they are ended.</summary>
    /// <returns>Refused with <c>rights-ended-already</c>.</returns>
    public Outcome<OrganisationPerson> WithRights(IEnumerable<string> rights, DateTimeOffset now, AccountId by) =>
        EndedAt is not null ? new Refusal("rights-ended-already") : Add(AuthorityId, OrganisationId, AccountId, AskedEmail, Name, rights, now, by);

    /// <returns>Null when done, or <c>rights-ended-already</c>.</returns>
    public Refusal? End(DateTimeOffset now, AccountId by)
    {
        if (EndedAt is not null)
            return new("rights-ended-already");
        (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
        return null;
    }
}

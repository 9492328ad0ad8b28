namespace Pledge.Domain.Mentors;

/// <summary>What a partner organisation signed, or is.</summary>
public enum OrganisationKind
{
    /// <summary>Signed the authority's pledge.</summary>
    Signatory,

    /// <summary>Member of the Care Leaver Covenant.</summary>
    Covenant,

    /// <summary>Signed the Care Leaver Friendly Employer Charter.</summary>
    Charter,

    /// <summary>An employer that signed none of these.</summary>
    Employer,
}

/// <summary>An organisation that gives something to young people: mentors, work, or else.</summary>
public sealed class Organisation
{
    public const int NameMaxLength = 120;
    public const int OffersMaxLength = 1000;

    public OrganisationId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public string Name { get; private set; } = "";
    public OrganisationKind Kind { get; private set; }

    /// <summary>What they offer, in a coordinator's words; null when nothing was written.</summary>
    public string? Offers { get; private set; }

    /// <summary>London day on which it stopped being a partner; null while it is one.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    private Organisation()
    {
    }

    /// <returns>Refused as <see cref="Change"/> is.</returns>
    public static Outcome<Organisation> Add(OrganisationId id, AuthorityId authority, string? name, OrganisationKind kind, string? offers, DateTimeOffset now, AccountId by)
    {
        var added = new Organisation { Id = id, AuthorityId = authority };
        return added.Change(name, kind, offers, now, by) is { } refusal ? refusal : added;
    }

    /// <returns>Refused with <c>organisation-name-missing</c>, <c>organisation-name-too-long</c>, <c>organisation-kind-missing</c> or <c>offers-too-long</c>.</returns>
    public Refusal? Change(string? name, OrganisationKind kind, string? offers, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new("organisation-name-missing");
        if (name.Trim().Length > NameMaxLength)
            return new("organisation-name-too-long", NameMaxLength);
        if (!Enum.IsDefined(kind))
            return new("organisation-kind-missing");
        if (offers?.Trim().Length > OffersMaxLength)
            return new("offers-too-long", OffersMaxLength);
        (Name, Kind, Offers) = (name.Trim(), kind, string.IsNullOrWhiteSpace(offers) ? null : offers.Trim());
        (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>It is a partner no more, from today; or is one again.</summary>
    public void SetEnded(bool ended, DateTimeOffset now, AccountId by)
    {
        if (ended == EndedOn is not null)
            return;
        (EndedOn, ChangedAt, ChangedBy) = (ended ? LondonTime.DayOf(now) : null, now.ToUniversalTime(), by);
    }
}

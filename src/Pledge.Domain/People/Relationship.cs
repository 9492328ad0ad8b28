namespace Pledge.Domain.People;

/// <summary>Whether somebody is there because they love me, or because it is their work.</summary>
public enum Side
{
    Love,
    Work,
}

/// <summary>How close the young person feels to somebody: the circle they stand in.</summary>
public enum Closeness
{
    Closest,
    Close,
    Further,
}

/// <summary>Whom the young person lets see this entry.</summary>
public enum SeenBy
{
    /// <summary>Their worker, with the worker's manager and whoever gave a reason to see the record that day.</summary>
    Worker,
    Mentor,
    Both,

    /// <summary>Only the young person.</summary>
    Nobody,
}

/// <summary>How a version of an entry ended.</summary>
public enum RelationshipEnd
{
    Changed,
    TakenAway,
}

/// <summary>What a young person says about somebody.</summary>
/// <param name="WhatToMe">Their own words for it ("my nan"), or null.</param>
/// <param name="ForLife">Whether they mean to stay in each other's lives.</param>
/// <param name="RingFor">What they would ring them for, or null.</param>
public sealed record RelationshipDetails(
    Side Side, string? Name, string? WhatToMe, bool ForLife, Closeness Closeness, string? RingFor, Ways Ways, SeenBy SeenBy);

/// <summary>Somebody in a young person's life, as the young person tells it. A change is a new version; whoever is taken away stays in the young person's own history.</summary>
/// <remarks>
/// Data about a third party, who was not asked. Author: the young person alone; source: their own words; nobody checks or corrects it, and staff cannot write it.
/// Shown only to whom <see cref="SeenBy"/> names, which the row policies enforce, and only while it is current.
/// </remarks>
public sealed class Relationship
{
    public const int NameMaxLength = 60;
    public const int WhatToMeMaxLength = 60;
    public const int RingForMaxLength = 200;

    /// <summary>More than this many people at once do not fit into a picture, or a life.</summary>
    public const int Most = 60;

    public RelationshipId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Shared by the versions about one person.</summary>
    public Guid PersonKey { get; private set; }
    public Side Side { get; private set; }
    public string Name { get; private set; } = "";
    public string? WhatToMe { get; private set; }
    public bool ForLife { get; private set; }
    public Closeness Closeness { get; private set; }
    public string? RingFor { get; private set; }
    public string? Phone { get; private set; }
    public string? Email { get; private set; }
    public string? OtherWay { get; private set; }
    public SeenBy SeenBy { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }

    /// <summary>UTC instant from which this version no longer holds, or null.</summary>
    public DateTimeOffset? SupersededAt { get; private set; }
    public RelationshipEnd? SupersededAs { get; private set; }

    private Relationship()
    {
    }

    public bool IsCurrent => SupersededAt is null;

    /// <summary>What it says now.</summary>
    public RelationshipDetails Details => new(Side, Name, WhatToMe, ForLife, Closeness, RingFor, new(Phone, Email, OtherWay), SeenBy);

    /// <summary>Adds somebody.</summary>
    /// <param name="person">Made with the form, so that one form is one person; UUID v7.</param>
    /// <returns>Refused with <c>relationship-name-missing</c>, <c>relationship-name-too-long</c>, <c>what-to-me-too-long</c>, <c>ring-for-too-long</c>,
    /// <c>answer-missing</c>, or as <see cref="Ways.Check"/> is.</returns>
    public static Outcome<Relationship> Add(
        AuthorityId authority, YoungPersonId youngPerson, RelationshipDetails details, Guid person, DateTimeOffset now, AccountId by)
    {
        if (Check(details) is { } refusal)
            return refusal;
        return new Relationship
        {
            Id = RelationshipId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            PersonKey = person,
            Side = details.Side,
            Name = details.Name.Tidy()!,
            WhatToMe = details.WhatToMe.Tidy(),
            ForLife = details.ForLife,
            Closeness = details.Closeness,
            RingFor = details.RingFor.Tidy(),
            Phone = details.Ways.Phone,
            Email = details.Ways.Email,
            OtherWay = details.Ways.Other,
            SeenBy = details.SeenBy,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>Says it anew; this version becomes history.</summary>
    /// <returns>The new version, or this one when nothing is different. Refused as <see cref="Add"/> is, or with <c>relationship-not-current</c>.</returns>
    public Outcome<Relationship> Change(RelationshipDetails details, DateTimeOffset now, AccountId by)
    {
        if (!IsCurrent)
            return new Refusal("relationship-not-current");
        var changed = Add(AuthorityId, YoungPersonId, details, PersonKey, now, by);
        if (changed.IsRefused)
            return changed.Refusal;
        if (changed.Value.Details == Details)
            return this;
        (SupersededAt, SupersededAs) = (now.ToUniversalTime(), RelationshipEnd.Changed);
        return changed.Value;
    }

    /// <summary>Takes somebody away: from now on nobody but the young person reads of them, and only as history. Doing so twice keeps the first day.</summary>
    public void TakeAway(DateTimeOffset now)
    {
        if (IsCurrent)
            (SupersededAt, SupersededAs) = (now.ToUniversalTime(), RelationshipEnd.TakenAway);
    }

    private static Refusal? Check(RelationshipDetails details)
    {
        if (!Enum.IsDefined(details.Side) || !Enum.IsDefined(details.Closeness) || !Enum.IsDefined(details.SeenBy))
            return new("answer-missing");
        return details.Name.Tidy() is not { } name ? new("relationship-name-missing")
            : name.Length > NameMaxLength ? new("relationship-name-too-long", NameMaxLength)
            : details.WhatToMe.Tidy()?.Length > WhatToMeMaxLength ? new("what-to-me-too-long", WhatToMeMaxLength)
            : details.RingFor.Tidy()?.Length > RingForMaxLength ? new("ring-for-too-long", RingForMaxLength)
            : details.Ways.Check();
    }
}

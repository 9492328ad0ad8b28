namespace Pledge.Domain.Promises;

/// <summary>The pledge of one authority as it was made on a day. Editions follow each other; none is ever changed.</summary>
public sealed class Edition
{
    public const int MaxPromises = 30;

    private readonly List<Promise> _promises = [];

    public EditionId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>First London day it is the authority's pledge; until the next edition's first day.</summary>
    public DateOnly InForceFrom { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Null when it came with the installation.</summary>
    public AccountId? PublishedBy { get; private set; }

    /// <summary>In the order they are read.</summary>
    public IReadOnlyList<Promise> Promises => [.. _promises.OrderBy(promise => promise.Position)];

    private Edition()
    {
    }

    /// <summary>The eleven promises a new authority starts with.</summary>
    public static IReadOnlyList<PromiseWording> DefaultPledge { get; } =
        [.. EmbeddedCsv.Read("Promises.default-pledge").Select(row => new PromiseWording(row["key"], row["statement"], row["outcome_area"])
        {
            AskedOf = new(row["asked_from_age"].WholeNumber(), row["asked_until_age"].WholeNumber()),
        })];

    /// <summary>The first edition of an authority.</summary>
    /// <returns>Refused as <see cref="Next"/> is, except for <c>edition-nothing-changed</c> and <c>edition-before-last</c>.</returns>
    public static Outcome<Edition> First(AuthorityId authority, IReadOnlyList<PromiseWording> promises, DateOnly inForceFrom, DateTimeOffset now, AccountId? by) =>
        Check(promises) is { } refusal ? refusal : New(authority, 1, promises, inForceFrom, now, by);

    /// <summary>The next edition: the promises as they shall be, in order. What is left out is removed; a key that stays keeps its answers.</summary>
    /// <param name="inForceFrom">Not before this edition's own first day.</param>
    /// <returns>Refused with <c>edition-empty</c>, <c>edition-too-many</c>, <c>promise-key-twice</c>, <c>promise-statement-twice</c>, <c>promise-key-not-valid</c>,
    /// <c>promise-empty</c>, <c>promise-too-long</c>, <c>promise-area-unknown</c>, <c>promise-ages-not-valid</c>, <c>edition-before-last</c> or <c>edition-nothing-changed</c>.</returns>
    public Outcome<Edition> Next(IReadOnlyList<PromiseWording> promises, DateOnly inForceFrom, DateTimeOffset now, AccountId? by)
    {
        if (Check(promises) is { } refusal)
            return refusal;
        if (inForceFrom < InForceFrom)
            return new Refusal("edition-before-last", InForceFrom);
        if (Promises.Select(promise => promise.Wording).SequenceEqual(promises.Select(wording => wording with { Statement = wording.Statement.Trim() })))
            return new Refusal("edition-nothing-changed");

        return New(AuthorityId, Number + 1, promises, inForceFrom, now, by);
    }

    private static Edition New(AuthorityId authority, int number, IReadOnlyList<PromiseWording> promises, DateOnly from, DateTimeOffset now, AccountId? by)
    {
        var edition = new Edition
        {
            Id = EditionId.New(),
            AuthorityId = authority,
            Number = number,
            InForceFrom = from,
            PublishedAt = now.ToUniversalTime(),
            PublishedBy = by,
        };
        edition._promises.AddRange(promises.Select((wording, index) => new Promise(authority, edition.Id, index + 1, wording)));
        return edition;
    }

    private static Refusal? Check(IReadOnlyList<PromiseWording> promises)
    {
        if (promises.Count == 0)
            return new("edition-empty");
        if (promises.Count > MaxPromises)
            return new("edition-too-many", MaxPromises);
        if (promises.Select(Promise.Check).FirstOrDefault(refusal => refusal is not null) is { } wrong)
            return wrong;
        if (promises.Select(wording => wording.Key).Distinct().Count() < promises.Count)
            return new("promise-key-twice");
        return promises.Select(wording => wording.Statement.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() < promises.Count
            ? new("promise-statement-twice")
            : null;
    }
}

using System.Text.RegularExpressions;

namespace Pledge.Domain.Promises;

/// <summary>What an authority wants one promise to say in its next edition.</summary>
/// <param name="Key">Stable through all editions, so that answers can be followed; lower case with hyphens.</param>
public sealed record PromiseWording(string Key, string Statement, string OutcomeArea)
{
    public AskedOf AskedOf { get; init; } = AskedOf.Everybody;
}

/// <summary>One promise in one edition of the pledge. Never changes: another wording is another edition.</summary>
public sealed partial class Promise
{
    public const int KeyMaxLength = 40;
    public const int StatementMaxLength = 200;

    public PromiseId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public EditionId EditionId { get; private set; }
    public string Key { get; private set; } = "";

    /// <summary>From 1.</summary>
    public int Position { get; private set; }

    public string Statement { get; private set; } = "";

    /// <summary>One of <see cref="Promises.OutcomeArea.All"/>.</summary>
    public string OutcomeArea { get; private set; } = "";

    /// <summary>As in <see cref="Promises.AskedOf"/>.</summary>
    public int? AskedFromAge { get; private set; }

    /// <summary>As in <see cref="Promises.AskedOf"/>.</summary>
    public int? AskedUntilAge { get; private set; }

    private Promise()
    {
    }

    internal Promise(AuthorityId authority, EditionId edition, int position, PromiseWording wording)
    {
        (Id, AuthorityId, EditionId, Position) = (PromiseId.New(), authority, edition, position);
        (Key, Statement, OutcomeArea) = (wording.Key, wording.Statement.Trim(), wording.OutcomeArea);
        (AskedFromAge, AskedUntilAge) = (wording.AskedOf.FromAge, wording.AskedOf.UntilAge);
    }

    /// <summary>The wording, to start the next edition from.</summary>
    public PromiseWording Wording => new(Key, Statement, OutcomeArea) { AskedOf = AskedOf };

    public AskedOf AskedOf => new(AskedFromAge, AskedUntilAge);

    internal static Refusal? Check(PromiseWording wording)
    {
        if (wording.Key.Length > KeyMaxLength || !KeyPattern().IsMatch(wording.Key))
            return new("promise-key-not-valid", KeyMaxLength);
        if (string.IsNullOrWhiteSpace(wording.Statement))
            return new("promise-empty");
        if (wording.Statement.Trim().Length > StatementMaxLength)
            return new("promise-too-long", StatementMaxLength);
        return Promises.OutcomeArea.All.Contains(wording.OutcomeArea) ? wording.AskedOf.Check() : new("promise-area-unknown");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}

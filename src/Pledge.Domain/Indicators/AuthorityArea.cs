using Pledge.Domain.Matching;

namespace Pledge.Domain.Indicators;

/// <summary>The outcodes that an authority calls its own, so that figures tell who lives there from who lives elsewhere. Only added; the newest holds.</summary>
public sealed class AuthorityArea
{
    public const int MostOutcodes = 500;

    public AuthorityAreaId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>In capitals, in order, each once; none means that nobody is told apart.</summary>
    public string[] Outcodes { get; private set; } = [];
    public DateTimeOffset SetAt { get; private set; }

    /// <summary>Null for what came with the authority.</summary>
    public AccountId? SetBy { get; private set; }

    private AuthorityArea() { }

    /// <param name="typed">Outcodes with spaces, commas or lines between them.</param>
    /// <returns>Refused with <c>area-outcode-unknown</c> and the first that is none, or <c>area-too-many-outcodes</c>.</returns>
    public static Outcome<AuthorityArea> Set(AuthorityId authority, string? typed, DateTimeOffset now, AccountId by)
    {
        var words = (typed ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(words, word => !string.Equals(Outcode.Read(word), word, StringComparison.OrdinalIgnoreCase)) is { } strange)
            return new Refusal("area-outcode-unknown", strange[..Math.Min(strange.Length, 20)]);
        string[] outcodes = [.. words.Select(word => word.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)];
        return outcodes.Length > MostOutcodes
            ? new Refusal("area-too-many-outcodes", MostOutcodes)
            : new AuthorityArea { Id = AuthorityAreaId.New(), AuthorityId = authority, Outcodes = outcodes, SetAt = now.ToUniversalTime(), SetBy = by };
    }
}

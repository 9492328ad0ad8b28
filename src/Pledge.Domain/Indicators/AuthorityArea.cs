using System.Text.RegularExpressions;
using Pledge.Domain.Matching;

namespace Pledge.Domain.Indicators;

/// <summary>Which area of the published figures an authority is, and the outcodes that it calls its own, so that figures tell who lives there from who lives elsewhere. Only added; the newest holds.</summary>
public sealed partial class AuthorityArea
{
    public const int MostOutcodes = 500;

    public AuthorityAreaId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>In capitals, in order, each once; none means that nobody is told apart.</summary>
    public string[] Outcodes { get; private set; } = [];

    /// <summary>Code of the Department for Education and the ONS for a local authority of England, like E08000025; null while nobody said it.</summary>
    public string? DfeCode { get; private set; }
    public DateTimeOffset SetAt { get; private set; }

    /// <summary>Null for what came with the authority.</summary>
    public AccountId? SetBy { get; private set; }

    private AuthorityArea() { }

    /// <param name="typed">Outcodes with spaces, commas or lines between them.</param>
    /// <returns>Refused with <c>area-outcode-unknown</c> and the first that is none, or <c>area-too-many-outcodes</c>, or <c>area-code-unknown</c>.</returns>
    public static Outcome<AuthorityArea> Set(AuthorityId authority, string? typed, string? dfeCode, DateTimeOffset now, AccountId by)
    {
        var words = (typed ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(words, word => !string.Equals(Outcode.Read(word), word, StringComparison.OrdinalIgnoreCase)) is { } strange)
            return new Refusal("area-outcode-unknown", strange[..Math.Min(strange.Length, 20)]);
        string[] outcodes = [.. words.Select(word => word.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)];
        var code = string.IsNullOrWhiteSpace(dfeCode) ? null : dfeCode.Trim().ToUpperInvariant();
        if (code is not null && !CodeShape().IsMatch(code))
            return new Refusal("area-code-unknown", code[..Math.Min(code.Length, 20)]);
        return outcodes.Length > MostOutcodes
            ? new Refusal("area-too-many-outcodes", MostOutcodes)
            : new AuthorityArea { Id = AuthorityAreaId.New(), AuthorityId = authority, Outcodes = outcodes, DfeCode = code, SetAt = now.ToUniversalTime(), SetBy = by };
    }

    [GeneratedRegex("^E(06|07|08|09|10)[0-9]{6}$")]
    private static partial Regex CodeShape();
}

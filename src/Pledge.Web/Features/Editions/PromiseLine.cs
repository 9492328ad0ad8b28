using System.Text.RegularExpressions;
using Pledge.Domain.Promises;

namespace Pledge.Web.Features.Editions;

/// <summary>One promise as an administrator edits it: reworded, moved, removed, or new when it has no key.</summary>
public sealed partial class PromiseLine
{
    public string? Key { get; set; }
    public string? Statement { get; set; }
    public string? Area { get; set; }
    public int? Position { get; set; }
    public int? FromAge { get; set; }
    public int? UntilAge { get; set; }
    public bool Remove { get; set; }

    public static PromiseLine Of(PromiseWording wording, int position) => new()
    {
        Key = wording.Key,
        Statement = wording.Statement,
        Area = wording.OutcomeArea,
        Position = position,
        FromAge = wording.AskedOf.FromAge,
        UntilAge = wording.AskedOf.UntilAge,
    };

    /// <summary>The wordings that the lines ask for, in their order. A line that says nothing asks for nothing.</summary>
    public static IReadOnlyList<PromiseWording> Wordings(IEnumerable<PromiseLine> lines) =>
    [
        .. lines.Where(line => !line.Remove && !(string.IsNullOrWhiteSpace(line.Key) && string.IsNullOrWhiteSpace(line.Statement)))
            .OrderBy(line => line.Position ?? int.MaxValue)
            .Select(line => new PromiseWording(string.IsNullOrWhiteSpace(line.Key) ? KeyFrom(line.Statement!) : line.Key, line.Statement ?? "", line.Area ?? "") { AskedOf = new(line.FromAge, line.UntilAge) }),
    ];

    // A new promise is followed through later editions by a key made of its first words.
    private static string KeyFrom(string statement)
    {
        var words = NotKey().Replace(statement.ToLowerInvariant(), "-").Trim('-');
        return words.Length <= Promise.KeyMaxLength ? words : words[..Promise.KeyMaxLength].TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotKey();
}

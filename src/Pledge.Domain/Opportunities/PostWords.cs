using System.Text.RegularExpressions;

namespace Pledge.Domain.Opportunities;

/// <summary>A phrase of a post that is not allowed, or that somebody should look at.</summary>
/// <param name="Found">As it is written.</param>
/// <param name="Reason">Stable kebab-case code of why.</param>
/// <param name="Refuses">True where the law leaves no room; false where it depends.</param>
public sealed record PostWordFound(string Found, string Reason, bool Refuses);

/// <summary>Phrases, telephone numbers, addresses, links and names on social media that a post is looked through for.</summary>
/// <remarks>Source: <c>post-words.csv</c>.</remarks>
public static partial class PostWords
{
    private static readonly IReadOnlyDictionary<string, (string Reason, bool Refuses)> Phrases = EmbeddedCsv.Read("Opportunities.post-words")
        .SelectMany(row => row["phrases"].Split('|').Select(phrase => (Phrase: phrase.Trim(), row))).ToDictionary(each => each.Phrase, each => (each.row["reason"], each.row["result"] == "refuse"), StringComparer.OrdinalIgnoreCase);

    // Longer phrases before the shorter ones they begin with.
    private static readonly Regex Pattern = new($@"(?<!\w)(?:{string.Join('|', Phrases.Keys.OrderByDescending(phrase => phrase.Length).Select(phrase => Regex.Escape(phrase).Replace(@"\ ", @"\s+", StringComparison.Ordinal).Replace(@"\#", @"\d+", StringComparison.Ordinal)))})(?!\w)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>Every reason there is.</summary>
    public static IReadOnlyList<string> Reasons { get; } = [.. Phrases.Values.Select(each => each.Reason).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Each phrase once, in the order of the text.</summary>
    public static IReadOnlyList<PostWordFound> FindIn(string text) =>
        [.. Pattern.Matches(text).Select(match => (Found: match.Value, Known: Phrases[Numbers().Replace(Spaces().Replace(match.Value, " "), "#")])).Select(each => new PostWordFound(each.Found, each.Known.Reason, each.Known.Refuses)).DistinctBy(each => each.Found.ToUpperInvariant())];

    /// <summary>E-mail addresses, links, telephone numbers and names on social media, as they are written, also where they are written around.</summary>
    public static IReadOnlyList<string> ContactsIn(string text) => [.. new[] { Email(), SpokenEmail(), Link(), Phone(), SpokenPhone(), Handle() }.SelectMany(pattern => pattern.Matches(text)).Select(match => match.Value.Trim()).Distinct()];

    /// <summary>What somebody should look at again before a young person reads it: contact details and phrases, as they are written.</summary>
    public static IReadOnlyList<string> LookAgainIn(params IEnumerable<string?> texts) => [.. texts.OfType<string>().SelectMany(text => ContactsIn(text).Concat(FindIn(text).Select(word => word.Found))).Distinct()];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // jo at bakers dot co dot uk
    [GeneratedRegex(@"[\w.+-]+\s*[\[(]?\s*\bat\b\s*[\])]?\s*[\w-]+(\s*[\[(]?\s*\bdot\b\s*[\])]?\s*[\w-]+)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SpokenEmail();

    // oh seven seven double one
    [GeneratedRegex(@"(?<!\w)(oh|zero|nought)([\s,-]+(oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)){2,}(?!\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SpokenPhone();

    // @name
    [GeneratedRegex(@"(?<![\w.@])@\w[\w.]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();

    [GeneratedRegex(@"[\w.+-]+\s?@\s?[\w-]+(\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // Also without http, for the endings that British employers use.
    [GeneratedRegex(@"(https?://|www\.)\S+|(?<![\w@.])[\w-]+(\.[\w-]+)*\.(com|co\.uk|org\.uk|org|gov\.uk|ac\.uk|net|uk|io)(/\S*)?(?!\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    // A British number as people write it: 10 or 11 digits from 0 or +44, parted by spaces, dots or dashes. Pay and years are shorter.
    [GeneratedRegex(@"(?<![\d£.,])(?:\+44|0044|0)(?:[ .()-]*\d){9,10}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}

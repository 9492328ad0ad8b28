using System.Text.RegularExpressions;

namespace Pledge.Domain.Words;

/// <summary>One word or phrase people asked us to use, and what it stands in place of.</summary>
/// <param name="Say">What to say, as in "Say …".</param>
/// <param name="InsteadOf">Words and phrases it replaces wherever they are written about somebody.</param>
/// <param name="YoungOnly">Words it replaces on young people's pages only: staff need them in another sense.</param>
/// <param name="Why">One sentence, without a full stop.</param>
public sealed record WordWeUse(string Say, IReadOnlyList<string> InsteadOf, IReadOnlyList<string> YoungOnly, string Why);

/// <summary>A word found that people asked us to drop.</summary>
/// <param name="Found">As it is written in the text.</param>
/// <param name="At">Where it begins in the text, from 0.</param>
public sealed record WordFound(WordWeUse Word, string Found, int At);

/// <summary>The words this product uses about people, as data: young people's pages are tested against it and notes are gently checked with it.</summary>
/// <remarks>Source: <c>words-we-use.csv</c>. Written in capitals, a word is only meant in capitals: <c>PA</c> is not <c>pa</c>.</remarks>
public static class WordsWeUse
{
    private static readonly IReadOnlyList<string> Fine =
        [.. EmbeddedCsv.Read("Words.words-we-use").SelectMany(row => Terms(row["except"]))];

    /// <summary>Every entry, in the order of the list.</summary>
    public static IReadOnlyList<WordWeUse> All { get; } =
        [.. EmbeddedCsv.Read("Words.words-we-use").Select(row => new WordWeUse(row["say"], Terms(row["instead_of"]), Terms(row["young_only"]), row["why"]))];

    private static readonly Regex Staff = Pattern(young: false);
    private static readonly Regex Young = Pattern(young: true);

    /// <summary>Words in something a worker writes that have a kinder one; in the order of the text, none for a blank one. The longest match counts.</summary>
    public static IReadOnlyList<WordFound> FindIn(string? text) => Find(Staff, text);

    /// <summary>The same for a page that young people read.</summary>
    public static IReadOnlyList<WordFound> FindOnYoungPage(string? text) => Find(Young, text);

    private static IReadOnlyList<WordFound> Find(Regex pattern, string? text) => string.IsNullOrWhiteSpace(text)
        ? []
        : [.. pattern.Matches(text).Where(match => match.Groups["term"].Success).Select(match => new WordFound(EntryOf(match.Value), match.Value, match.Index))];

    private static WordWeUse EntryOf(string found) => All.First(word => word.InsteadOf.Concat(word.YoungOnly).Any(term => Means(term, found)));

    private static bool Means(string term, string found) => string.Equals(term, found, IsCapitals(term) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    // What is fine is taken first and swallows the word in it; then longer phrases before the words they are made of.
    private static Regex Pattern(bool young)
    {
        var terms = All.SelectMany(word => young ? word.InsteadOf.Concat(word.YoungOnly) : word.InsteadOf).OrderByDescending(term => term.Length).Select(Escaped);
        return new($@"(?<!\w)(?:{string.Join('|', Fine.OrderByDescending(term => term.Length).Select(Escaped))}|(?<term>{string.Join('|', terms)}))(?!\w)",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    private static string Escaped(string term) => IsCapitals(term) ? Regex.Escape(term) : $"(?i:{Regex.Escape(term)})";

    private static bool IsCapitals(string term) => term.Length > 1 && char.IsUpper(term[0]) && char.IsUpper(term[1]);

    private static string[] Terms(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

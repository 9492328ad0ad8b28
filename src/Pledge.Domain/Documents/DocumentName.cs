using System.Globalization;
using System.Text;

namespace Pledge.Domain.Documents;

/// <summary>A file name as it is kept and given back: a plain name without a path, without anything that cannot be seen, ending as its content asks.</summary>
public static class DocumentName
{
    public const int MaxLength = 100;

    /// <summary>What a file is called of whose name nothing can be kept.</summary>
    private const string Nameless = "document";

    private const int LongestEnding = 6;

    // Not allowed in names on one system or another, or with a meaning to it.
    private const string Special = "<>:\"/\\|?*";

    // Devices of Windows, whatever ending they have.
    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })];

    /// <param name="sent">As the browser sent it: anything.</param>
    /// <param name="type">What the content is; a name that ends otherwise gets this type's ending, so that it opens as what it is.</param>
    /// <returns>1 to <see cref="MaxLength"/> characters: no path, no control or format characters (so no reading order turned round), no ending of another type.</returns>
    public static string Clean(string? sent, DocumentType type)
    {
        var name = Visible(sent ?? "");
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Join(' ', string.Concat(name.Select(c => Special.Contains(c, StringComparison.Ordinal) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
        var ending = EndingOf(name, type);
        var stem = (ending is null ? WithoutEnding(name) : name[..^ending.Length]).Trim('.', ' ');
        // The same again for "letter.pdf.exe" which is a PDF.
        if (ending is null && EndingOf(stem, type) is { } inner)
            (stem, ending) = (stem[..^inner.Length].Trim('.', ' '), inner);
        if (stem.Length == 0)
            stem = Nameless;
        if (Devices.Contains(stem.Split('.')[0].Trim(), StringComparer.OrdinalIgnoreCase))
            stem = "_" + stem;
        return Shortened(stem, MaxLength - LongestEnding) + (ending ?? type.Endings()[0]).ToLowerInvariant();
    }

    private static string? EndingOf(string name, DocumentType type) => type.Endings().FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string WithoutEnding(string name) =>
        name.LastIndexOf('.') is > 0 and var dot && name.Length - dot <= LongestEnding && name[(dot + 1)..].All(char.IsAsciiLetterOrDigit) ? name[..dot] : name;

    /// <summary>Composed, and without control, format, private and broken characters; every kind of space is a space.</summary>
    private static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    kept.Append(' ');
                    break;
                default:
                    kept.Append(rune.Value == 0xFFFD ? "" : rune.ToString());
                    break;
            }
        }
        return kept.ToString().Normalize();
    }

    /// <summary>Never in the middle of what a reader sees as one character.</summary>
    private static string Shortened(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var starts = StringInfo.ParseCombiningCharacters(text);
        return text[..starts.Last(start => start <= most)].Trim('.', ' ');
    }
}

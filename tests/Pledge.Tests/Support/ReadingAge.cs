using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Pledge.Tests.Support;

/// <summary>How old a reader must be for a text, by the Flesch-Kincaid grade: long sentences and long words make it older.</summary>
/// <remarks>Grade = 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975); a child in grade 1 is six, so age = grade + 5.</remarks>
public static partial class ReadingAge
{
    private const string Blocks = "h1,h2,h3,p,li,dt,dd,button,label,legend,summary,caption,th,td,a,span.voice__who,span.voice__when";

    /// <summary>Reading age of sentences; a heading or a button is a sentence too.</summary>
    public static double Of(IEnumerable<string> sentences)
    {
        var (count, words, syllables) = (0, 0, 0);
        foreach (var sentence in sentences.SelectMany(text => SentenceEnd().Split(text)))
        {
            var found = Word().Matches(sentence);
            if (found.Count == 0)
                continue;
            count++;
            words += found.Count;
            syllables += found.Sum(word => Syllables(word.Value));
        }
        return count == 0 ? 0 : (0.39 * words / count) + (11.8 * syllables / words) - 15.59 + 5;
    }

    /// <summary>Reading age of what the page itself says: its main part.</summary>
    public static double Of(IDocument page) => Of(SentencesOf(page));

    /// <summary>The text of each innermost block of the main part. What people wrote (marked <c>dir="auto"</c>) is theirs and not measured.</summary>
    public static IReadOnlyList<string> SentencesOf(IDocument page) =>
    [
        .. page.QuerySelectorAll("main").SelectMany(main => main.QuerySelectorAll(Blocks))
            .Where(block => block.QuerySelector(Blocks) is null && block.Closest("[dir=auto]") is null)
            .Select(block => block.Reads()).Where(text => text.Length > 0),
    ];

    /// <summary>Groups of vowels, with the silent e of English left out.</summary>
    public static int Syllables(string word)
    {
        var lower = word.ToLowerInvariant();
        if (lower.All(char.IsDigit))
            return 1;
        var groups = VowelGroup().Count(lower);
        if (SilentE().IsMatch(lower) && groups > 1)
            groups--;
        return Math.Max(1, groups);
    }

    [GeneratedRegex(@"(?<=[.!?:])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\p{L}\d][\p{L}\d’'-]*")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex VowelGroup();

    [GeneratedRegex("([^aeiouyl]e|[aeiouy]le|[^aeiouytd]ed|[^aeiouysxzcg]es)$")]
    private static partial Regex SilentE();
}

using System.Text;

namespace Pledge.Web.Platform;

/// <summary>A language nobody speaks, for tests: every word accented, about a third longer, and between marks. What is read without marks never passed through resources;
/// what no longer fits would not fit in a language with longer words.</summary>
/// <remarks>Offered only where the setting <c>Languages:Trial</c> names it.</remarks>
public static class PseudoLanguage
{
    /// <summary>From the range of tags that stand for no language.</summary>
    public const string Tag = "qps-ploc";
    public const char Begin = '⟦', End = '⟧';

    private const string Plain = "aeiouyAEIOUYcnszCNSZ", Accented = "áéíóúýÁÉÍÓÚÝçñšžÇÑŠŽ";

    /// <summary>The words changed; placeholders (<c>{0:d}</c>, <c>%{count}</c>) as they were.</summary>
    public static string Of(string words)
    {
        var text = new StringBuilder(words.Length * 3 / 2).Append(Begin);
        var depth = 0;
        foreach (var letter in words)
        {
            depth += letter is '{' ? 1 : letter is '}' ? -1 : 0;
            var found = depth > 0 ? -1 : Plain.IndexOf(letter, StringComparison.Ordinal);
            text.Append(found < 0 ? letter : Accented[found]);
            // Vowels twice: longer words, and not only longer sentences.
            if (found is >= 0 and < 5)
                text.Append(Accented[found]);
        }
        return text.Append(End).ToString();
    }
}

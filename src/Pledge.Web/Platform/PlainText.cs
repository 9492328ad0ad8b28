using System.Buffers;

namespace Pledge.Web.Platform;

/// <summary>Text from outside without what no keyboard types and PostgreSQL cannot store or a page cannot show: control characters, except tabs and line ends; and what turns the direction of the text beside it round.</summary>
public static class PlainText
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create([.. Enumerable.Range(0, 0x2070).Select(code => (char)code)
        .Where(c => char.IsControl(c) ? c is not ('\t' or '\r' or '\n') : c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))]);

    public static string Of(string text) => text.AsSpan().ContainsAny(Unwanted) ? string.Concat(text.Where(c => !Unwanted.Contains(c))) : text;
}

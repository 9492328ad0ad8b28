using System.Text.RegularExpressions;

namespace Pledge.Domain.Applications;

/// <summary>Words from which a reader learns that somebody is or was in care. Some say it of other people too, so they are only asked about.</summary>
internal static partial class CareWords
{
    /// <returns>As they were written, each once, in their order.</returns>
    public static IReadOnlyList<string> In(IEnumerable<string?> texts) =>
        [.. texts.SelectMany(text => Told().Matches(text ?? "")).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex("""\b(in(to)? care|care[- ](leavers?|leaving|experienced|system|order|home)|(left|leaving|leave) care|looked[- ]after|foster\w*|(children['’]?s|residential) home|semi[- ]independent|supported (accommodation|lodgings)|staying put|social[- ]workers?|personal advisers?|pathway plan|corporate parent\w*|children['’]?s (trust|services|social care)|virtual school|my carers?)\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Told();
}

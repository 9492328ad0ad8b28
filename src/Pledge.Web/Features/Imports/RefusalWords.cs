using Microsoft.Extensions.Localization;

namespace Pledge.Web.Features.Imports;

/// <summary>The sentences of what was refused.</summary>
internal static class RefusalWords
{
    /// <summary>Codes that end in the kind of file that a file is most like.</summary>
    private static readonly string[] OfKinds = ["file-lacks", "file-has-more"];

    /// <param name="code">As in <see cref="ImportRefusal.Code"/>.</param>
    public static string Sentence(this IStringLocalizer<ImportsText> text, string code) =>
        Array.Find(OfKinds, of => code.StartsWith(of + "-", StringComparison.Ordinal)) is { } found ? text[found, text[$"Kind_{code[(found.Length + 1)..]}"].Value] : text[code];
}

using System.Globalization;

namespace Pledge.Domain.Reminders;

/// <summary>One thing that is due: with its rule, what somebody is reminded of until it is done. On another day it is another matter.</summary>
/// <param name="About">Id of what is due, as the rule names it.</param>
/// <param name="Due">London day.</param>
public readonly record struct Matter(string About, DateOnly Due)
{
    public const int MaxLength = 100;

    private const string Day = "yyyy-MM-dd";

    /// <summary>As the ledger's occurrences of it begin.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{About}:{Due:yyyy-MM-dd}");

    public static bool TryParse(string? text, out Matter matter)
    {
        matter = default;
        if (text is null || text.Length is <= 11 or > MaxLength || text[^11] != ':' || !DateOnly.TryParseExact(text[^10..], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
            return false;
        matter = new(text[..^11], due);
        return true;
    }

    /// <summary>The matter of an occurrence of a rule with moments; null for anything else.</summary>
    public static Matter? OfOccurrence(string occurrence) =>
        occurrence.LastIndexOf(':') is var end and > 0 && TryParse(occurrence[..end], out var matter) ? matter : null;
}

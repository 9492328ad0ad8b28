using System.Globalization;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Facts;
using Pledge.Domain.Returns;
using Pledge.Web.Features.Facts;

namespace Pledge.Web.Features.Imports.Conflicts;

internal static class ConflictWords
{
    /// <summary>What one side of a difference says, in words and as the code that the file writes.</summary>
    /// <param name="says">As in <see cref="ImportConflict.FileSays"/>; null when nothing is on record.</param>
    public static string Says(this IStringLocalizer<ImportsText> texts, IStringLocalizer<FactsText> facts, ConflictKind kind, string? says) => (kind, says) switch
    {
        (_, null) => texts["ConflictNothing"],
        (ConflictKind.Born, _) => DateOnly.ParseExact(says, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", CultureInfo.CurrentCulture),
        (ConflictKind.Sex, _) => texts["ConflictCode", SexCode.Find(says)?.Meaning ?? says, says],
        (ConflictKind.Ethnicity, _) => texts["ConflictCode", EthnicityCode.Find(says)?.Meaning ?? says, says],
        (ConflictKind.Home, { Length: 2 }) => texts[says[1] == '1' ? "ConflictSuitable" : "ConflictUnsuitable", facts[$"Home{says[..1]}"].Value, says],
        _ => texts["ConflictCode", facts[$"{kind}{says}"].Value, says],
    };
}

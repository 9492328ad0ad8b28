using Microsoft.Extensions.Localization;
using Pledge.Domain.Matching;
using Pledge.Web.Features.Opportunities;

namespace Pledge.Web.Features.FindWork;

/// <summary>Why a post fits, in a sentence for the young person.</summary>
public static class WorkReasons
{
    /// <returns>Null where it fits only in part, or there is nothing to say.</returns>
    public static string? Of(MatchReason reason, bool isRemote, IStringLocalizer<FindWorkText> texts, IStringLocalizer<OpportunitiesText> choices)
    {
        string? Joined(Func<string, string> word, string sentence, params IReadOnlyList<string>[] chosen) => chosen.SelectMany(codes => codes).Select(word).ToList() is { Count: > 0 } words ? texts[$"Why_{sentence}", string.Join(", ", words)].Value : null;
        return (reason.Code, reason.Args) switch
        {
            ("work-kinds", [IReadOnlyList<string> kinds]) => Joined(code => choices[$"Kind_{code}"], "work-kinds", kinds),
            ("fields", [IReadOnlyList<string> fields]) => Joined(code => choices[$"Work_{code}"], "fields", fields),
            ("near", [int miles]) => texts["Why_near", miles],
            ("near", _) when isRemote => texts["Why_home"],
            ("hours", [int least, int most]) when reason.Value >= 1 => least == most ? texts["Why_hours-one", least] : texts["Why_hours", least, most],
            ("pay", [int pence]) when reason.Value >= 1 => texts["Why_pay", pence / 100m],
            ("start", [DateOnly day]) when reason.Value >= 1 => texts["Why_start", day],
            ("start", []) => texts["Why_start-any"],
            ("requirements", [IReadOnlyList<string> essential, IReadOnlyList<string> nice]) =>
                Joined(code => choices[$"Has_{code}"], "requirements", essential, nice) ?? (reason.Value >= 1 ? texts["Why_requirements-none"].Value : null),
            ("support", [IReadOnlyList<string> support]) => Joined(code => choices[$"Support_{code}"], "support", support),
            ("care-experience", _) => texts["Why_care-experience"],
            _ => null,
        };
    }
}

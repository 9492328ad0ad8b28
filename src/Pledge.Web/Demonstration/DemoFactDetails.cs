using System.Text.Json;
using Pledge.Domain.Facts;

namespace Pledge.Web.Demonstration;

/// <summary>What is said beside the code of some facts: who provides it, how far and how much, why they moved and what was weighed.</summary>
/// <param name="Matters">As the fact keeps them, in JSON.</param>
internal sealed record DemoFactDetails(string? Provider, bool? CouncilProvided, string? MoveReason, string? Matters, string? Level, decimal? Hours)
{
    private static readonly DemoFactDetails None = new(null, null, null, null, null, null);

    // Kinds of homes that have a landlord or a project behind them.
    private const string WithProvider = "UTKDEXYS";

    public static DemoFactDetails Of(Dice dice, DemoCity city, string kind, string code, bool? suitable, bool isFirst)
    {
        if (!dice.Chance(city.InFull ? 0.35 : 0.02))
            return None;
        return (kind, code) switch
        {
            ("home", [var letter, ..]) when WithProvider.Contains(letter, StringComparison.Ordinal) => new(
                dice.One(DemoWords.ProvidersOf("home")), letter == 'U' && dice.Chance(0.5) ? false : null, isFirst ? null : dice.One(MoveReasons), dice.Chance(0.4) ? Weighed(suitable) : null, null, null),
            ("activity", [_, '1' or '2', ..]) => new(dice.One(DemoWords.ProvidersOf("learning")), null, null, null, dice.One(Levels), HoursOf(dice, code, 15, 21)),
            ("activity", [_, '4' or '5', ..]) when code[0] != 'G' => new(dice.One(DemoWords.ProvidersOf("work")), null, null, null, null, HoursOf(dice, code, 30, 40)),
            _ => None,
        };
    }

    private static IReadOnlyList<string> MoveReasons { get; } = [.. Domain.Facts.MoveReason.All.Select(reason => reason.Key)];

    private static IReadOnlyList<string> Levels { get; } = [.. LearningLevel.All.Take(4).Select(level => level.Key)];

    private static decimal HoursOf(Dice dice, string code, int low, int high) => code[0] == 'P' ? dice.Between(6, 15) : dice.Between(low, high);

    private static string? Weighed(bool? suitable) => suitable switch
    {
        null => null,
        true => JsonSerializer.Serialize(new object[] { new { key = "facilities", answer = "worry", words = "The cooker is old but works" }, new { key = "repair", answer = "yes" } }),
        _ => JsonSerializer.Serialize(new object[] { new { key = "repair", answer = "no", words = "Damp in the bedroom, reported twice" } }),
    };
}

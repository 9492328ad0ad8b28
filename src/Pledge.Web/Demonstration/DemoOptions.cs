using System.Globalization;

namespace Pledge.Web.Demonstration;

/// <summary>What to invent.</summary>
/// <param name="Seed">The same seed makes the same authorities, row for row.</param>
/// <param name="AsOf">London day on which the story stands still.</param>
/// <param name="YoungPeople">In all authorities together.</param>
/// <param name="Authorities">1 to 40.</param>
public sealed record DemoOptions(int Seed, DateOnly AsOf, int YoungPeople, int Authorities)
{
    public const int DefaultSeed = 903;
    public const int DefaultYoungPeople = 750;

    /// <summary>Above this many young people in an authority, there are fewer years and contacts, so that the whole fits the time a load may take.</summary>
    public const int FullDetailUpTo = 1500;

    /// <summary>One city, as of <paramref name="today"/>.</summary>
    public static DemoOptions City(DateOnly today) => new(DefaultSeed, today, DefaultYoungPeople, 1);

    /// <summary>Reads <c>--seed N --as-of YYYY-MM-DD --young-people N --authorities N</c>, each optional.</summary>
    /// <exception cref="ArgumentException">An argument cannot be used; the message says which and why.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> arguments, DateOnly today)
    {
        var options = City(today);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            options = arguments[i] switch
            {
                "--seed" => options with { Seed = Number(arguments[i], value, 0, int.MaxValue) },
                "--as-of" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2100 =>
                    options with { AsOf = day },
                "--young-people" => options with { YoungPeople = Number(arguments[i], value, 1, 1_000_000) },
                "--authorities" => options with { Authorities = Number(arguments[i], value, 1, 40) },
                "--as-of" => throw new ArgumentException("--as-of needs a day like 2026-11-22."),
                var other => throw new ArgumentException($"'{other}' is not one of --seed, --as-of, --young-people, --authorities."),
            };
        }
        return options;
    }

    private static int Number(string name, string value, int low, int high) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw new ArgumentException($"{name} needs a whole number from {low} to {high}.");
}

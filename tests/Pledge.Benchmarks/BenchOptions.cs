using System.Globalization;
using Pledge.Benchmarks.Pages;

namespace Pledge.Benchmarks;

/// <summary>What to measure and for how long.</summary>
/// <param name="Names">Of <see cref="Benches"/>; all when none is given.</param>
/// <param name="Sizes">Numbers of young people in the database.</param>
/// <param name="Seconds">Measured for each page and number of connections, after the warm-up.</param>
/// <param name="Json">File that gets one JSON object a line, or null.</param>
/// <param name="Keep">Folder whose filled databases are used again by the next run, or null for a new one each time.</param>
/// <param name="Pages">Names of the pages to open; all when none is given.</param>
/// <param name="Quick">A first look: less warm-up, start-up measured once, fewer kills.</param>
/// <param name="Seed">Of what happens by chance, or null for another each time.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Names, IReadOnlyList<int> Sizes, int Seconds, string? Json, string? Keep, IReadOnlyList<string> Pages, bool Quick, int? Seed)
{
    /// <summary>One city, and all of England's care leavers in twenty authorities.</summary>
    public const int City = 750, Nation = 120_000;

    /// <summary>Connections that ask at the same time.</summary>
    public static readonly IReadOnlyList<int> Connections = [8, 32];

    /// <exception cref="ArgumentException">An argument cannot be used; the message says which and what is known.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var quick = arguments.Contains("--quick");
        var options = new BenchOptions([], quick ? [City] : [City, Nation], quick ? 3 : 10, null, null, [], quick, null);
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options,
                "--json" => options with { Json = Path.GetFullPath(Value(arguments, ref i)) },
                "--keep" => options with { Keep = Path.GetFullPath(Value(arguments, ref i)) },
                "--page" => options with { Pages = [.. options.Pages, Page(arguments, ref i)] },
                "--size" => options with { Sizes = [Number(arguments, ref i, 20, 1_000_000)] },
                "--seed" => options with { Seed = Number(arguments, ref i, 0, int.MaxValue) },
                "--seconds" => options with { Seconds = Number(arguments, ref i, 1, 600) },
                var name when Benches.All.ContainsKey(name) => options with { Names = [.. options.Names, name] },
                var other => throw new ArgumentException($"'{other}' is neither a measurement ({string.Join(", ", Benches.All.Keys)}) nor --json FILE, --size N, --seconds N, --keep FOLDER, --page NAME, --seed N, --quick."),
            };
        }
        return options.Names.Count > 0 ? options : options with { Names = [.. Benches.All.Keys] };
    }

    private static string Page(IReadOnlyList<string> arguments, ref int i)
    {
        var name = Value(arguments, ref i);
        return HotPage.All.Any(page => page.Name == name) ? name : throw new ArgumentException($"'{name}' is no page that is measured: {string.Join(", ", HotPage.All.Select(page => page.Name))}.");
    }

    private static string Value(IReadOnlyList<string> arguments, ref int i) =>
        ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");

    private static int Number(IReadOnlyList<string> arguments, ref int i, int low, int high)
    {
        var (name, text) = (arguments[i], Value(arguments, ref i));
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw new ArgumentException($"{name} needs a whole number from {low} to {high}.");
    }
}

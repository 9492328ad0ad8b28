namespace Pledge.Benchmarks;

/// <summary>Everything that can be measured, by name. A new measurement is one class and one line here.</summary>
internal static class Benches
{
    public delegate Task Bench(BenchOptions options, Report report, CancellationToken ct);

    public static readonly IReadOnlyDictionary<string, Bench> All = new SortedDictionary<string, Bench>(StringComparer.Ordinal)
    {
        ["board"] = BoardBench.RunAsync,
        ["find"] = FindBench.RunAsync,
        ["kill"] = KillBench.RunAsync,
        ["matching"] = MatchingBench.RunAsync,
        ["pages"] = PagesBench.RunAsync,
        ["planner"] = PlannerBench.RunAsync,
        ["sender"] = SenderBench.RunAsync,
        ["startup"] = StartupBench.RunAsync,
    };
}

/// <summary>The measurement could not be made; the message says why.</summary>
internal sealed class BenchException(string message) : Exception(message);

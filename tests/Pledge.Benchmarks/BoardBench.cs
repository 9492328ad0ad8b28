using Pledge.Benchmarks.Board;
using Pledge.Benchmarks.Servers;

namespace Pledge.Benchmarks;

/// <summary>What boards and returns read, and how it grows from one large authority to the nation.</summary>
internal static class BoardBench
{
    private static readonly int[] Growth = [7_500, 30_000, BenchOptions.Nation];

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        List<IReadOnlyList<string>> returns = [];
        foreach (var size in options.Sizes is [BenchOptions.City, BenchOptions.Nation] ? Growth : options.Sizes)
        {
            await postgres.FillAsync(size, TimeProvider.System, report.Say, ct);
            returns.Add(await ReturnTimes.RunAsync(postgres, size, report, ct));
        }
        report.Say("The OC3 return: read, worked out, checked, and written as CSV and XML; one authority, and all one after the other.");
        report.Table(["people", "authorities", "aged 17 to 25", "rows", "one ms", "all ms", "µs a person"], returns);
    }
}

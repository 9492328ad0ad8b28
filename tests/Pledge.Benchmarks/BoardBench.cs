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
        var program = await Published.ToAsync(scratch.Sub("program"), ct);
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        List<IReadOnlyList<string>> publishing = [], pages = [], packs = [], returns = [];
        foreach (var size in options.Sizes is [BenchOptions.City, BenchOptions.Nation] ? Growth : options.Sizes)
        {
            var accounts = await postgres.FillAsync(size, TimeProvider.System, report.Say, ct);
            publishing.Add(await PublishTimes.RunAsync(postgres, size, accounts, report, ct));
            pages.AddRange(await BoardPageTimes.RunAsync(program, postgres, size, accounts, options, report, ct));
            packs.Add(await PackTimes.RunAsync(program, postgres, size, accounts, report, ct));
            returns.Add(await ReturnTimes.RunAsync(postgres, size, report, ct));
        }
        report.Say("Publishing a quarter end of one authority: 31 March with every group, and another.");
        report.Table(["people", "numbers", "31 March ms", "other ms"], publishing);
        report.Say("Pages of one authority, asked for by one person; cold is the first answer of a program that has just started.");
        report.Table(["people", "page", "cold ms", "p50 ms", "p95 ms"], pages);
        report.Say("The pack of one meeting; first is the first that a process makes.");
        report.Table(["people", "first ms", "best ms", "PDF bytes"], packs);
        report.Say("The OC3 return: read, worked out, checked, and written as CSV and XML; one authority, and all one after the other.");
        report.Table(["people", "authorities", "aged 17 to 25", "rows", "one ms", "all ms", "µs a person"], returns);
    }
}

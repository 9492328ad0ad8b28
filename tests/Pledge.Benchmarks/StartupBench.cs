using System.Diagnostics;
using Pledge.Benchmarks.Servers;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>How long the program without a verb takes until it shows the sign-in page: on an empty folder, and on one it knows.</summary>
internal static class StartupBench
{
    private const string Name = "startup";

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        var program = await Published.ToAsync(scratch.Sub("program"), ct);
        report.Say("Start of the whole program until /sign-in answers, in seconds.");
        List<double> cold = [], warm = [];
        for (var run = 0; run < (options.Quick ? 1 : 3); run++)
        {
            var folder = scratch.Sub($"data-{run}");
            cold.Add(await StartAsync(program, folder, ct));
            for (var again = 0; again < (options.Quick ? 1 : 3); again++)
                warm.Add(await StartAsync(program, folder, ct));
        }
        foreach (var (kind, times) in new[] { ("cold", cold), ("warm", warm) })
            report.Keep(Name, BenchOptions.City, kind, Middle(times), "seconds");
        report.Table(["", "middle", "shortest", "longest"],
        [
            ["cold: makes its database, invents the demonstration", Number(Middle(cold), 2), Number(cold.Min(), 2), Number(cold.Max(), 2)],
            ["warm", Number(Middle(warm), 2), Number(warm.Min(), 2), Number(warm.Max(), 2)],
        ]);
    }

    private static async Task<double> StartAsync(string program, string folder, CancellationToken ct)
    {
        var settings = new Dictionary<string, string> { ["PLEDGE_DATA"] = folder, ["ASPNETCORE_ENVIRONMENT"] = "Development" };
        var watch = Stopwatch.StartNew();
        await using var server = await ServerProcess.StartAsync(program, [], settings, "/sign-in", TimeSpan.FromMinutes(5), ct);
        return watch.Elapsed.TotalSeconds;
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

using System.Diagnostics;
using Pledge.Benchmarks.Client;
using Pledge.Benchmarks.Matching;
using Pledge.Benchmarks.Pages;
using Pledge.Benchmarks.Servers;
using Pledge.Web.Demonstration;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Board;

/// <summary>What a board and whoever prepares it open, asked for over HTTP by one person: the first time a process that has just started is asked for it, and after that.</summary>
internal static class BoardPageTimes
{
    private const int Starts = 3, Views = 60, LeastViews = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(4);

    private static readonly HotPage[] Pages =
    [
        HotPage.All.Single(page => page.Name == "board"),
        new("published-figure", "board", "/board/figures/CL-EET-1921", "In education, work or training, aged 19 to 21</h1>"),
        new("figures-today", "data-officer", "/figures", "Figures</h1>"),
        new("trend-by-group", "data-officer", "/figures/CL-EET-1921?By=ethnicity", "In education, work or training, aged 19 to 21</h1>"),
    ];

    /// <returns>A line of the table for each page.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> RunAsync(
        string program, FilledServer postgres, int size, IReadOnlyList<DemoSignIn> accounts, BenchOptions options, Report report, CancellationToken ct)
    {
        List<IReadOnlyList<string>> lines = [];
        foreach (var page in Pages)
        {
            List<double> cold = [], warm = [];
            for (var start = 0; start < (options.Quick ? 1 : Starts); start++)
            {
                await using var server = await PagesBench.ServeAsync(program, postgres.App(size), ct);
                var session = (await page.SignInAsync(server, accounts, 1, ct))[0];
                using var connection = new HttpConnection(server.Address);
                cold.Add(Once());
                var begun = Stopwatch.GetTimestamp();
                for (var view = 0; view < LeastViews || (view < Views && Stopwatch.GetElapsedTime(begun) < Enough); view++)
                    warm.Add(Once());

                double Once()
                {
                    var started = Stopwatch.GetTimestamp();
                    session.Go(connection, 0);
                    return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
            }
            cold.Sort();
            warm.Sort();
            var times = new[] { ("cold", cold.At(0.5)), ("p50", warm.At(0.5)), ("p95", warm.At(0.95)) };
            foreach (var (what, ms) in times)
                report.Keep("board", size, $"{page.Name}.{what}", ms, "ms");
            lines.Add([Number(size), page.Name, .. times.Select(time => Number(time.Item2, 1))]);
        }
        return lines;
    }
}

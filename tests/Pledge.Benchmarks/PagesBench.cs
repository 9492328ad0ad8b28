using Pledge.Benchmarks.Client;
using Pledge.Benchmarks.Pages;
using Pledge.Benchmarks.Servers;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>The hot pages of the real program on real PostgreSQL, beside the floor of the same machine at the same minute.</summary>
internal static class PagesBench
{
    private const string Name = "pages";
    private const int Accounts = 8;

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        var program = await Published.ToAsync(scratch.Sub("program"), ct);
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        IReadOnlyList<HotPage> pages = [.. HotPage.All.Where(page => options.Pages.Count == 0 || options.Pages.Contains(page.Name))];
        var bySize = new Dictionary<int, Dictionary<HotPage, int>>();
        foreach (var size in options.Sizes)
        {
            report.Say($"Pages with {Number(size)} young people; {options.Seconds} s for each line.");
            var accounts = await postgres.FillAsync(size, TimeProvider.System, report.Say, ct);
            var statements = bySize[size] = await CountAsync(program, postgres, size, pages, accounts, ct);

            await using var server = await ServeAsync(program, postgres.App(size), ct);
            await using var floor = await ServerProcess.StartAsync(typeof(PagesBench).Assembly.Location, [Floor.Verb, "{address}"],
                new Dictionary<string, string> { [Floor.Setting] = postgres.App(size) }, "/10", TimeSpan.FromSeconds(30), ct);
            foreach (var page in pages)
            {
                var sessions = await page.SignInAsync(server, accounts, Accounts, ct);
                var weights = FirstView.Weigh(server.Address, sessions[0]);
                foreach (var (kind, bytes) in weights)
                    report.Keep(Name, size, $"{page.Name}.first-view.{kind}", bytes, "bytes");
                var raw = Raw(server, sessions[0]);
                report.Keep(Name, size, $"{page.Name}.bytes", raw, "bytes");
                report.Keep(Name, size, $"{page.Name}.statements", statements[page], "statements");
                var cells = BenchOptions.Connections.Select(connections => PageCell.Measure(page, sessions, connections, raw, server, floor, options)).ToList();
                foreach (var cell in cells)
                    Keep(report, size, cell);
                report.Table([page.Name, "requests/s", "p50 ms", "p95 ms", "p99 ms", "floor/s", "ratio", "cpu ms"], [.. cells.Select(Row)]);
                report.Say($"  {statements[page]} statements; {Number(raw)} bytes; first view {Number(weights.Values.Sum())} bytes: {string.Join(", ", weights.Select(part => $"{part.Key} {Number(part.Value)}"))}\n");
            }
        }
        report.Say("Statements for one view, by the number of young people:");
        report.Table(["", .. bySize.Keys.Select(size => Number(size)), ""], [.. pages.Select(page => Compare(page, [.. bySize.Values.Select(counts => counts[page])]))]);
    }

    private static IReadOnlyList<string> Compare(HotPage page, IReadOnlyList<int> statements) =>
        [page.Name, .. statements.Select(count => Number(count)), statements.Distinct().Count() > 1 ? "NOT THE SAME" : ""];

    // Another server than the one measured, because the log costs time and holds for new connections only.
    private static async Task<Dictionary<HotPage, int>> CountAsync(
        string program, FilledServer postgres, int size, IReadOnlyList<HotPage> pages, IReadOnlyList<Web.Demonstration.DemoSignIn> accounts, CancellationToken ct)
    {
        await postgres.LogStatementsAsync(size, on: true, ct);
        await using var server = await ServeAsync(program, postgres.App(size), ct);
        var counts = new Dictionary<HotPage, int>();
        foreach (var page in pages)
            counts[page] = await StatementCount.OfAsync(server, postgres.Log, (await page.SignInAsync(server, accounts, 1, ct))[0], ct);
        await postgres.LogStatementsAsync(size, on: false, ct);
        return counts;
    }

    internal static Task<ServerProcess> ServeAsync(string program, string connectionString, CancellationToken ct) => ServerProcess.StartAsync(
        program, ["serve"],
        // As in Production, which refuses to start beside demonstration accounts.
        new Dictionary<string, string> { ["ConnectionStrings__Pledge"] = connectionString, ["ASPNETCORE_ENVIRONMENT"] = "Benchmark" },
        "/sign-in", TimeSpan.FromSeconds(60), ct);

    private static int Raw(ServerProcess server, Session session)
    {
        using var connection = new HttpConnection(server.Address);
        session.Go(connection, 0);
        return connection.Body.Length;
    }

    private static void Keep(Report report, int size, PageCell cell)
    {
        void Keep(string what, double value, string unit) => report.Keep(Name, size, $"{cell.Page.Name}.{cell.Connections}.{what}", value, unit);
        Keep("rate", cell.Load.Rate, "requests/s");
        Keep("p50", cell.Load.Percentile(0.50), "ms");
        Keep("p95", cell.Load.Percentile(0.95), "ms");
        Keep("p99", cell.Load.Percentile(0.99), "ms");
        Keep("floor", cell.Floor, "requests/s");
        Keep("ratio", cell.Ratio, "of floor");
        Keep("cpu", cell.CpuMilliseconds, "ms");
    }

    private static IReadOnlyList<string> Row(PageCell cell) =>
    [
        $"{cell.Connections} connections", Number(cell.Load.Rate), Number(cell.Load.Percentile(0.50), 1), Number(cell.Load.Percentile(0.95), 1),
        Number(cell.Load.Percentile(0.99), 1), Number(cell.Floor), Number(cell.Ratio, 3), Number(cell.CpuMilliseconds, 2),
    ];
}

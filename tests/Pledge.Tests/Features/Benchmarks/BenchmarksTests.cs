using Pledge.Domain.Indicators;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Features.Benchmarks;

namespace Pledge.Tests.Features.Benchmarks;

/// <summary>Published figures of other areas, from files of the documented shape with numbers of our own.</summary>
public sealed class BenchmarksTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Columns = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,care_leaver_age,breakdown,care_leaver_count,care_leaver_percent";
    private const string Eet = "\"Total in education, employment or training\"";

    private static readonly string[] Figures =
    [
        $"2025,Reporting year,National,E92000001,England,,,,,,19 to 21 years,{Eet},900,54",
        $"2024,Reporting year,National,E92000001,England,,,,,,19 to 21 years,{Eet},880,53",
        "2025,Reporting year,National,E92000001,England,,,,,,19 to 21 years,Total,1700,100",
        $"2025,Reporting year,Regional,E92000001,England,E12000099,Midshire,,,,19 to 21 years,{Eet},90,52",
        Local("901", "Oakhaven", "E06000901", "66", "61"),
        Local("902", "Ashby", "E06000902", "c", "c"),
        Local("903", "Elm", "E06000903", "30", "40"),
        Local("904", "Lime", "E06000904", "0", "k"),
        Local("905", "Ro\u202Ewan", "E06000905", "50", "47"),
    ];

    private static readonly string[] Neighbours =
    [
        "901,Oakhaven,1,902,Ashby,Close", "901,Oakhaven,2,903,Elm,Close", "901,Oakhaven,3,904,Lime,Close", "901,Oakhaven,4,905,Rowan,Close", "901,Oakhaven,5,906,Gone,Close",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("benchmarks").FullName;

    private static string Local(string number, string name, string code, string count, string percent) =>
        $"2025,Reporting year,Local authority,E92000001,England,E12000099,Midshire,{number},{name},{code},19 to 21 years,{Eet},{count},{percent}";

    [Fact]
    public async Task Figures_stand_beside_ones_own_with_their_symbols_and_the_middle_of_those_that_are_shown()
    {
        var (figures, neighbours) = (FileOf("figures.csv", Columns, Figures), FileOf("neighbours.csv", "la_number,la_name,rank,neighbour_la_number,neighbour_name,closeness", Neighbours));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(neighbours));
        for (var time = 0; time < 2; time++)
            await RunAsync(figures, neighbours, "--set-on", "2025-05-01");
        Assert.Equal((8L, 5L), (await CountAsync("benchmark"), await CountAsync("benchmark_neighbour")));

        // A file that breaks off, or that holds what nobody can read, changes nothing.
        foreach (var wrong in new[] { FileOf("broken.csv", Columns, [Local("901", "Oakhaven", "E06000901", "1", "1"), "2025,Reporting"]), FileOf("strange.csv", Columns, [Local("901", "Oakhaven", "E06000901", "1", "lots")]), FileOf("other.csv", "a,b", ["1,2"]) })
            await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(wrong));
        Assert.Equal(61, await site.SqlAsync<int>("select percent from pledge.benchmark where area = 'E06000901'"));
        Assert.Equal("Rowan", await site.SqlAsync<string>("select name from pledge.benchmark where area = 'E06000905'"));
        Assert.Equal("c", await site.SqlAsync<string>("select symbol from pledge.benchmark where area = 'E06000902'"));

        var authority = await site.Arrange.AuthorityAsync();
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account);
        var before = (await administrator.PageAsync("/figures/CL-EET-1921")).QuerySelector("table[aria-labelledby=beside]").Reads();
        Assert.Contains("England 54%", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Oakhaven", before, StringComparison.Ordinal);

        Assert.Contains("“OAKHAVEN” is not the code", await (await administrator.SubmitAsync("/admin/area", ("DfeCode", "Oakhaven"))).ErrorAsync(), StringComparison.Ordinal);
        await administrator.SubmitAsync("/admin/area", ("DfeCode", "e06000901"));
        var page = await administrator.PageAsync("/figures/CL-EET-1921");
        var table = page.QuerySelector("table[aria-labelledby=beside]").Reads();
        foreach (var line in new[] { "Oakhaven 61%", "Midshire 52%", "England 54%", "Ashby (neighbour) Hidden", "Elm (neighbour) 40%", "Lime (neighbour) Less than 0.5%", "Gone (neighbour) Not published" })
            Assert.Contains(line, table, StringComparison.Ordinal);
        Assert.Contains("has 43.5%, of 2 of 5 whose figure is shown", page.QuerySelector("main").Reads(), StringComparison.Ordinal);

        await site.Arrange.EditionAsync(authority, "work-or-study");
        await site.PublishAsync(authority, "2026-09-30", [("CL-EET-1921", null, 120, 200, 60, null, "grey"), ("CL-TOUCH", null, 300, 400, 75, null, "grey")]);
        var board = await (await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account)).PageAsync("/board");
        Assert.Contains("neighbours 43.5% in 2025, 2 of 5 shown", board.QuerySelector("a[href^='/board/figures/CL-EET-1921']")!.Closest("tr").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_middle_is_of_those_that_are_shown()
    {
        static double? MedianOf(params int?[] shares) => new PublishedBeside(2025, null, null, null, null, [.. shares.Select(share => new BenchmarkFigure("", share, share is null ? "c" : null))]).Median;
        Assert.Equal((null, 40, 45, 50), (MedianOf(null, null), MedianOf(40, null), MedianOf(50, null, 40), MedianOf(90, 50, 0)));
    }

    private Task<int> RunAsync(params string[] arguments) => BenchmarksCommand.RunAsync(site.Database.Owner, arguments, _ => { }, TestContext.Current.CancellationToken);

    private Task<long> CountAsync(string table) => site.SqlAsync<long>($"select count(*) from pledge.{table}");

    private string FileOf(string name, string columns, string[] rows)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, rows.Prepend(columns));
        return path;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

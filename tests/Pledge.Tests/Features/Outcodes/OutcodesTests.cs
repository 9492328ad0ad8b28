using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Domain.Matching;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.Outcodes;

namespace Pledge.Tests.Features.Outcodes;

/// <summary>The middles of outcodes from the ONS postcode file, in the shapes it had and has.</summary>
public sealed class OutcodesTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string New = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,lat,long";
    private const string Old = "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa11,lat,long";

    private static readonly string[] Rows =
    [
        """
        "QA1 1AA","QA1  1AA","QA1 1AA","198001","","0","400000","300000","1","E00000001",52.5,-2.0
        """,
        """
        "QA1 1AB","QA1  1AB","QA1 1AB","202605","","0","400400","300200","1","E00000001",52.5,-2.0
        """,
        """
        "QA1 1AC","QA1  1AC","QA1 1AC","198001","199606","0","600000","900000","1","E00000001",52.5,-2.0
        """,
        """
        "QA1 1AD","QA1  1AD","QA1 1AD","198001","","1","","","9","",99.999999,0.0
        """,
        """
        "QA1A1AA","QA1A 1AA","QA1A 1AA","198001","","0","401000","301000","1","E00000001",52.5,-2.0
        """,
        """
        "BT1 1AA","BT1  1AA","BT1 1AA","198001","","0","333900","374300","1","N00000001",54.6,-5.93
        """,
        """
        "QB2 1AA","QB2  1AA","QB2 1AA","198001","199606","0","402000","302000","1","E00000001",52.5,-2.0
        """,
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("outcodes").FullName;

    [Theory]
    [InlineData(New)]
    [InlineData(Old)]
    public async Task The_middle_is_that_of_the_postcodes_in_use_with_a_place(string columns)
    {
        await RunAsync(FileOf("ONSPD_AUG_2026_UK.csv", columns, Rows));

        Assert.Equal(new Place(400200, 300100), await PlaceOfAsync("QA1"));
        Assert.Equal(new Place(401000, 301000), await PlaceOfAsync("qa1a 1aa"));
        Assert.Null(await PlaceOfAsync("QB2"));
        Assert.Null(await PlaceOfAsync("nowhere"));
        // Northern Ireland's own columns count on another grid: Belfast would lie in the Irish Sea.
        Assert.InRange((await PlaceOfAsync("BT1"))!.Value.MetresTo(new(146300, 530100)), 0, 3000);
        Assert.Equal(("ONSPD_AUG_2026_UK.csv", new DateOnly(2026, 5, 1)), await SourceAsync("QA1"));
    }

    [Fact]
    public async Task The_file_may_come_zipped_among_its_parts_and_lists()
    {
        var path = Path.Combine(_folder, "ONSPD_AUG_2026.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, TestContext.Current.CancellationToken))
        {
            foreach (var (name, text) in new[] { ("Documents/names.csv", "a,b\n1,2\n"), ("Data/ONSPD_AUG_2026_UK.csv", TextOf(New, Rows)), ("Data/multi_csv/ONSPD_QA.csv", TextOf(New, Rows[..2])) })
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync(TestContext.Current.CancellationToken);
                await using var writer = new StreamWriter(entry);
                await writer.WriteAsync(text);
            }
        }

        await RunAsync(path);

        Assert.Equal(new Place(401000, 301000), await PlaceOfAsync("QA1A"));
    }

    [Fact]
    public async Task The_next_file_replaces_the_one_before()
    {
        await RunAsync(FileOf("one.csv", New, Rows));
        await RunAsync(FileOf("two.csv", New, [Rows[1], Rows[4], Rows[5], Rows[6].Replace("199606", "", StringComparison.Ordinal)]));

        Assert.Equal(new Place(400400, 300200), await PlaceOfAsync("QA1"));
        Assert.Equal(new Place(402000, 302000), await PlaceOfAsync("QB2"));
        Assert.Equal("two.csv", (await SourceAsync("QA1")).Source);
    }

    [Theory]
    [InlineData("breaks off", "\"QA1 1AB\",\"QA1  1AB\",\"QA1 1AB\",\"2026")]
    [InlineData("breaks off between columns", "\"QA1 1AB\",\"QA1  1AB\",\"QA1 1AB\"")]
    public async Task A_file_that_breaks_off_changes_nothing(string what, string last)
    {
        await RunAsync(FileOf("whole.csv", New, Rows));

        var path = FileOf($"{what}.csv", New, [.. Rows[4..], last]);
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(path, "--fewer"));

        Assert.Equal("whole.csv", (await SourceAsync("QA1")).Source);
    }

    [Fact]
    public async Task A_file_with_fewer_outcodes_changes_nothing_unless_it_is_meant()
    {
        await RunAsync(FileOf("whole.csv", New, Rows));
        var part = FileOf("part.csv", New, Rows[..2]);

        Assert.Contains("--fewer", (await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(part))).Message, StringComparison.Ordinal);
        Assert.NotNull(await PlaceOfAsync("QA1A"));

        await RunAsync(part, "--fewer");
        Assert.Null(await PlaceOfAsync("QA1A"));
    }

    [Fact]
    public async Task Another_kind_of_file_is_told_what_is_missing()
    {
        var path = FileOf("names.csv", "ward,name", ["E1,Hill"]);

        Assert.Contains("pcds", (await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(path))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Path.Combine(_folder, "none.csv")));
    }

    [Fact]
    public async Task A_day_may_be_given_where_the_file_says_none()
    {
        string[] rows = [.. Rows.Select(row => row.Replace("198001", "", StringComparison.Ordinal).Replace("202605", "", StringComparison.Ordinal))];
        var path = FileOf("undated.csv", New, rows);

        Assert.Contains("--as-of", (await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(path, "--fewer"))).Message, StringComparison.Ordinal);
        await RunAsync(path, "--fewer", "--as-of", "2026-08-31");

        Assert.Equal(new DateOnly(2026, 8, 31), (await SourceAsync("QA1")).AsOf);
    }

    [Fact]
    public async Task The_application_cannot_write_them()
    {
        await using var app = NpgsqlDataSource.Create(site.Database.App);
        await using var command = app.CreateCommand("insert into pledge.outcode values ('QC1', 1, 1, 'x', date '2026-01-01')");

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    public async ValueTask InitializeAsync()
    {
        await using var owner = NpgsqlDataSource.Create(site.Database.Owner);
        await using var command = owner.CreateCommand("delete from pledge.outcode");
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string TextOf(string columns, IEnumerable<string> rows) => $"{columns}\n{string.Join('\n', rows)}\n";

    private string FileOf(string name, string columns, IEnumerable<string> rows)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, TextOf(columns, rows));
        return path;
    }

    private Task RunAsync(string path, params string[] options) => OutcodesCommand.RunAsync(site.Database.Owner, [path, .. options], _ => { }, TestContext.Current.CancellationToken);

    private async Task<Place?> PlaceOfAsync(string outcode)
    {
        using var scope = site.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PledgeDb>().PlaceOfAsync(outcode, TestContext.Current.CancellationToken);
    }

    private async Task<(string Source, DateOnly AsOf)> SourceAsync(string outcode)
    {
        using var scope = site.Services.CreateScope();
        var found = await scope.ServiceProvider.GetRequiredService<PledgeDb>().Outcodes.FindAsync([outcode], TestContext.Current.CancellationToken);
        return (found!.Source, found.AsOf);
    }
}

using System.Text;
using Npgsql;
using Pledge.Domain.Returns;
using Pledge.Tests.Support;
using Pledge.Web.Features.Imports;
using static Pledge.Tests.Features.Imports.Importing;

namespace Pledge.Tests.Features.Imports;

public sealed class UnreadableFileTests(Site site) : IClassFixture<Site>
{
    private const string GoodRow = "C1,M,10/05/2006,WBRI,,,";

    public static TheoryData<string, byte[]> Files => new()
    {
        { "file-empty", [] },
        { "file-utf16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header(GoodRow))] },
        { "file-utf16", Encoding.Unicode.GetBytes(Header(GoodRow)) },
        { "file-not-utf8", [.. Encoding.UTF8.GetBytes(Header(GoodRow)), .. Encoding.Latin1.GetBytes("C2,M,10/05/2006,é,,,\n")] },
        { "file-excel", [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0] },
        { "file-excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] },
        { "file-not-text", [.. Encoding.UTF8.GetBytes(Header(GoodRow)), 1, 2, 0, 0, 3] },
        { "file-columns-unknown", Encoding.UTF8.GetBytes("CHILD,DOB\nC1,10/05/2006\n") },
        { "file-semicolons", Encoding.UTF8.GetBytes(Header(GoodRow).Replace(',', ';')) },
        { "file-xml", Encoding.UTF8.GetBytes("\uFEFF\n<?xml version=\"1.0\"?><EXPSSDA903></EXPSSDA903>") },
        { "file-lacks-oc3", Encoding.UTF8.GetBytes("CHILD,DOB,IN_TOUCH,ACTIV\nC1,10/05/2006,YES,F2\n") },
        { "file-lacks-episodes", Encoding.UTF8.GetBytes("CHILD,DECOM,RNE,LS,REC\nC1,10/05/2020,S,C2,\n") },
        { "file-has-more-header", Encoding.UTF8.GetBytes(Header(GoodRow).Replace("MC_DOB", "MC_DOB,NAME").Replace(",,,", ",,,,x")) },
        { "file-column-twice", Encoding.UTF8.GetBytes("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,accom\nC1,10/05/2006,YES,F2,U1,U1\n") },
        { "file-only-heading", Encoding.UTF8.GetBytes(Header()) },
        { "file-quotes", Encoding.UTF8.GetBytes(Header(GoodRow, "C2,M,\"10/05/2006,WBRI,,,", "C3,M,10/05/2006,WBRI,,,")) },
        { "file-row-too-long", Encoding.UTF8.GetBytes(Header(GoodRow, new string(',', 200_000))) },
        { "file-row-too-long", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 50_000).Select(column => $"COLUMN{column}"))) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_cannot_be_read_is_named_and_nothing_of_the_set_is_loaded(string code, byte[] content)
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");

        var report = await site.ImportAsync(authority, 2026, strict: false,
            ("good.csv", new MemoryStream(Encoding.UTF8.GetBytes(Oc3("C1,10/05/2006,YES,F2,U1")))), ("odd.csv", new MemoryStream(content)));

        Assert.False(report.Loaded);
        Assert.Equal(("odd.csv", code), Assert.Single(report.Refusals) is var r ? (r.File, r.Code) : default);
        Assert.Equal("", await site.StateAsync(authority));
    }

    [Fact]
    public async Task Mistakes_of_the_other_files_are_in_the_same_report_and_files_that_are_not_used_stop_nothing()
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
        var (header, oc3) = (("h", Header(GoodRow)), ("o", Oc3("C1,10/05/2006,YES,F2,U1", "C9,10/05/2006,YES,F2,U1")));
        var workers = ("w", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nC1,10/05/2006,AB1,01/04/2025,,MANAGE\n");

        var report = await site.ImportAsync(authority, 2026, header, ("odd", "CHILD,DOB\nC1,10/05/2006\n"), oc3);
        Assert.False(report.Loaded);
        Assert.Equal([("odd", "file-columns-unknown"), ("o", "rule-int06")], report.Refusals.Select(refusal => (refusal.File, refusal.Code)));
        Assert.Equal("", await site.StateAsync(authority));
        Assert.Equal((3, 0, 0, 3), (report.RowsRead, report.RowsLoaded, report.RowsUnchanged, report.NotLoaded));

        var mended = await site.ImportAsync(authority, 2026, header, workers, oc3, ("d", "CHILD,DOB,DOLO_START,DOLO_END\nC1,10/05/2006,01/04/2025,\n"));
        Assert.Equal((3, 2, 0, 1), (mended.RowsRead, mended.RowsLoaded, mended.RowsUnchanged, mended.NotLoaded));
        Assert.Equal([ReturnFileKind.Header, ReturnFileKind.SocialWorkers, ReturnFileKind.Oc3, ReturnFileKind.DeprivationOfLiberty], mended.Files.Select(file => file.Kind));
    }

    [Fact]
    public async Task Rows_until_reading_stopped_are_counted()
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");

        var report = await site.ImportAsync(authority, 2026, ("h", Header(GoodRow, "C2,Q,10/05/2006,WBRI,,,", "C3,M,10/05/2006,WBRI,\"A1,,", "C4,M,10/05/2006,WBRI,,,")));

        Assert.Equal([(3, "rule-101"), (4, "file-quotes")], report.Refusals.Select(refusal => (refusal.Line ?? 0, refusal.Code)));
        Assert.Equal((2, 0, 0, 2), (report.RowsRead, report.RowsLoaded, report.RowsUnchanged, report.NotLoaded));
    }

    [Fact]
    public async Task A_file_without_end_is_stopped_at_the_limit()
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");

        var report = await site.ImportAsync(authority, 2026, strict: false, ("endless.csv", new Endless()));

        Assert.Equal("file-too-big", report.Refusals[^1].Code);
        Assert.Equal("", await site.StateAsync(authority));
    }

    [Fact]
    public async Task A_fault_in_the_middle_leaves_nothing_behind()
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
        await using var connection = new NpgsqlConnection(site.Database.App);
        await connection.OpenAsync();
        await using (await connection.BeginTransactionAsync())
        {
            await connection.RunAsync("select pledge.enter_as('job:import-903', $1, $2)", CancellationToken.None, authority, new DateOnly(2026, 11, 22));
            var import = await CohortImport.BeginAsync(connection, new(authority), new CollectionYear(2026), false, null, site.Clock, _ => { }, CancellationToken.None);
            await import.AddAsync("h", new MemoryStream(Encoding.UTF8.GetBytes(Header(GoodRow))), CancellationToken.None);
            await Assert.ThrowsAsync<IOException>(() => import.AddAsync("o", new Broken(), CancellationToken.None));
        }

        Assert.Equal("", await site.StateAsync(authority));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.import_run where authority_id = $1", authority));
    }

    private sealed class Endless : MemoryStream
    {
        // Few and long rows, each refused: the limit is reached without millions of them.
        private static readonly byte[] Row = Encoding.UTF8.GetBytes($"C1,M,10/05/2006,WBRI,{new string('A', 12_000)},,\n");
        private static readonly byte[] Start = Encoding.UTF8.GetBytes("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n");
        private int _place = -Start.Length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var rest = _place < 0 ? Start.AsMemory(_place + Start.Length) : Row.AsMemory(_place);
            var length = Math.Min(rest.Length, buffer.Length);
            rest[..length].CopyTo(buffer);
            _place = _place + length == Row.Length ? 0 : _place + length;
            return ValueTask.FromResult(length);
        }
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The line went dead.");
    }
}

using Npgsql;
using NpgsqlTypes;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using static NpgsqlTypes.NpgsqlDbType;

namespace Pledge.Web.Features.Imports;

/// <summary>Streams files into temporary tables that end with the transaction, leaving out rows that are wrong by themselves.</summary>
internal sealed class Staging(NpgsqlConnection connection, CollectionYear year, DateOnly today, Action<string> say)
{
    /// <summary>More refused rows than this, and the file is taken for another kind of file.</summary>
    private const int MostRefused = 250_000;

    private const int SayEvery = 50_000;

    private static readonly Dictionary<ReturnFileKind, string> Tables = new()
    {
        [ReturnFileKind.Header] = "staged_header",
        [ReturnFileKind.Episodes] = "staged_episode",
        [ReturnFileKind.Oc3] = "staged_oc3",
    };

    private static string TableOf(ReturnFileKind kind) => Tables.GetValueOrDefault(kind, "staged_named");

    public List<ImportedFile> Files { get; } = [];
    public List<ImportRefusal> Refusals { get; } = [];

    /// <summary>Child ids of header rows that are wrong by themselves.</summary>
    public HashSet<string> RefusedChildren { get; } = [];

    /// <summary>Refusals of whole files: with one of them nothing is loaded.</summary>
    public bool AnyUnreadable { get; private set; }

    private bool _headerBroken;

    /// <summary>Whether every row of a header file was read.</summary>
    public bool HasHeader => !_headerBroken && Files.Exists(file => file is { Kind: ReturnFileKind.Header, Rows: > 0 });

    public Task CreateAsync(CancellationToken ct) => connection.RunAsync("""
        create temp table staged_header (file int, line int, child text, born date, sex text, ethnicity text, upn text, mother boolean, id uuid) on commit drop;
        create temp table staged_episode (file int, line int, child text, decom date, rne text, ls text, cin text, place text, provider text, dec date, rec text,
            reason text, id uuid, person uuid) on commit drop;
        create temp table staged_oc3 (file int, line int, child text, born date, birthday date, in_touch text, activity text, home text, person uuid) on commit drop;
        create temp table staged_named (file int, line int, child text, born date, kind text, says boolean, ceased date, person uuid) on commit drop
        """, ct);

    public async Task AddAsync(string name, Stream stream, CancellationToken ct)
    {
        name = System.IO.Path.GetFileName(string.Concat(name.Where(c => !char.IsControl(c)))) is { Length: > 0 } given ? given[..Math.Min(given.Length, 200)] : "?";
        var file = Files.Count;
        Files.Add(new(name, null, 0));
        try
        {
            await using var reader = await ReturnFileReader.OpenAsync(stream, ct);
            var isSecond = Files.Exists(other => other.Kind == reader.Kind);
            Files[file] = new(name, reader.Kind, 0);
            if (isSecond)
                throw new UnreadableFileException("file-kind-twice");
            if (ReturnFiles.IsNotUsed(reader.Kind))
                return;
            await CopyAsync(reader, file, ct);
            if (Files[file].Rows == 0)
                throw new UnreadableFileException("file-only-heading");
        }
        catch (UnreadableFileException error)
        {
            AnyUnreadable = true;
            Refusals.Add(new(name, error.Line, null, Short(error.Value), error.Code));
        }
    }

    private async Task CopyAsync(ReturnFileReader reader, int file, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {TableOf(reader.Kind)} from stdin (format binary)", ct);
        var (rows, refused) = (0, Refusals.Count);
        try
        {
            while (await reader.ReadAsync(ct))
            {
                rows++;
                var fault = reader.Spoiled is { } spoiled ? new ReturnFault("", spoiled) : Check(reader);
                if (fault is not null)
                    Refuse(file, reader, fault);
                else
                    await WriteAsync(copy, reader, file, ct);
                if (Refusals.Count - refused > MostRefused)
                    throw new UnreadableFileException("file-hardly-any-row-right");
                if (rows % SayEvery == 0)
                    say($"{Files[file].Name}: {rows:N0}");
            }
        }
        catch (UnreadableFileException)
        {
            // A copy that is broken off would end the whole transaction, and with it the report.
            await copy.CompleteAsync(ct);
            Files[file] = Files[file] with { Rows = rows };
            _headerBroken |= reader.Kind is ReturnFileKind.Header;
            throw;
        }
        await copy.CompleteAsync(ct);
        Files[file] = Files[file] with { Rows = rows };
    }

    private ReturnFault? Check(ReturnFileReader row) => row.Kind switch
    {
        ReturnFileKind.Header => ReturnRows.CheckHeader(row[0], row[2], row[1], row[3], row[4], row[5], today),
        ReturnFileKind.Episodes => ReturnRows.CheckEpisode(row[0], row[1], row[7], row[3], [row[2], row[4], row[5], row[6], row[8], row[9]], today),
        ReturnFileKind.Uasc => ReturnRows.CheckUasc(row[0], row[2], row[3], today),
        _ when ReturnFiles.IsOnlyNamed(row.Kind) => ReturnRows.CheckPerson(row[0], row[1], today),
        _ => ReturnRows.CheckOc3(row[0], row[1], row[2], row[3], row[4], year, today),
    };

    private async Task WriteAsync(NpgsqlBinaryImporter copy, ReturnFileReader row, int file, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(file, Integer, ct);
        await copy.WriteAsync(row.Line, Integer, ct);
        (object? Value, NpgsqlDbType Type)[] values = row.Kind switch
        {
            ReturnFileKind.Header =>
            [
                (row[0], Text), (ReturnRows.Day(row[2]), Date), (SexCode(row[1]), Text), (OrNull(row[3]), Text), (OrNull(row[4]), Text),
                (row[5] switch { "1" => true, "0" => false, _ => null }, NpgsqlDbType.Boolean), (Guid.CreateVersion7(), Uuid),
            ],
            ReturnFileKind.Episodes =>
            [
                (row[0], Text), (ReturnRows.Day(row[1]), Date), (OrNull(row[2]), Text), (row[3], Text), (OrNull(row[4]), Text), (OrNull(row[5]), Text), (OrNull(row[6]), Text),
                (ReturnRows.Day(row[7]), Date), (OrNull(row[8]), Text), (OrNull(row[9]), Text), (Guid.CreateVersion7(), Uuid), (null, Uuid),
            ],
            ReturnFileKind.Uasc =>
                [(row[0], Text), (ReturnRows.Day(row[2]), Date), (Kebab.Of(row.Kind), Text), ((object?)true, NpgsqlDbType.Boolean), (ReturnRows.Day(row[3]), Date), (null, Uuid)],
            _ when ReturnFiles.IsOnlyNamed(row.Kind) =>
                [(row[0], Text), (ReturnRows.Day(row[1]), Date), (Kebab.Of(row.Kind), Text), (Says(row), NpgsqlDbType.Boolean), (null, Date), (null, Uuid)],
            _ =>
            [
                (row[0], Text), (ReturnRows.Day(row[1]), Date), (year.BirthdayOf(ReturnRows.Day(row[1])!.Value).Day, Date), (row[2], Text), (row[3], Text), (ReturnRows.HomeOfToday(row[4]), Text),
                (null, Uuid),
            ],
        };
        foreach (var (value, type) in values)
        {
            if (value is null)
                await copy.WriteNullAsync(ct);
            else
                await copy.WriteAsync(value, type, ct);
        }
    }

    private void Refuse(int file, ReturnFileReader row, ReturnFault fault)
    {
        var column = ReturnFiles.ColumnsOf(row.Kind).ToList().IndexOf(fault.Column);
        Refusals.Add(new(Files[file].Name, row.Line, column < 0 ? null : fault.Column, column < 0 ? null : Short(row[column]), fault.Code));
        if (row is { Kind: ReturnFileKind.Header, Spoiled: null })
            RefusedChildren.Add(row[0]);
    }

    private static bool Says(ReturnFileReader row)
    {
        var columns = ReturnFiles.ColumnsOf(row.Kind).ToList();
        var telling = ReturnFiles.TellingColumnsOf(row.Kind);
        return telling.Count == 0 || telling.Any(name => row[columns.IndexOf(name)].Length > 0);
    }

    private static string SexCode(string code) => Domain.Facts.SexCode.Find(code)!.Current.Code;

    private static string? OrNull(string value) => value.Length == 0 ? null : value;

    private static string? Short(string? value) => value is { Length: > 100 } ? value[..100] : value;
}

using CsvHelper;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Imports;

/// <summary>Reads one file of the return row by row, whatever the order of its columns.</summary>
internal sealed class ReturnFileReader : IAsyncDisposable
{
    /// <summary>A header of 200,000 children has about 8 MB; this is room for every council there is.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    private readonly CsvReader _csv;
    private readonly int[] _place;
    private readonly int _width;
    private int _spoiltLine;

    private ReturnFileReader(CsvReader csv, ReturnFileKind kind, int[] place, int width) => (_csv, Kind, _place, _width) = (csv, kind, place, width);

    public ReturnFileKind Kind { get; }

    /// <summary>Line on which the row starts.</summary>
    public int Line => (int)_csv.LineNumber;

    /// <exception cref="UnreadableFileException">Not a file of the return.</exception>
    public static async Task<ReturnFileReader> OpenAsync(Stream stream, CancellationToken ct)
    {
        ReturnFileReader? reader = null;
        var csv = CsvReader.Create(new TextOnlyStream(stream, MaxBytes), new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            MaxRecordSize = 64 * 1024,
            PoolStrings = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = spoilt => reader?.Spoilt(spoilt),
        });
        try
        {
            await csv.ReadHeaderAsync(ct);
            var columns = csv.Headers.ToArray().Select(name => name.Trim().ToUpperInvariant()).ToList();
            if (columns.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new UnreadableFileException("file-column-twice", 1, twice.Key);
            if (ReturnFiles.Recognise(columns) is not { } kind)
                throw new UnreadableFileException("file-columns-unknown", 1, string.Join(", ", columns));
            return reader = new(csv, kind, [.. ReturnFiles.ColumnsOf(kind).Select(name => columns.IndexOf(name))], columns.Count);
        }
        catch (CsvFormatException error)
        {
            throw new UnreadableFileException("file-quotes", (int)error.LineNumber);
        }
    }

    /// <returns>False at the end.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            return await _csv.ReadAsync(ct);
        }
        catch (CsvFormatException error)
        {
            throw new UnreadableFileException("file-quotes", (int)error.LineNumber);
        }
    }

    /// <summary>What is wrong with the row as a row, before its values are looked at; null when nothing is.</summary>
    public string? Spoiled => _spoiltLine == Line ? "row-quotes" : _csv.FieldCount != _width ? "row-length" : null;

    /// <summary>Trimmed, in capitals.</summary>
    /// <param name="column">By its place in <see cref="ReturnFiles.ColumnsOf"/>.</param>
    public string this[int column] => _csv.GetString(_place[column]).Trim().ToUpperInvariant();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private void Spoilt(CsvMalformedRecord record)
    {
        if (record.Reason is CsvMalformedReason.UnterminatedQuote)
            throw new UnreadableFileException("file-quotes", (int)record.LineNumber);
        _spoiltLine = (int)record.LineNumber;
    }
}

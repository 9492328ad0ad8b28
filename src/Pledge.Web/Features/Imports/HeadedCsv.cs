using CsvHelper;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Imports;

/// <summary>Reads a CSV file with headings row by row, as it arrives.</summary>
internal sealed class HeadedCsv : IAsyncDisposable
{
    private readonly CsvReader _csv;
    private int _spoiltLine;

    private HeadedCsv(Stream stream, long most) => _csv = CsvReader.Create(new TextOnlyStream(stream, most), new CsvReaderOptions
    {
        Separator = ',',
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        MaxRecordSize = 64 * 1024,
        PoolStrings = true,
        IncludeValuesInExceptions = false,
        OnMalformedRecord = Spoilt,
    });

    /// <summary>Plain, trimmed, in capitals, each once.</summary>
    public IReadOnlyList<string> Headings { get; private set; } = [];

    /// <summary>Line on which the row starts.</summary>
    public int Line => (int)_csv.LineNumber;

    /// <param name="most">Bytes it may have.</param>
    /// <exception cref="UnreadableFileException">Not a text of that size, or headings that nobody can tell apart.</exception>
    public static async Task<HeadedCsv> OpenAsync(Stream stream, long most, CancellationToken ct)
    {
        var file = new HeadedCsv(stream, most);
        try
        {
            await file._csv.ReadHeaderAsync(ct);
        }
        catch (CsvFormatException error)
        {
            throw new UnreadableFileException("file-row-too-long", (int)error.LineNumber);
        }
        if (file._csv.Headers.ToArray() is [var only] && only.Contains(';'))
            throw new UnreadableFileException("file-semicolons", 1);
        file.Headings = [.. file._csv.Headers.ToArray().Select(name => PlainText.Of(name).Trim().ToUpperInvariant())];
        return file.Headings.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new UnreadableFileException("file-column-twice", 1, twice.Key)
            : file;
    }

    /// <returns>False at the end.</returns>
    /// <exception cref="UnreadableFileException">The rest of the file cannot be told apart.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            return await _csv.ReadAsync(ct);
        }
        catch (CsvFormatException error)
        {
            throw new UnreadableFileException("file-row-too-long", (int)error.LineNumber);
        }
    }

    /// <summary>What is wrong with the row as a row, before its values are looked at; null when nothing is.</summary>
    public string? Spoiled => _spoiltLine == Line ? "row-quotes" : _csv.FieldCount != Headings.Count ? "row-length" : null;

    /// <summary>Plain text, trimmed.</summary>
    /// <param name="column">Place in <see cref="Headings"/>.</param>
    public string this[int column] => PlainText.Of(_csv.GetString(column)).Trim();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private void Spoilt(CsvMalformedRecord record)
    {
        if (record.Reason is CsvMalformedReason.UnterminatedQuote)
            throw new UnreadableFileException("file-quotes", (int)record.LineNumber);
        _spoiltLine = (int)record.LineNumber;
    }
}

using Pledge.Domain.Returns;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Imports;

/// <summary>Reads one file of the return row by row, whatever the order of its columns.</summary>
internal sealed class ReturnFileReader : IAsyncDisposable
{
    /// <summary>A header of 200,000 children has about 8 MB; this is room for every council there is.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    private readonly HeadedCsv _csv;
    private readonly int[] _place;

    private ReturnFileReader(HeadedCsv csv, ReturnFileKind kind, int[] place) => (_csv, Kind, _place) = (csv, kind, place);

    public ReturnFileKind Kind { get; }

    /// <inheritdoc cref="HeadedCsv.Line"/>
    public int Line => _csv.Line;

    /// <inheritdoc cref="HeadedCsv.Spoiled"/>
    public string? Spoiled => _csv.Spoiled;

    /// <exception cref="UnreadableFileException">Not a file of the return.</exception>
    public static async Task<ReturnFileReader> OpenAsync(Stream stream, CancellationToken ct)
    {
        var csv = await HeadedCsv.OpenAsync(stream, MaxBytes, ct);
        if (ReturnFiles.Recognise(csv.Headings) is not { } kind)
            throw Unknown(csv.Headings);
        return new(csv, kind, [.. ReturnFiles.ColumnsOf(kind).Select(name => csv.Headings.ToList().IndexOf(name))]);
    }

    private static UnreadableFileException Unknown(IReadOnlyList<string> headings)
    {
        if (ReturnFiles.MostLike(headings) is not { } like)
            return new("file-columns-unknown", 1, string.Join(", ", headings));
        return like.Missing.Count > 0
            ? new($"file-lacks-{Kebab.Of(like.Kind)}", 1, string.Join(", ", like.Missing))
            : new($"file-has-more-{Kebab.Of(like.Kind)}", 1, string.Join(", ", headings.Except(ReturnFiles.ColumnsOf(like.Kind))));
    }

    /// <inheritdoc cref="HeadedCsv.ReadAsync"/>
    public ValueTask<bool> ReadAsync(CancellationToken ct) => _csv.ReadAsync(ct);

    /// <summary>Trimmed, in capitals.</summary>
    /// <param name="column">By its place in <see cref="ReturnFiles.ColumnsOf"/>.</param>
    public string this[int column] => _csv[_place[column]].ToUpperInvariant();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using Pledge.Domain.Matching;

namespace Pledge.Web.Features.Outcodes;

/// <summary>What a postcode file says: the middle of each outcode.</summary>
/// <param name="Source">Name of the file.</param>
/// <param name="AsOf">First day of the month of its newest postcode.</param>
/// <param name="Read">Rows of the file.</param>
/// <param name="Used">Those in use, with a place.</param>
internal sealed record OutcodeSet(string Source, DateOnly AsOf, long Read, long Used, IReadOnlyList<(string Code, Place Middle)> Outcodes);

/// <summary>Reads the ONS Postcode Directory (ONSPD) or the National Statistics Postcode Lookup (NSPL), a .csv file or the .zip file they come in, row by row.</summary>
/// <remarks>Columns are found by their names of before and after 2025. Source of the names: headers of releases from 2011 to August 2026 in public repositories.</remarks>
internal static partial class OutcodeFile
{
    private static readonly string[] Postcode = ["pcds", "pcd8", "pcd7", "pcd2", "pcd"];
    private static readonly string[] East = ["east1m", "oseast1m"], North = ["north1m", "osnrth1m"], Ended = ["doterm"], Begun = ["dointr"], Latitude = ["lat"], Longitude = ["long"];

    /// <param name="asOf">Where the file itself is not to say.</param>
    /// <exception cref="ArgumentException">It is no such file, or breaks off; the message says what was found.</exception>
    public static async Task<OutcodeSet> ReadAsync(string path, DateOnly? asOf, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var start = new byte[2];
        var isZip = await file.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, ct) == 2 && start.AsSpan().SequenceEqual("PK"u8);
        file.Position = 0;
        try
        {
            if (!isZip)
                return await ReadAsync(Path.GetFileName(path), file, asOf, ct);
            await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            // Beside the whole country the file holds the same in parts, and lists of what codes mean.
            var whole = zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).MaxBy(entry => entry.Length)
                ?? throw new ArgumentException($"There is no .csv file in {path}.");
            await using var stream = await whole.OpenAsync(ct);
            return await ReadAsync(whole.Name, stream, asOf, ct);
        }
        catch (Exception error) when (error is CsvFormatException or InvalidDataException)
        {
            throw new ArgumentException($"{path} cannot be read to its end: {error.Message}", error);
        }
    }

    private static async Task<OutcodeSet> ReadAsync(string name, Stream stream, DateOnly? asOf, CancellationToken ct)
    {
        await using var csv = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            MaxRecordSize = 64 * 1024,
            IncludeValuesInExceptions = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            // A row of another length is where the file breaks off.
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        });
        await csv.ReadHeaderAsync(ct);
        var columns = csv.Headers.ToArray().Select(column => column.Trim().ToLowerInvariant()).ToList();
        int postcode = Find(columns, Postcode), east = Find(columns, East), north = Find(columns, North), ended = Find(columns, Ended);
        int begun = Find(columns, Begun), latitude = Find(columns, Latitude), longitude = Find(columns, Longitude);
        foreach (var (column, names) in new[] { (postcode, Postcode), (east, East), (north, North), (ended, Ended) })
            if (column < 0)
                throw new ArgumentException($"{name} has no column {string.Join(" or ", names)}, so it is not the ONS postcode file. Its columns: {string.Join(", ", columns.Take(60))}");

        Dictionary<string, Sum> sums = new(StringComparer.Ordinal);
        (long read, long used, int newest) = (0, 0, 0);
        while (await csv.ReadAsync(ct))
        {
            read++;
            if (begun >= 0 && Number(csv.GetSpan(begun)) is var month && month > newest)
                newest = month;
            if (!csv.GetSpan(ended).IsEmpty || CodeIn(csv.GetSpan(postcode)) is not { } code || PlaceIn(csv, code, east, north, latitude, longitude) is not { } place)
                continue;
            used++;
            if (!sums.TryGetValue(code, out var sum))
                sums.Add(code, sum = new());
            sum.Add(place);
        }
        if (sums.Count == 0)
            throw new ArgumentException($"{name} holds no postcode in use with a place.");
        return new(name, asOf ?? MonthOf(newest), read, used, [.. sums.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.Middle))]);
    }

    private static int Find(List<string> columns, string[] names) => Array.ConvertAll(names, columns.IndexOf).FirstOrDefault(index => index >= 0, -1);

    // The second half always has three characters, whichever of the spellings with one, two or no spaces it is.
    private static string? CodeIn(ReadOnlySpan<byte> postcode)
    {
        if (postcode.Length < 5)
            return null;
        var code = Encoding.ASCII.GetString(postcode[..^3]).Trim().ToUpperInvariant();
        return Shape().IsMatch(code) ? code : null;
    }

    // Northern Ireland's columns count on the Irish grid, Ireland's own: its degrees are put on ours.
    private static Place? PlaceIn(CsvReader csv, string code, int east, int north, int latitude, int longitude)
    {
        if (code.StartsWith("BT", StringComparison.Ordinal))
            return latitude >= 0 && longitude >= 0 && Utf8Parser.TryParse(csv.GetSpan(latitude), out double up, out _) && Utf8Parser.TryParse(csv.GetSpan(longitude), out double along, out _)
                ? NationalGrid.Of(up, along) : null;
        int easting = Number(csv.GetSpan(east)), northing = Number(csv.GetSpan(north));
        return easting > 0 && northing > 0 ? new(easting, northing) : null;
    }

    private static int Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int number, out var length) && length == text.Length ? number : 0;

    private static DateOnly MonthOf(int yearAndMonth) =>
        yearAndMonth / 100 is >= 1970 and <= 2100 && yearAndMonth % 100 is >= 1 and <= 12 ? new(yearAndMonth / 100, yearAndMonth % 100, 1)
            : throw new ArgumentException("The file does not say when its postcodes were introduced. Say of which day it is: --as-of 2026-08-31");

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?$")]
    private static partial Regex Shape();

    private sealed class Sum
    {
        private long _easting, _northing, _count;

        public void Add(Place place) => (_easting, _northing, _count) = (_easting + place.Easting, _northing + place.Northing, _count + 1);

        public Place Middle => new((int)Math.Round((double)_easting / _count), (int)Math.Round((double)_northing / _count));
    }
}

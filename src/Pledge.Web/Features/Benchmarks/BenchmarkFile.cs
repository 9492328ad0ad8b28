using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using Pledge.Domain.Indicators;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Benchmarks;

/// <summary>A published figure as the file has it.</summary>
/// <param name="Area">Nine characters, like E08000025.</param>
/// <param name="Number">Three digits, of a local authority.</param>
/// <param name="Region">Area of the region, of a local authority.</param>
internal sealed record BenchmarkRow(string Area, string? Number, string Name, string? Region, int Year, string Ages, string Measure, int? HowMany, int? Percent, string? Symbol);

/// <summary>An authority that another is alike.</summary>
internal sealed record NeighbourRow(string Number, int Rank, string Neighbour, string Name);

/// <summary>What a file holds: figures or neighbours.</summary>
/// <param name="PassedOver">Rows of totals, of other ages and of other years' parts, which are not shown anywhere.</param>
internal sealed record BenchmarkSet(string Source, IReadOnlyList<BenchmarkRow> Figures, IReadOnlyList<NeighbourRow> Neighbours, int PassedOver);

/// <summary>Reads the care leaver files of the Department for Education's "explore education statistics", and sets of statistical neighbours, told apart by their columns.</summary>
internal static partial class BenchmarkFile
{
    private static readonly string[] Symbols = ["c", "z", "k", "x", "~", "low", "-"];
    private static readonly string[] OfFigures = ["time_period", "geographic_level", "country_code", "care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent"];
    private static readonly string[] OfNeighbours = ["la_number", "rank", "neighbour_la_number", "neighbour_name"];

    /// <exception cref="ArgumentException">It is neither, or breaks off; the message says what was found.</exception>
    public static async Task<BenchmarkSet> ReadAsync(string path, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        try
        {
            await using var file = File.OpenRead(path);
            await using var csv = CsvReader.Create(file, new CsvReaderOptions
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
            var columns = csv.Headers.ToArray().Select((column, index) => (Name: column.Trim().ToLowerInvariant(), index)).DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.index);
            var isFigures = OfFigures.All(columns.ContainsKey);
            if (!isFigures && !OfNeighbours.All(columns.ContainsKey))
                throw new ArgumentException($"{name} is neither a care leaver file ({string.Join(", ", OfFigures)}) nor a set of neighbours ({string.Join(", ", OfNeighbours)}).");
            List<BenchmarkRow> figures = [];
            List<NeighbourRow> neighbours = [];
            var (read, number) = (0, 1);
            while (await csv.ReadAsync(ct))
            {
                (read, number) = (read + 1, number + 1);
                string Field(string column) => columns.TryGetValue(column, out var index) ? PlainText.Of(csv.GetString(index)).Trim() : "";
                if (!isFigures)
                    neighbours.Add(NeighbourOf(Field) ?? throw Strange());
                else if (MeasureOf(Field) is { } shown)
                    figures.Add(FigureOf(Field, shown.Ages, shown.Measure) ?? throw Strange());
                ArgumentException Strange() => new($"Row {number} of {name} cannot be read. Nothing was changed.");
            }
            if (figures.Count + neighbours.Count == 0)
                throw new ArgumentException($"{name} holds nothing that is shown.");
            return new(name[..Math.Min(name.Length, 120)], figures, neighbours, read - figures.Count - neighbours.Count);
        }
        catch (Exception error) when (error is CsvFormatException or InvalidDataException)
        {
            throw new ArgumentException($"{name} cannot be read to its end: {error.Message}", error);
        }
    }

    private static (string Ages, string Measure)? MeasureOf(Func<string, string> field)
    {
        var ages = field("care_leaver_age") switch { "17 to 18 years" => "17-18", "19 to 21 years" => "19-21", _ => null };
        return ages is not null && BenchmarkMeasure.Find(field("breakdown")) is { } measure ? (ages, measure) : null;
    }

    private static BenchmarkRow? FigureOf(Func<string, string> field, string ages, string measure)
    {
        var level = field("geographic_level");
        var (area, name) = level switch
        {
            "National" => (field("country_code"), field("country_name")),
            "Regional" => (field("region_code"), field("region_name")),
            _ => (field("new_la_code"), field("la_name")),
        };
        var isLocal = level == "Local authority";
        // "2025", or "202425" for the year that ends in 2025.
        var year = field("time_period") is { Length: 6 } both ? both[..2] + both[4..] : field("time_period");
        var (count, share) = (field("care_leaver_count"), field("care_leaver_percent"));
        int? percent = double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact) && exact <= 100 ? (int)Math.Round(exact, MidpointRounding.AwayFromZero) : null;
        if (!AreaShape().IsMatch(area) || name.Length is 0 or > 100 || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var ends) || ends is < 2000 or > 2100 || (percent is null && !Symbols.Contains(share)))
            return null;
        return new(area, isLocal && NumberShape().IsMatch(field("old_la_code")) ? field("old_la_code") : null, name, isLocal && AreaShape().IsMatch(field("region_code")) ? field("region_code") : null,
            ends, ages, measure, int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var howMany) ? howMany : null, percent, percent is null ? share : null);
    }

    private static NeighbourRow? NeighbourOf(Func<string, string> field) =>
        NumberShape().IsMatch(field("la_number")) && NumberShape().IsMatch(field("neighbour_la_number")) && field("neighbour_name").Length is > 0 and <= 100
            && int.TryParse(field("rank"), NumberStyles.None, CultureInfo.InvariantCulture, out var rank) && rank is >= 1 and <= 50
            ? new(field("la_number"), rank, field("neighbour_la_number"), field("neighbour_name")) : null;

    [GeneratedRegex("^E[0-9]{8}$")]
    private static partial Regex AreaShape();

    [GeneratedRegex("^[0-9]{3}$")]
    private static partial Regex NumberShape();
}

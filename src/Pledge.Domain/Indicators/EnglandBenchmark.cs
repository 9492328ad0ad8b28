using System.Globalization;

namespace Pledge.Domain.Indicators;

/// <summary>A published figure for the whole of England.</summary>
/// <param name="Year">The year ends on 31 March of it.</param>
/// <param name="Measure">A key of <see cref="BenchmarkMeasure"/>.</param>
/// <param name="Count">Rounded to 10.</param>
/// <param name="Total">Rounded to 10; null where it was not published beside it.</param>
/// <param name="Percent">Whole per cent.</param>
public sealed record EnglandBenchmark(int Year, AgeGroup Ages, string Measure, int Count, int? Total, int Percent)
{
    /// <summary>Every figure.</summary>
    public static IReadOnlyList<EnglandBenchmark> All { get; } =
        [.. EmbeddedCsv.Read("Indicators.england").Select(row => new EnglandBenchmark(
            Number(row["year"]),
            row["ages"] == "17-18" ? AgeGroup.From17To18 : AgeGroup.From19To21,
            row["measure"],
            Number(row["count"]),
            row["total"].WholeNumber(),
            Number(row["percent"])))];

    /// <summary>The newest figure beside an indicator, or null.</summary>
    public static EnglandBenchmark? Latest(Indicator indicator) => For(indicator).MaxBy(figure => figure.Year);

    /// <summary>The figures beside an indicator, oldest first.</summary>
    public static IEnumerable<EnglandBenchmark> For(Indicator indicator) =>
        All.Where(figure => figure.Ages == indicator.Ages && figure.Measure == indicator.EnglandMeasure).OrderBy(figure => figure.Year);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

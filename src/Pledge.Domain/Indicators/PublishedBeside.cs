namespace Pledge.Domain.Indicators;

/// <summary>The published figure of one area.</summary>
/// <param name="Percent">Whole per cent; null where none is shown.</param>
/// <param name="Symbol">Why none is shown, as published: <c>c</c> suppressed, <c>z</c> not applicable, <c>k</c> or <c>~</c> rounds to nought, <c>x</c>, <c>low</c> or <c>-</c> not available. Null beside a figure, and where nothing was published.</param>
public sealed record BenchmarkFigure(string Name, int? Percent, string? Symbol);

/// <summary>An indicator as published for a year beside others.</summary>
/// <param name="Year">It ends on 31 March of it.</param>
/// <param name="Own">Null while the authority has not said which area it is, or where the file does not know that area.</param>
/// <param name="SetOn">Day of the set of neighbours; null where there is none.</param>
/// <param name="Neighbours">The most alike first.</param>
public sealed record PublishedBeside(int Year, BenchmarkFigure? Own, BenchmarkFigure? England, BenchmarkFigure? Region, DateOnly? SetOn, IReadOnlyList<BenchmarkFigure> Neighbours)
{
    /// <summary>How many neighbours have a figure.</summary>
    public int Shown => Neighbours.Count(one => one.Percent is not null);

    /// <summary>The one in the middle of the neighbours with a figure; null where none has one. No mean: it would be biased by the cells that are hidden.</summary>
    public double? Median
    {
        get
        {
            int[] sorted = [.. Neighbours.Select(one => one.Percent).OfType<int>().Order()];
            return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
        }
    }
}

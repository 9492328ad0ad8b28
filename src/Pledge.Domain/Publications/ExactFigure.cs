using Pledge.Domain.Indicators;

namespace Pledge.Domain.Publications;

/// <summary>A figure of everybody or of one group, before anything is protected.</summary>
/// <param name="Dimension">Null for everybody, and then <paramref name="Group"/> is too.</param>
public sealed record ExactFigure(Indicator Indicator, Dimension? Dimension, string? Group, IndicatorResult Result)
{
    /// <summary>Whether a publication says anything of it: of a group of fewer than 20 it does not.</summary>
    public bool IsTold => Dimension is null || IsPromise(Indicator, Dimension) || Told.Of(Result.Denominator).Number >= Told.SmallestBase;

    /// <summary>Every figure that a publication of a day may tell. Of everybody, each quarter; by one characteristic, for 31 March only: years that follow each other share nobody, so that
    /// nothing of a group can be taken from one and the next. What is said of each promise is no group of people and told each quarter.</summary>
    /// <param name="cells">Of that day, with every characteristic for 31 March.</param>
    public static IReadOnlyList<ExactFigure> Of(DateOnly on, IReadOnlyList<FigureCell> cells)
    {
        List<ExactFigure> figures = [];
        foreach (var indicator in Indicator.All)
        {
            var counted = cells.Where(indicator.Counts).ToList();
            figures.Add(new(indicator, null, null, indicator.Measure(counted)));
            foreach (var dimension in indicator.Dimensions.Where(dimension => QuarterEnd.HasBreakdowns(on) || IsPromise(indicator, dimension)))
                figures.AddRange(counted.GroupBy(cell => cell.GroupOf(dimension)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ExactFigure(indicator, dimension, group.Key, indicator.Measure(group))));
        }
        return figures;
    }

    private static bool IsPromise(Indicator indicator, Dimension? dimension) => dimension is Indicators.Dimension.Part && indicator.Family is IndicatorFamily.Voice or IndicatorFamily.View;
}

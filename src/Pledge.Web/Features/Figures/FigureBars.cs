using System.Globalization;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Indicators;

namespace Pledge.Web.Features.Figures;

/// <summary>One bar.</summary>
/// <param name="Value">In the unit of the bars; null where there is none, and then no bar.</param>
/// <param name="Text">The value in words.</param>
public sealed record FigureBar(string Label, double? Value, WilsonInterval? Interval, string Text);

/// <summary>Bars of one scale.</summary>
public sealed record FigureBars(IndicatorUnit Unit, double? Target, IReadOnlyList<FigureBar> Bars)
{
    /// <summary>Where the scale ends: 100 for shares, else a little above the largest.</summary>
    public double Most => MostOf(Unit, Bars.Select(bar => bar.Value).Append(Target));

    public static double MostOf(IndicatorUnit unit, IEnumerable<double?> values) => unit is IndicatorUnit.Percent ? 100 : Math.Max(1, (values.Max() ?? 0) * 1.1);
}

/// <summary>A figure over time, for a picture of one scale.</summary>
/// <param name="Most">Where the scale ends; it begins at 0.</param>
/// <param name="Points">One for each quarter end, the earliest first; null where there is no value.</param>
public sealed record FigureTrend(double Most, double? Target, IReadOnlyList<double?> Points)
{
    public const int Width = 240, Height = 60, Edge = 6;

    /// <summary>How high a line of words is.</summary>
    public const int Line = 14;

    /// <summary>What is written at it; null for one of many beside each other.</summary>
    public TrendLabels? Labels { get; init; }

    /// <summary>How far down a value stands.</summary>
    public double Down(double value) => Edge + (Height - 2 * Edge) * (1 - value / Most);

    /// <summary>Where the points with a value stand, from the left and from above.</summary>
    public IReadOnlyList<(double X, double Y)> Places =>
        [.. Points.Index().Where(point => point.Item is not null).Select(point => (Along(point.Index), Down(point.Item!.Value)))];

    /// <summary>How far from the left a point stands.</summary>
    public double Along(int point) => Edge + (Width - 2.0 * Edge) * point / Math.Max(1, Points.Count - 1);

    /// <summary>A number as SVG wants it.</summary>
    public static string Svg(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Words at a trend: its first and its last value, and between which quarters it moved most, lately where several did.</summary>
/// <param name="Moved">Null where it did not move.</param>
/// <param name="MovedTo">The point that it moved to.</param>
public sealed record TrendLabels(string First, string Last, string? Moved, int MovedTo)
{
    /// <param name="points">One for each quarter end, the earliest first, with its value in words.</param>
    /// <returns>Null for fewer than two values.</returns>
    public static TrendLabels? Of(IStringLocalizer<FiguresText> texts, IEnumerable<(DateOnly Day, double? Value, string Text)> points)
    {
        var told = points.Index().Where(point => point.Item.Value is not null).ToList();
        if (told.Count < 2)
            return null;
        var ((_, from), (movedTo, to)) = told.Zip(told.Skip(1)).Reverse().MaxBy(pair => Math.Abs(pair.Second.Item.Value!.Value - pair.First.Item.Value!.Value));
        return new(
            texts["TrendAt", told[0].Item.Day, told[0].Item.Text], texts["TrendAt", told[^1].Item.Day, told[^1].Item.Text],
            from.Value == to.Value ? null : texts["TrendMoved", from.Text, to.Text, to.Day].Value, movedTo);
    }
}

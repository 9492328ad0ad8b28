namespace Pledge.Domain.Indicators;

/// <summary>The exact counts of an indicator. Not for a board: see <see cref="Publications.PublishedFigure"/>.</summary>
/// <param name="Met">The numerator: suitable homes, people in education or work, or whatever else it counts.</param>
/// <param name="NotMet">Those for whom it is known that it is not so.</param>
/// <param name="NoInformation">Not known; part of the base.</param>
public sealed record IndicatorResult(string Code, int Met, int NotMet, int NoInformation)
{
    public int Numerator => Met;
    public int Denominator => Met + NotMet + NoInformation;

    public IndicatorUnit Unit { get; init; }

    /// <summary>What the figure stands on: workers for a ratio, else <see cref="Denominator"/>.</summary>
    public int Base => Unit is IndicatorUnit.Ratio ? Over : Denominator;

    /// <summary>How often it happened to those met, all together; for a mean.</summary>
    public int Sum { get; init; }

    /// <summary>How many those met are shared out among; for a ratio.</summary>
    public int Over { get; init; }

    /// <summary>Who is left out, by every reason there is.</summary>
    public IReadOnlyDictionary<string, int> Excluded { get; init; } = new Dictionary<string, int>();

    /// <summary>0 to 100, not rounded; null when nobody is in the base.</summary>
    public double? Percent => Denominator == 0 ? null : 100.0 * Numerator / Denominator;

    /// <summary>The figure in its own unit, not rounded; null when it has nothing to stand on.</summary>
    public double? Value => Unit switch
    {
        IndicatorUnit.Percent => Percent,
        IndicatorUnit.Count => Met,
        IndicatorUnit.Mean => Met == 0 ? null : (double)Sum / Met,
        _ => Over == 0 ? null : (double)Met / Over,
    };

    /// <summary>Null when nobody is in the base.</summary>
    public WilsonInterval? Interval => Denominator == 0 ? null : WilsonInterval.Of(Numerator, Denominator);
}

/// <summary>Where the true share lies, 19 times in 20. In per cent, 0 to 100.</summary>
/// <remarks>Wilson's score interval: sound for small bases and shares near 0 or 100.</remarks>
public readonly record struct WilsonInterval(double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <exception cref="ArgumentOutOfRangeException">An empty base, or a part larger than the whole: a bug.</exception>
    public static WilsonInterval Of(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);

        var (n, share) = ((double)denominator, (double)numerator / denominator);
        var centre = share + Z * Z / (2 * n);
        var spread = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        var scale = 100 / (1 + Z * Z / n);
        return new(Math.Max(0, (centre - spread) * scale), Math.Min(100, (centre + spread) * scale));
    }
}

namespace Pledge.Domain.Indicators;

/// <summary>The exact counts of an indicator. Not for a board: see <see cref="IndicatorFigures"/>.</summary>
/// <param name="Met">Suitable homes, or people in education or work: the numerator.</param>
/// <param name="NotMet">Unsuitable homes, or people in neither.</param>
/// <param name="NoInformation">Not known; part of the base.</param>
public sealed record IndicatorResult(string Code, int Met, int NotMet, int NoInformation)
{
    public int Numerator => Met;
    public int Denominator => Met + NotMet + NoInformation;

    /// <summary>0 to 100, not rounded; null when nobody is in the base.</summary>
    public double? Percent => Denominator == 0 ? null : 100.0 * Numerator / Denominator;

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

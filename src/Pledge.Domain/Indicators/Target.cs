namespace Pledge.Domain.Indicators;

/// <summary>How a figure stands against its target.</summary>
public enum Rag
{
    /// <summary>Target met.</summary>
    Green,

    /// <summary>Short by no more than the tolerance.</summary>
    Amber,

    /// <summary>Short by more.</summary>
    Red,

    /// <summary>No target, too few people to say, or nothing recorded lately.</summary>
    Grey,
}

/// <summary>What an authority aims for in one period.</summary>
/// <param name="Value">What to reach, in the unit of the indicator; where low is good, what not to pass.</param>
/// <param name="Tolerance">How far it may miss that before it is red, in the same unit.</param>
public sealed record Target(double Value, double Tolerance)
{
    /// <summary>Below this many people a share swings too much to be judged.</summary>
    public const int SmallestBase = 20;

    /// <summary>When nothing was recorded for so many days, figures say little of the day.</summary>
    public const int StaleAfterDays = 45;

    /// <summary>The largest target and tolerance where the unit is not per cent.</summary>
    public const double Most = 9999.9, MostTolerance = 999.9;

    /// <summary>Sets a target.</summary>
    /// <returns>Refused with <c>target-out-of-range</c> or <c>tolerance-out-of-range</c>.</returns>
    public static Outcome<Target> Create(double value, double tolerance, IndicatorUnit unit = IndicatorUnit.Percent)
    {
        var (most, mostTolerance) = unit is IndicatorUnit.Percent ? (100, 100) : (Most, MostTolerance);
        if (!(value >= 0 && value <= most))
            return new Refusal("target-out-of-range", most);
        return tolerance >= 0 && tolerance <= mostTolerance ? new Target(value, tolerance) : new Refusal("tolerance-out-of-range", mostTolerance);
    }

    /// <param name="value">Null when nobody is in the base or the figure is hidden.</param>
    /// <param name="polarity">High or low.</param>
    public Rag Rate(double? value, int @base, Polarity polarity = Polarity.High) => value switch
    {
        null => Rag.Grey,
        _ when @base < SmallestBase => Rag.Grey,
        { } figure when Missed(figure, polarity) <= 0 => Rag.Green,
        { } figure when Missed(figure, polarity) <= Tolerance => Rag.Amber,
        _ => Rag.Red,
    };

    private double Missed(double figure, Polarity polarity) => polarity is Polarity.Low ? figure - Value : Value - figure;
}

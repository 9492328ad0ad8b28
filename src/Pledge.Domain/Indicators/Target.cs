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

    /// <summary>Too few people to say.</summary>
    Grey,
}

/// <summary>What an authority aims for in one period.</summary>
/// <param name="Value">Per cent to reach.</param>
/// <param name="Tolerance">Percentage points it may fall short before it is red.</param>
public sealed record Target(double Value, double Tolerance)
{
    /// <summary>Below this many people a share swings too much to be judged.</summary>
    public const int SmallestBase = 20;

    /// <summary>Sets a target.</summary>
    /// <returns>Refused with <c>target-out-of-range</c> or <c>tolerance-out-of-range</c>.</returns>
    public static Outcome<Target> Create(double value, double tolerance)
    {
        if (value is not (>= 0 and <= 100))
            return new Refusal("target-out-of-range");
        return tolerance is >= 0 and <= 100 ? new Target(value, tolerance) : new Refusal("tolerance-out-of-range");
    }

    /// <param name="percent">Null when nobody is in the base or the figure is hidden.</param>
    public Rag Rate(double? percent, int @base) => percent switch
    {
        null => Rag.Grey,
        _ when @base < SmallestBase => Rag.Grey,
        { } share when share >= Value => Rag.Green,
        { } share when share >= Value - Tolerance => Rag.Amber,
        _ => Rag.Red,
    };
}

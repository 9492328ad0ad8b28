using System.Globalization;

namespace Pledge.Domain.Publications;

/// <summary>A number about people as a board may read it: to the nearest 5, and below 8 only as that.</summary>
/// <remarks>
/// So a reader knows of 0 to 7 nothing but that it is one of them, and of any other number five that it may be. Where even that would let somebody work out
/// a small number, it is not told at all, and then there is null instead of one of these.
/// </remarks>
public readonly record struct Told
{
    /// <summary>Numbers up to this are told only as fewer than one more.</summary>
    public const int LargestFew = 7;

    /// <summary>Others are multiples of this.</summary>
    public const int Step = 5;

    /// <summary>A share, a mean or a ratio is told only on a told base of this many or more; a group of fewer is not told at all.</summary>
    public const int SmallestBase = 20;

    /// <summary>How many people every count of 1 to 5 must still seem able to be, at least, to whoever adds up everything that is told.</summary>
    public const int FewestPossible = 5;

    private Told(int number) => Number = number;

    /// <summary>0 for fewer than 8, else 10 or a larger multiple of 5; as it is stored.</summary>
    public int Number { get; }

    public bool IsFew => Number == 0;

    /// <summary>The least and the most that it may stand for.</summary>
    public (int Least, int Most) Range => IsFew ? (0, LargestFew) : (Number - (Step / 2), Number + (Step / 2));

    /// <exception cref="ArgumentOutOfRangeException">A negative number: a bug.</exception>
    public static Told Of(int exact)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exact);
        return new(exact <= LargestFew ? 0 : (exact + (Step / 2)) / Step * Step);
    }

    /// <param name="number">As <see cref="Number"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No told number: a bug, since the database refuses such.</exception>
    public static Told Stored(int number) => number == 0 || (number >= 2 * Step && number % Step == 0) ? new(number) : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>For files: <c>0-7</c>, or the number.</summary>
    public override string ToString() => IsFew ? $"0-{LargestFew}" : Number.ToString(CultureInfo.InvariantCulture);
}

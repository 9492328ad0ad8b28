namespace Pledge.Domain.Publications;

/// <summary>The days for which figures are published: 31 March, 30 June, 30 September and 31 December.</summary>
public static class QuarterEnd
{
    public static bool Is(DateOnly day) => day is { Day: 31, Month: 3 or 12 } or { Day: 30, Month: 6 or 9 };

    /// <summary>Breakdowns come out with the year of the published statistics.</summary>
    public static bool HasBreakdowns(DateOnly day) => day is { Month: 3, Day: 31 };

    /// <summary>The last that is over on <paramref name="today"/>, then those before it.</summary>
    public static IEnumerable<DateOnly> Before(DateOnly today)
    {
        var next = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        for (var first = next; ; first = first.AddMonths(-3))
            yield return first.AddDays(-1);
    }
}

namespace Pledge.Domain.Clocks;

/// <summary>Bank holidays of England and Wales, and the working days they leave: Monday to Friday without them.</summary>
/// <remarks>Source: gov.uk/bank-holidays, as data in <c>bank-holidays.csv</c>. After <see cref="KnownUntil"/> only weekends are left out, so a
/// clock then runs out a day early rather than a day late; a test fails a year before that.</remarks>
public static class BankHolidays
{
    private static readonly Dictionary<DateOnly, string> Names =
        EmbeddedCsv.Read("Clocks.bank-holidays").ToDictionary(row => row["day"].Day()!.Value, row => row["name"]);

    /// <summary>Every bank holiday on record, earliest first.</summary>
    public static IReadOnlyList<DateOnly> All { get; } = [.. Names.Keys.Order()];

    /// <summary>Last London day for which the list is complete.</summary>
    public static DateOnly KnownUntil { get; } = new(All[^1].Year, 12, 31);

    /// <summary>Its name, or null on any other day.</summary>
    public static string? NameOf(DateOnly day) => Names.GetValueOrDefault(day);

    /// <summary>True from Monday to Friday, except on a bank holiday.</summary>
    public static bool IsWorkingDay(this DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Names.ContainsKey(day);

    /// <summary>The <paramref name="count"/>th working day after <paramref name="day"/>, which itself does not count; before it when negative.</summary>
    public static DateOnly AddWorkingDays(this DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (day.IsWorkingDay())
                left--;
        }

        return day;
    }

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; 0 when <paramref name="to"/> is not later.</summary>
    public static int WorkingDaysUntil(this DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (day.IsWorkingDay())
                count++;
        }

        return count;
    }
}

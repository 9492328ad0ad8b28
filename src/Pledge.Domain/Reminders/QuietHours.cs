using Pledge.Domain.Clocks;

namespace Pledge.Domain.Reminders;

/// <summary>The hours of a London day in which a message that can wait may reach somebody.</summary>
/// <param name="Opens">The first minute.</param>
/// <param name="Closes">The first minute after; later than <paramref name="Opens"/>, so never over midnight.</param>
public readonly record struct QuietHours(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>Nine in the morning to eight in the evening, until somebody chooses their own.</summary>
    public static QuietHours Usual { get; } = new(new(9, 0), new(20, 0));

    /// <summary>The first instant at or after <paramref name="instant"/> at which it may be sent (UTC).</summary>
    /// <param name="workingDaysOnly">Leaves out weekends and the bank holidays of England.</param>
    public DateTimeOffset FirstMoment(DateTimeOffset instant, bool workingDaysOnly = false)
    {
        for (var day = LondonTime.DayOf(instant); ; day = day.AddDays(1))
        {
            if (workingDaysOnly && !day.IsWorkingDay())
                continue;
            if (instant < LondonTime.At(day, Opens))
                return LondonTime.At(day, Opens);
            if (instant < LondonTime.At(day, Closes))
                return instant.ToUniversalTime();
        }
    }
}

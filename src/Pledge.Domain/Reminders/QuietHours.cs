namespace Pledge.Domain.Reminders;

/// <summary>When a message that can wait may reach somebody: from eight in the morning to eight in the evening, London time.</summary>
public static class QuietHours
{
    private static readonly TimeOnly Morning = new(8, 0);
    private static readonly TimeOnly Evening = new(20, 0);

    /// <summary>The first instant at or after <paramref name="instant"/> at which it may be sent (UTC).</summary>
    public static DateTimeOffset FirstMoment(DateTimeOffset instant)
    {
        var day = LondonTime.DayOf(instant);
        if (instant < LondonTime.At(day, Morning))
            return LondonTime.At(day, Morning);
        return instant < LondonTime.At(day, Evening) ? instant.ToUniversalTime() : LondonTime.At(day.AddDays(1), Morning);
    }
}

namespace Pledge.Domain;

/// <summary>Days and clock times as people in England live them. A day is a <see cref="DateOnly"/>; an instant is UTC.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The London day on which <paramref name="instant"/> falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, London).DateTime);

    /// <summary>Today in London, by <paramref name="clock"/>.</summary>
    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The London wall-clock time of <paramref name="instant"/>.</summary>
    public static DateTimeOffset ToLondon(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, London);

    /// <summary>The instant at which London clocks first show <paramref name="time"/> on <paramref name="day"/>.
    /// A time skipped in spring becomes the first instant after the gap; a time shown twice in autumn is the earlier one.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (London.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = London.IsAmbiguousTime(local) ? London.GetAmbiguousTimeOffsets(local).Max() : London.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The Monday of the week in which <paramref name="day"/> lies.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The day on which someone born on <paramref name="born"/> turns <paramref name="age"/>.
    /// Born on 29 February: 1 March in a common year, the day English law treats them as having reached the age.</summary>
    public static DateOnly Birthday(DateOnly born, int age)
    {
        var day = born.AddYears(age);
        return born is { Month: 2, Day: 29 } && day.Day == 28 ? day.AddDays(1) : day;
    }

    /// <summary>Whole years lived on <paramref name="day"/> by someone born on <paramref name="born"/>; negative before birth.</summary>
    public static int AgeOn(DateOnly born, DateOnly day)
    {
        var age = day.Year - born.Year;
        return day < Birthday(born, age) ? age - 1 : age;
    }
}

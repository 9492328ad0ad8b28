using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Figures;

/// <summary>The day of a figure and what was known when it is asked.</summary>
/// <param name="On">London day.</param>
/// <param name="KnownOn">London day, to its end; null for everything known now.</param>
/// <param name="Today">London day.</param>
public sealed record FigureDays(DateOnly On, DateOnly? KnownOn, DateOnly Today)
{
    /// <summary>Facts of five years are the least a council brings; before this day nothing could be counted.</summary>
    public static readonly DateOnly Earliest = new(2015, 4, 1);

    /// <summary>How many quarter ends a trend shows.</summary>
    public const int Quarters = 12;

    /// <summary>What was asked for; what cannot be is explained beside its field, and today stands in for it.</summary>
    public static FigureDays Of(PageModel page, DateOnly? on, DateOnly? knownOn, DateOnly today)
    {
        DateOnly? Checked(DateOnly? day, string field)
        {
            if (day is null || (day <= today && day >= Earliest))
                return day;
            page.Refused(day > today ? new("date-in-future") : new("date-too-early", Earliest), field);
            return null;
        }

        return new(Checked(on, "On") ?? today, Checked(knownOn, "KnownOn"), today);
    }

    public DateOnly YearAgo => On.AddYears(-1);

    /// <summary>Only what was recorded before this instant counts.</summary>
    public DateTimeOffset KnownAt(TimeProvider clock) => KnownOn is { } day && day < Today ? LondonTime.At(day.AddDays(1), TimeOnly.MinValue).AddTicks(-10) : clock.GetUtcNow();

    /// <summary>True when nothing was recorded for so long before the day that figures of it say little.</summary>
    /// <param name="recordedAt">When something was last recorded; null for never.</param>
    public bool IsStale(DateTimeOffset? recordedAt) => recordedAt is null || LondonTime.DayOf(recordedAt.Value) < On.AddDays(-Target.StaleAfterDays);

    /// <summary>The last ends of quarters up to the day, earliest first.</summary>
    public IReadOnlyList<DateOnly> QuarterEnds()
    {
        var firstOfQuarter = new DateOnly(On.AddDays(1).Year, (On.AddDays(1).Month - 1) / 3 * 3 + 1, 1);
        return [.. Enumerable.Range(0, Quarters).Select(back => firstOfQuarter.AddMonths(-3 * back).AddDays(-1)).Reverse()];
    }

    /// <summary>For links that keep both days.</summary>
    public string Query => $"On={On:yyyy-MM-dd}{(KnownOn is { } known ? $"&KnownOn={known:yyyy-MM-dd}" : "")}";
}

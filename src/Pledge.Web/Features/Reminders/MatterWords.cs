using System.Globalization;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Reminders;

namespace Pledge.Web.Features.Reminders;

/// <summary>Says what a message is about, with its day or time, from what is in the ledger and the reader may read.</summary>
public static class MatterWords
{
    /// <summary>Rules whose day is the one it began, and not the one by which it is to be done.</summary>
    private static readonly HashSet<string> CountedFrom = ["plan-waiting", "plan-to-approve", "cannot-reach", "draft-unfinished", "appointment-to-answer", "mentor-to-answer", "mentor-news", "mentor-to-ask", "mentor-asked", "mentor-quiet", "mentor-may-not-meet", "mentor-agreement", "mentor-ended", "mentor-concern-unread", "application-news", "feedback-to-read", "application-came", "opportunity-closed", "work-found", "opportunity-decided", "opportunity-to-approve", "placement-to-confirm", "consultation-open", "consultation-results", "forum-news", "forum-waiting"];

    /// <summary>As a member of staff calls it.</summary>
    public static string Title(this IStringLocalizer<RemindersText> text, string rule, string occurrence, IReadOnlyDictionary<Guid, MatterSubject> subjects) =>
        Titled(text, text[$"Thing_{rule}"] is { ResourceNotFound: false } thing ? thing : text["Rule"], rule, occurrence, subjects);

    /// <summary>As the young person calls it; null where the name of the rule says all.</summary>
    public static string? MyTitle(this IStringLocalizer<RemindersText> text, string rule, string occurrence, IReadOnlyDictionary<Guid, MatterSubject> subjects) =>
        text[$"Mine_{rule}"] is { ResourceNotFound: false } mine ? Titled(text, mine, rule, occurrence, subjects) : null;

    /// <summary>How long before or after its day somebody hears at a moment.</summary>
    public static string When(this IStringLocalizer<RemindersText> text, ReminderRule rule, ReminderMoment moment) => (rule.HoursBefore, moment.MonthsFromDue, moment.DaysFromDue) switch
    {
        ({ } hours, _, _) => text["WhenHoursBefore", hours],
        (_, < 0, _) => text[moment.MonthsFromDue == -1 ? "WhenMonthBefore" : "WhenMonthsBefore", -moment.MonthsFromDue],
        (_, _, 0) => text["WhenOnDay"],
        (_, _, < 0) => text[moment.DaysFromDue == -1 ? "WhenDayBefore" : "WhenDaysBefore", -moment.DaysFromDue],
        _ => text[moment.DaysFromDue == 1 ? "WhenDayAfter" : "WhenDaysAfter", moment.DaysFromDue],
    };

    private static string Titled(IStringLocalizer<RemindersText> text, string thing, string rule, string occurrence, IReadOnlyDictionary<Guid, MatterSubject> subjects)
    {
        var subject = MatterReads.IdOf(occurrence) is { } id ? subjects.GetValueOrDefault(id) : null;
        // The sentence goes on after what somebody wrote.
        var named = subject?.Words?.TrimEnd('.', '…', ' ') is { Length: > 0 } words ? text["ThingOf", thing, words].Value : thing;
        // An appointment that moved is another: what was sent of the old time says the old time.
        if (Matter.OfOccurrence(occurrence) is not { } matter)
            return subject?.StartsAt is { } news ? text["ThingAt", named, LondonTime.ToLondon(news)] : named;
        if (matter.About.Length > 37 && DateTimeOffset.TryParseExact(matter.About[37..], "yyyyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var starts))
            return text["ThingAt", named, LondonTime.ToLondon(starts)];
        return rule switch
        {
            "pledge-nudge" => named,
            "turns-18" or "turns-21" or "turns-25" => text["ThingOn", named, matter.Due],
            _ when CountedFrom.Contains(rule) => text["ThingSince", named, matter.Due],
            _ => text["ThingDue", named, matter.Due],
        };
    }
}

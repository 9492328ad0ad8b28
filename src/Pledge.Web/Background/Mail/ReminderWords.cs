using Pledge.Domain.Reminders;

namespace Pledge.Web.Background.Mail;

/// <summary>Finds the words of a message in <see cref="ReminderText"/>, and the page it leads to.</summary>
public static class ReminderWords
{
    /// <summary>Middle of the resource keys, such as <c>PlanReviewDueStaffBefore</c>: <c>Mail</c> stands before it, <c>Subject</c>, <c>Body</c>, <c>Link</c> or <c>Why</c> after.</summary>
    public static string KeyOf(ReminderRule rule, string occurrence) => Pascal(rule.Key) + rule.To + Pascal(rule.MomentOf(occurrence));

    /// <summary>Key of the sentence that says why a message of this rule was sent, for a page that lists messages.</summary>
    public static string WhyKeyOf(string rule, string occurrence, bool toYoungPerson) =>
        ReminderRule.Find(rule, toYoungPerson) is { } known ? $"Mail{KeyOf(known, occurrence)}Why" : "MailUnknownWhy";

    /// <summary>Path on this site, or null when the message leads nowhere.</summary>
    internal static string? PathOf(ClaimedMessage message, bool toYoungPerson, string? secret) => message.Rule switch
    {
        "sign-in-code" => null,
        "invitation" => toYoungPerson ? "/sign-in" : "/welcome?t=" + secret,
        "plan-review-due" when toYoungPerson => "/plan",
        "message-from-worker" or "worker-news" => "/",
        "hand-over-offered" or "hand-over-answered" => "/hand-over",
        "new-message" => "/messages",
        "dip-sample-sent" => "/caseload/feedback",
        "dip-sample-answered" => "/team/samples",
        "record-ready" => "/record/download",
        "correction-asked" => $"/young-people/{message.YoungPersonId}/corrections",
        "outside-look" => "/find/looks",
        _ => $"/young-people/{message.YoungPersonId}",
    };

    private static string Pascal(string kebab) =>
        string.Concat(kebab.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

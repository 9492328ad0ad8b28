using Pledge.Domain.Reminders;

namespace Pledge.Web.Background.Mail;

/// <summary>Reminders of one kind in a digest.</summary>
/// <param name="Key">As <see cref="ReminderWords.KeyOf(ReminderRule, string)"/>.</param>
/// <param name="Path">The page that shows it, or, when there are several, the list they are in.</param>
public sealed record DigestGroup(string Key, int Count, string Path);

/// <summary>Finds the words of a message in <see cref="ReminderText"/>, and the page it leads to.</summary>
public static class ReminderWords
{
    /// <summary>Middle of the resource keys of what says only that there is something to read.</summary>
    public const string Discreet = "Discreet";

    /// <summary>Middle of the resource keys, such as <c>PlanReviewDueStaffBefore</c>: <c>Mail</c> stands before it, <c>Subject</c>, <c>Body</c>, <c>Link</c> or <c>Why</c> after.</summary>
    public static string KeyOf(ReminderRule rule, string occurrence) => Pascal(rule.Key) + rule.To + Pascal(rule.MomentOf(occurrence));

    /// <summary>The same for one reader: a young person reads no more than they chose to.</summary>
    public static string KeyOf(ReminderRule rule, string occurrence, Addressee to) => to is { IsYoungPerson: true, Discreet: true } && !rule.IsAtOnce ? Discreet : KeyOf(rule, occurrence);

    /// <summary>Key of the sentence that says why a message of this rule was sent, for a page that lists messages.</summary>
    public static string WhyKeyOf(string rule, string occurrence, bool toYoungPerson) =>
        ReminderRule.Find(rule, toYoungPerson) is { } known ? $"Mail{KeyOf(known, occurrence)}Why" : "MailUnknownWhy";

    /// <summary>The lines of a digest: what is alike stands once.</summary>
    internal static IEnumerable<DigestGroup> GroupsOf(IEnumerable<BundledMessage> parts, Addressee to) =>
        from part in parts
        let rule = ReminderRule.Find(part.Rule, to.IsYoungPerson)
        group (Part: part, Rule: rule) by KeyOf(rule, part.Occurrence) into alike
        let first = alike.First()
        select new DigestGroup(alike.Key, alike.Count(), alike.Count() == 1 || to.IsYoungPerson ? PathOf(first.Part.Rule, first.Part.YoungPersonId, to.IsYoungPerson, null)! : ListOf(first.Part.Rule));

    /// <summary>Path on this site, or null when the message leads nowhere.</summary>
    internal static string? PathOf(string rule, Guid? youngPerson, bool toYoungPerson, string? secret) => rule switch
    {
        "sign-in-code" or "address-code" or "joining-received" or "joining-turned-down" => null,
        "address-changed" => "/help",
        "invitation" => toYoungPerson ? "/sign-in" : "/welcome?t=" + secret,
        "plan-review-due" or "plan-waiting" or "action-due" or "turns-18" or "turns-21" or "turns-25" when toYoungPerson => "/plan",
        "appointment-news" or "appointment-tomorrow" or "appointment-soon" or "appointment-to-answer" => toYoungPerson ? "/appointments" : $"/young-people/{youngPerson}/appointments",
        "pledge-nudge" => "/pledge",
        "message-from-worker" or "worker-news" => "/",
        "draft-unfinished" => "/drafts",
        "digest" => "/", // each role's own first page
        "weekly-digest" => "/caseload",
        "clearance-lapses" or "training-lapses" => "/mentors",
        "mentor-to-answer" or "mentor-news" => toYoungPerson ? "/mentor" : $"/young-people/{youngPerson}/mentor",
        "application-news" or "application-forgotten" => "/applications",
        "opportunity-closing" or "opportunity-closed" => "/find-work/saved",
        "consultation-open" or "consultation-closing" or "consultation-results" => "/have-my-say",
        "forum-news" => "/have-my-say",
        "forum-waiting" => "/forum",
        "work-found" => "/find-work/searches",
        "opportunity-ends" or "opportunity-decided" => "/partner/posts",
        "organisation-joined" => "/partner",
        "opportunity-to-approve" => "/opportunities/waiting",
        "placement-start" or "placement-going" or "bursary-came" or "placement-to-confirm" => toYoungPerson ? "/my-work" : $"/young-people/{youngPerson}/work",
        "placement-to-tell" => "/partner/places",
        "application-came" or "application-to-answer" => "/partner/applicants",
        "feedback-to-read" or "answers-late" => "/opportunities/feedback",
        "mentor-to-ask" => "/mentoring",
        "mentor-concern" or "mentor-concern-unread" => "/mentoring/worries",
        "mentor-check-in" or "mentor-may-not-meet" => "/mentoring/matches",
        "mentor-asked" or "mentor-quiet" => "/mentor-desk",
        "mentor-meeting-tomorrow" or "mentor-agreement" or "mentor-ending" or "mentor-ended" => toYoungPerson ? "/mentor" : "/mentor-desk",
        "hand-over-offered" or "hand-over-answered" => "/hand-over",
        "new-message" => "/messages",
        "dip-sample-sent" => "/caseload/feedback",
        "dip-sample-answered" => "/team/samples",
        "record-ready" => "/record/download",
        "correction-asked" or "correction-due" => $"/young-people/{youngPerson}/corrections",
        "message-unanswered" => $"/young-people/{youngPerson}/messages",
        "plan-waiting" or "action-due" or "plan-to-approve" => $"/young-people/{youngPerson}/plan",
        "check-lapsing" => $"/young-people/{youngPerson}/people",
        "cannot-reach" => $"/young-people/{youngPerson}/cannot-reach",
        "outside-look" => "/find/looks",
        "commitment-due" => "/commitments",
        "board-action-due" => "/board/actions",
        "quarter-to-publish" => "/publications",
        _ => $"/young-people/{youngPerson}",
    };

    private static string ListOf(string rule) => rule switch
    {
        "plan-to-approve" => "/team/plans",
        "forum-waiting" => "/forum",
        "action-due" => "/caseload?show=actions-late",
        "message-unanswered" => "/caseload?show=unanswered",
        "plan-waiting" => "/caseload?show=plan-not-agreed",
        "correction-due" => "/caseload?show=corrections",
        "check-lapsing" => "/caseload?show=checks-lapsing",
        "cannot-reach" => "/caseload?show=cannot-reach",
        "draft-unfinished" => "/drafts",
        "clearance-lapses" or "training-lapses" => "/mentors",
        "mentor-to-ask" => "/mentoring",
        "mentor-check-in" or "mentor-may-not-meet" => "/mentoring/matches",
        "mentor-concern-unread" => "/mentoring/worries",
        "mentor-asked" or "mentor-quiet" or "mentor-meeting-tomorrow" or "mentor-agreement" or "mentor-ending" or "mentor-ended" => "/mentor-desk",
        "opportunity-ends" or "opportunity-decided" => "/partner/posts",
        "opportunity-to-approve" => "/opportunities/waiting",
        "placement-to-tell" => "/partner/places",
        "application-came" or "application-to-answer" => "/partner/applicants",
        "feedback-to-read" or "answers-late" => "/opportunities/feedback",
        "commitment-due" => "/commitments",
        "board-action-due" => "/board/actions",
        "quarter-to-publish" => "/publications",
        _ => "/caseload",
    };

    private static string Pascal(string kebab) =>
        string.Concat(kebab.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

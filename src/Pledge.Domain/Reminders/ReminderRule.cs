using System.Globalization;
using Pledge.Domain.Clocks;

namespace Pledge.Domain.Reminders;

/// <summary>Who gets a message.</summary>
public enum ReminderAudience
{
    YoungPerson,
    /// <summary>A member of staff.</summary>
    Staff,

    /// <summary>Whoever asked for it.</summary>
    Anyone,
}

/// <summary>A moment on a clock.</summary>
/// <param name="Key">Stable kebab-case name, part of the occurrence and of the words.</param>
/// <param name="DaysFromDue">London days after the due day; negative before it.</param>
public sealed record ReminderMoment(string Key, int DaysFromDue);

/// <summary>One row of the table of messages: who gets it, when relative to the clock, and for how long it makes sense.</summary>
/// <param name="Key">Stable kebab-case name: the ledger's rule. With <paramref name="To"/> it also finds the words.</param>
/// <param name="Clock">The clock that causes it; null when an act causes it.</param>
/// <param name="Moments">In order; a message of one moment is stale when the next begins.</param>
/// <param name="StaleAfterDays">London days after which the last moment's message, or an act's, is dropped instead of sent. For a secret, whoever queues it decides.</param>
/// <param name="CanBeTurnedOff">Whether the person may stop it. What somebody asked for, or is owed for their work, cannot be.</param>
/// <param name="CanBeSentAgain">Whether an administrator may send it a second time when it is not known to have arrived.</param>
/// <param name="Source">Why it exists.</param>
public sealed record ReminderRule(
    string Key, ReminderAudience To, ClockRule? Clock, IReadOnlyList<ReminderMoment> Moments, int StaleAfterDays, bool CanBeTurnedOff, bool CanBeSentAgain, string Source)
{
    public static ReminderRule MessageFromWorker { get; } = new("message-from-worker", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 3, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: what a worker writes for a young person reaches them the same day, at most once a day");

    public static ReminderRule NewMessageForYoungPerson { get; } = new("new-message", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: whoever has a message hears of it once, until they have read it");

    public static ReminderRule NewMessageForWorker { get; } = new("new-message", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: a young person's message has an answer within three working days, so the worker hears of it once, until they have read it");

    /// <summary>A new worker, or somebody who stands in: who and from when is on the page, not in the mail.</summary>
    public static ReminderRule WorkerNews { get; } = new("worker-news", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: nobody finds out that their worker changed by meeting a stranger");

    /// <summary>A copy of their record that they asked for.</summary>
    public static ReminderRule RecordReady { get; } = new("record-ready", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Asked for by the person; there for seven days");

    public static ReminderRule CorrectionAsked { get; } = new("correction-asked", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true,
        "UK GDPR, article 12(3): whoever asks for a correction has an answer within a month");
    public static ReminderRule OutsideLook { get; } = new("outside-look", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: the managers of a young person's worker hear at once when somebody outside the team opens the record and says why");

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<ReminderRule> All { get; } =
    [
        new("contact-due", ReminderAudience.Staff, ClockRule.ContactDue, [new("before", -7), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: the worker hears a week before the clock of regulation 8(2), or the local standard, runs out, and on the day after"),
        new("first-visit-due", ReminderAudience.Staff, ClockRule.FirstVisitDue, [new("before", -3), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: three days' notice of the seven that regulation 8(2) gives"),
        new("visit-due", ReminderAudience.Staff, ClockRule.VisitDue, [new("before", -14), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: two weeks to arrange a visit under regulation 8(2)"),
        new("needs-assessment-due", ReminderAudience.Staff, ClockRule.NeedsAssessmentDue, [new("before", -28), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: four weeks to finish an assessment under regulation 42"),
        new("early-review-due", ReminderAudience.Staff, ClockRule.EarlyReviewDue, [new("before", -14), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: two weeks to prepare the review after a move"),
        new("plan-review-due", ReminderAudience.Staff, ClockRule.PlanReviewDue, [new("before", -28), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: a review under regulation 7 takes four weeks to prepare"),
        new("plan-review-due", ReminderAudience.YoungPerson, ClockRule.PlanReviewDue, [new("before", -14)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: two weeks to think about what to say at the review"),
        new("review-asked-for", ReminderAudience.Staff, ClockRule.ReviewAskedFor, [new("before", -28), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: the worker hears the same day that a review is wanted, and when it is late"),
        MessageFromWorker,
        NewMessageForYoungPerson,
        NewMessageForWorker,
        WorkerNews,
        RecordReady,
        new("dip-sample-sent", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: feedback that nobody reads helps nobody"),
        new("dip-sample-answered", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: as above, for the manager who sent it"),
        CorrectionAsked,
        new("hand-over-offered", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: a hand-over waits for nobody to look by chance"),
        new("hand-over-answered", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: as above, for whoever asked"),
        OutsideLook,
        new("sign-in-code", ReminderAudience.Anyone, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: false, "Asked for by the person; useless after ten minutes"),
        new("invitation", ReminderAudience.Staff, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: true, "Sent by the administrator; the link lasts three days"),
        new("invitation", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: true, "Sent by the data officer or administrator"),
    ];

    /// <summary>The rule of a message in the ledger, or null for a key this version does not know.</summary>
    /// <param name="toYoungPerson">Whether the account it goes to is a young person's.</param>
    public static ReminderRule? Find(string key, bool toYoungPerson) =>
        All.FirstOrDefault(rule => rule.Key == key && (rule.To is ReminderAudience.Anyone || rule.To is ReminderAudience.YoungPerson == toYoungPerson));

    /// <summary>What this rule calls for on <paramref name="today"/>: the occurrence for the ledger and the London day on which it is stale; null when nothing.</summary>
    /// <param name="reading">Of this rule's clock, for <paramref name="about"/>.</param>
    public (string Occurrence, DateOnly StaleOn)? CallsFor(ClockReading reading, YoungPersonId about, DateOnly today)
    {
        if (reading.DueOn is not { } due)
            return null;
        for (var i = 0; i < Moments.Count; i++)
        {
            var from = due.AddDays(Moments[i].DaysFromDue);
            var until = i + 1 < Moments.Count ? due.AddDays(Moments[i + 1].DaysFromDue) : from.AddDays(StaleAfterDays);
            if (from <= today && today < until)
                return (string.Create(CultureInfo.InvariantCulture, $"{about}:{due:yyyy-MM-dd}:{Moments[i].Key}"), until);
        }

        return null;
    }

    /// <summary>The key of the moment an occurrence belongs to; empty for a rule without moments.</summary>
    public string MomentOf(string occurrence) => Moments.Count == 0 ? "" : occurrence[(occurrence.LastIndexOf(':') + 1)..];
}

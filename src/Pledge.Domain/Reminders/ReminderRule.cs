using Pledge.Domain.Clocks;

namespace Pledge.Domain.Reminders;

/// <summary>Who gets a message.</summary>
public enum ReminderAudience
{
    YoungPerson,
    Worker,

    /// <summary>Whoever asked for it or was invited.</summary>
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

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<ReminderRule> All { get; } =
    [
        new("contact-due", ReminderAudience.Worker, ClockRule.ContactDue, [new("before", -7), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: the worker hears a week before the clock of regulation 8(2), or the local standard, runs out, and on the day after"),
        new("plan-review-due", ReminderAudience.Worker, ClockRule.PlanReviewDue, [new("before", -28), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: a review under regulation 7 takes four weeks to prepare"),
        new("plan-review-due", ReminderAudience.YoungPerson, ClockRule.PlanReviewDue, [new("before", -14)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: two weeks to think about what to say at the review"),
        MessageFromWorker,
        new("sign-in-code", ReminderAudience.Anyone, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: false, "Asked for by the person"),
        new("invitation", ReminderAudience.Anyone, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: true, "Sent by the administrator"),
    ];

    /// <summary>The rule of a message in the ledger, or null for a key this version does not know.</summary>
    /// <param name="toYoungPerson">Whether the account it goes to is a young person's.</param>
    public static ReminderRule? Find(string key, bool toYoungPerson) =>
        All.FirstOrDefault(rule => rule.Key == key && (rule.To is ReminderAudience.Anyone || rule.To is ReminderAudience.YoungPerson == toYoungPerson));
}

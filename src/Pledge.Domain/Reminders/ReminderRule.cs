using System.Globalization;
using Pledge.Domain.Clocks;

namespace Pledge.Domain.Reminders;

/// <summary>Who gets a message.</summary>
public enum ReminderAudience
{
    YoungPerson,

    /// <summary>A member of staff.</summary>
    Staff,

    /// <summary>Whoever asked for it, or began it.</summary>
    Anyone,
}

/// <summary>What a message is about, as far as its reader chooses by it.</summary>
public enum ReminderKind
{
    Messages,
    Plan,
    Pledge,
    Appointments,

    /// <summary>What is theirs to know whatever they chose: sign-in, their record, a new worker, their own work.</summary>
    Needed,
}

/// <summary>Whom a moment tells. The ones after the first are the path on which something that is not done rises.</summary>
public enum ReminderStep
{
    /// <summary>The young person, the worker, or whoever stands in for the worker that day.</summary>
    First,

    /// <summary>Managers of the worker's team.</summary>
    TeamManager,

    /// <summary>Managers of the authority who have no team of their own.</summary>
    ServiceManager,
}

/// <summary>The way up from step to step.</summary>
public static class ReminderSteps
{
    /// <summary>The step at which a member of staff hears of others' work.</summary>
    public static ReminderStep Of(bool manages, bool hasTeam) => !manages ? ReminderStep.First : hasTeam ? ReminderStep.TeamManager : ReminderStep.ServiceManager;

    /// <summary>Whether what somebody was to do for a young person is still theirs. After a hand-over it is the new worker's.</summary>
    /// <param name="worksWithThem">Whether they are the worker today, or stand in.</param>
    /// <param name="team">Their team, or null.</param>
    /// <param name="workersTeam">Team of the worker, or null.</param>
    public static bool IsStillTheirs<T>(bool worksWithThem, bool manages, T? team, T? workersTeam) where T : struct => worksWithThem || (manages && (team is null || team.Equals(workersTeam)));

    /// <summary>The step whose people hear: where the one asked for has nobody, the next hears in its place, so that nothing falls through.</summary>
    /// <param name="step">The one asked for.</param>
    /// <param name="hasFirst">Whether the matter has an owner or a worker who can hear.</param>
    /// <param name="hasTeamManager">Whether somebody manages the worker's team.</param>
    public static ReminderStep HeardAt(this ReminderStep step, bool hasFirst, bool hasTeamManager) => step switch
    {
        ReminderStep.First when hasFirst => ReminderStep.First,
        ReminderStep.First or ReminderStep.TeamManager when hasTeamManager => ReminderStep.TeamManager,
        _ => ReminderStep.ServiceManager,
    };
}

/// <summary>A moment relative to the day something is due.</summary>
/// <param name="Key">Stable kebab-case name, part of the occurrence and of the words.</param>
/// <param name="DaysFromDue">London days after the due day; negative before it.</param>
/// <param name="Tells">Who hears at this moment.</param>
/// <param name="MonthsFromDue">Calendar months after the due day, counted before the days; negative before it.</param>
public sealed record ReminderMoment(string Key, int DaysFromDue, ReminderStep Tells = ReminderStep.First, int MonthsFromDue = 0)
{
    /// <summary>The London day on which it begins.</summary>
    public DateOnly DayFor(DateOnly due) => due.AddMonths(MonthsFromDue).AddDays(DaysFromDue);

    /// <summary>The same when the matter was paused: a step beyond the first, that was not reached when a pause began, waits as many days as the pause has.</summary>
    internal DateOnly DayFor(DateOnly due, IReadOnlyList<RiseHold> holds, int daysLater = 0)
    {
        var day = DayFor(due).AddDays(daysLater);
        return Tells is ReminderStep.First || holds.Count == 0 ? day : holds.Aggregate(day, (waits, hold) => hold.From <= waits ? waits.AddDays(hold.Days) : waits);
    }

    internal DateOnly DueFor(DateOnly day) => day.AddDays(-DaysFromDue).AddMonths(-MonthsFromDue);
}

/// <summary>What a rule calls for on a day.</summary>
/// <param name="Occurrence">For the ledger: what it is about, the due day and the moment.</param>
/// <param name="StaleOn">London day from which it would only confuse.</param>
public sealed record ReminderCall(string Occurrence, DateOnly StaleOn, ReminderMoment Moment);

/// <summary>One row of the table of messages: who gets it, when relative to what, and for how long it makes sense.</summary>
/// <param name="Key">Stable kebab-case name: the ledger's rule. With <paramref name="To"/> it also finds the words.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Clock">The clock that causes it; null when an act causes it, or when a query finds it (<see cref="IsFound"/>).</param>
/// <param name="Moments">In order; a message of one moment is stale when the next begins.</param>
/// <param name="StaleAfterDays">London days after which the last moment's message, or an act's, is dropped instead of sent. For a secret, whoever queues it decides.</param>
/// <param name="CanBeTurnedOff">Whether the person may stop it. What somebody asked for, or is owed for their work, cannot be.</param>
/// <param name="CanBeSentAgain">Whether an administrator may send it a second time when it is not known to have arrived.</param>
/// <param name="Source">Why it exists.</param>
public sealed partial record ReminderRule(
    string Key, ReminderAudience To, ClockRule? Clock, IReadOnlyList<ReminderMoment> Moments, int StaleAfterDays, bool CanBeTurnedOff, bool CanBeSentAgain, string Source)
{
    /// <summary>By what its reader chooses it; see <see cref="ReminderSetting.Wants"/>.</summary>
    public ReminderKind Kind { get; init; } = ReminderKind.Needed;

    /// <summary>Whether a query over the whole authority finds what it is about. The planner has one query for each such rule.</summary>
    public bool IsFound { get; init; }

    /// <summary>Whether it waits for a working day, not only for the hours its reader chose.</summary>
    public bool WorkingDaysOnly { get; init; }

    /// <summary>Hours before the instant it is about at which it comes; at that instant it is stale. Null for what is about a day. It goes alone: in a message of the morning it would be too early.</summary>
    public int? HoursBefore { get; init; }

    /// <summary>Whether somebody waits for it at a screen: sent at once, at night too.</summary>
    public bool IsAtOnce { get; init; }

    /// <summary>Whether it goes to the address that is the first line of its payload, and not to that of the account: a new one that is to be proved, or the one that was left.</summary>
    public bool IsToAnotherAddress { get; init; }

    /// <summary>Whether several of one morning go in one message, and whether it counts towards the most that somebody gets in a day.</summary>
    public bool IsPlanned => Clock is not null || IsFound;

    /// <summary>Whether it rises beyond the first who hears when nothing is done.</summary>
    public bool Rises => Moments.Any(moment => moment.Tells is not ReminderStep.First);

    /// <summary>Whether somebody may keep one matter from rising for a while.</summary>
    public bool CanBePaused { get; init; } = true;

    /// <summary>The rule of a message in the ledger, or null for a key this version does not know.</summary>
    /// <param name="toYoungPerson">Whether the account it goes to is a young person's.</param>
    public static ReminderRule? Find(string key, bool toYoungPerson) =>
        All.FirstOrDefault(rule => rule.Key == key && (rule.To is ReminderAudience.Anyone || rule.To is ReminderAudience.YoungPerson == toYoungPerson));

    /// <summary>What this rule calls for on <paramref name="today"/>; null when nothing.</summary>
    /// <param name="reading">Of this rule's clock, for <paramref name="about"/>.</param>
    /// <param name="holds">When it was, or is, to rise no further; null when never.</param>
    public ReminderCall? CallsFor(ClockReading reading, YoungPersonId about, DateOnly today, RiseHolds? holds = null) =>
        reading.DueOn is { } due && MomentOn(due, today, holds?.Of(this, about, due) ?? []) is ({ } moment, var until) ? Call(about.ToString(), due, moment, until) : null;

    /// <summary>What this rule calls for on <paramref name="today"/> for something that is due on <paramref name="due"/>; null when nothing.</summary>
    /// <param name="about">Id of what is due: with the day, what makes it this one and not the next.</param>
    /// <param name="holds">When it was, or is, to rise no further; null when never.</param>
    public ReminderCall? CallsFor(DateOnly due, string about, DateOnly today, RiseHolds? holds = null) =>
        MomentOn(due, today, holds?.Of(this, about, due) ?? []) is ({ } moment, var until) ? Call(about, due, moment, until) : null;

    private static ReminderCall Call(string about, DateOnly due, ReminderMoment moment, DateOnly until) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{about}:{due:yyyy-MM-dd}:{moment.Key}"), until, moment);

    /// <summary>The moment that holds on a day, and the day on which it is over; none while it is kept from rising so far.</summary>
    private (ReminderMoment? Moment, DateOnly Until) MomentOn(DateOnly due, DateOnly today, IReadOnlyList<RiseHold> held)
    {
        for (var i = 0; i < Moments.Count; i++)
        {
            var from = Moments[i].DayFor(due, held);
            var until = EndOf(i, due, held);
            if (from <= today && today < until)
                return Moments[i].Tells is not ReminderStep.First && IsHeld(held, today) ? default : (Moments[i], until);
        }

        return default;
    }

    private static bool IsHeld(IReadOnlyList<RiseHold> held, DateOnly today) => held.Any(hold => hold.Holds(today));

    /// <summary>What comes after <paramref name="today"/> if nothing changes, the earliest first: each moment with the London day on which its message may come.</summary>
    /// <param name="holds">As for <see cref="CallsFor(DateOnly, string, DateOnly, RiseHolds?)"/>; a pause that is not over counts to its end.</param>
    public IEnumerable<(DateOnly On, ReminderMoment Moment)> MomentsAfter(DateOnly due, string about, DateOnly today, RiseHolds? holds = null)
    {
        var held = holds?.Of(this, about, due) ?? [];
        for (var i = 0; i < Moments.Count; i++)
        {
            var on = Moments[i].DayFor(due, held);
            while (WorkingDaysOnly && !on.IsWorkingDay())
                on = on.AddDays(1);
            if (on > today && on < EndOf(i, due, held))
                yield return (on, Moments[i]);
        }
    }

    /// <summary>How far it has risen by <paramref name="today"/>: the latest moment whose day came, whether its message still makes sense or not; null before the first.</summary>
    public ReminderMoment? Reached(DateOnly due, string about, DateOnly today, RiseHolds? holds = null)
    {
        var held = holds?.Of(this, about, due) ?? [];
        return Moments.LastOrDefault(moment => moment.DayFor(due, held) <= today);
    }

    private DateOnly EndOf(int moment, DateOnly due, IReadOnlyList<RiseHold> held) =>
        moment + 1 < Moments.Count ? Moments[moment + 1].DayFor(due, held) : Moments[moment].DayFor(due, held, StaleAfterDays);

    /// <summary>The earliest and the latest due day for which it can call for anything on <paramref name="today"/>, with a few days to spare.</summary>
    /// <param name="held">Most days for which anything was paused.</param>
    public (DateOnly From, DateOnly To) DueDaysFor(DateOnly today, int held = 0)
    {
        const int spare = 4; // months differ by up to three days
        return (Moments[^1].DueFor(today).AddDays(-StaleAfterDays - spare - (Rises ? held : 0)), Moments[0].DueFor(today).AddDays(spare));
    }

    /// <summary>The key of the moment an occurrence belongs to; empty for a rule without moments.</summary>
    public string MomentOf(string occurrence) => Moments.Count == 0 ? "" : occurrence[(occurrence.LastIndexOf(':') + 1)..];
}

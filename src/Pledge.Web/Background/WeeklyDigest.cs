using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.Reminders;

namespace Pledge.Web.Background;

/// <summary>At the start of a week: how many clocks are late and how many are due in it. For a worker of their own young people, for a manager of the team's, for a manager without a team of everybody's.</summary>
/// <param name="now">UTC instant.</param>
/// <param name="today">London day.</param>
internal sealed class WeeklyDigest(AuthorityId authority, DateTimeOffset now, DateOnly today)
{
    public static ReminderRule Rule => ReminderRule.WeeklyDigest;

    /// <summary>Whether the week's first working day is this one.</summary>
    public static bool IsDue(DateOnly today)
    {
        var monday = LondonTime.MondayOf(today);
        return today == (monday.IsWorkingDay() ? monday : monday.AddWorkingDays(1));
    }

    public static string OccurrenceOn(DateOnly day) => LondonTime.MondayOf(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="clocks">Of everybody in the authority.</param>
    /// <param name="has">Whether an account had this week's already.</param>
    /// <param name="hours">When an account may be reached.</param>
    /// <returns>One for each account of staff for whom something is late or due.</returns>
    public IEnumerable<NewMessage> Of(IEnumerable<(Guid Person, ClockState State)> clocks, Addressees addressees, Predicate<Guid> has, Func<Guid, QuietHours> hours, IDataProtectionProvider keys)
    {
        var all = clocks.Where(one => one.State is ClockState.Overdue or ClockState.DueThisWeek).ToList();
        var ofWorker = all.Where(one => addressees.WorkerOf(one.Person) is not null).ToLookup(one => addressees.WorkerOf(one.Person)!.Value);
        var ofTeam = all.Where(one => addressees.TeamAround(one.Person) is not null).ToLookup(one => addressees.TeamAround(one.Person)!.Value);
        foreach (var account in addressees.Staff.Where(account => !has(account)))
        {
            var theirs = !addressees.IsManager(account) ? ofWorker[account] : addressees.TeamOf(account) is { } team ? ofTeam[team] : all;
            var (late, soon) = (theirs.Count(one => one.State is ClockState.Overdue), theirs.Count(one => one.State is ClockState.DueThisWeek));
            if (late + soon == 0)
                continue;
            yield return new(authority, new(account), null, Rule.Key, OccurrenceOn(today),
                hours(account).FirstMoment(now, Rule.WorkingDaysOnly), LondonTime.At(today.AddDays(Rule.StaleAfterDays), TimeOnly.MinValue),
                keys.Seal(Rule.Key, string.Create(CultureInfo.InvariantCulture, $"{late} {soon}")));
        }
    }
}

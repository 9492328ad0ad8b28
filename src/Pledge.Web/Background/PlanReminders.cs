using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Brings the ledger of every authority in line with what is due: queues what the rules call for, takes back what is done meanwhile,
/// and puts several of one morning in one message. Safe to run as often, and on as many machines at once, as one likes.</summary>
/// <remarks>The rules are the domain's. Everything is read in sets, decided in memory and written in sets, all in one transaction an authority;
/// the number of statements depends on the number of rules and not of people.</remarks>
public sealed class PlanReminders(PledgeDb db, TimeProvider clock, IDataProtectionProvider keys, ILogger<PlanReminders> log)
{
    public const string Name = "plan-reminders";

    /// <summary>Most planned messages somebody gets in a day; what comes after waits for the next. Acts are not counted: somebody did something just now.</summary>
    public const int MostADay = 3;

    /// <summary>An outage longer than this leaves no record of each thing it missed.</summary>
    private const int LongestLookBackDays = 60;

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var authority in await AuthoritiesAsync(ct))
        {
            var planned = await PlanAsync(authority, ct);
            log.LogInformation("Planned reminders of authority {Authority}: {Queued} queued, {Over} no longer due, {Bundled} put together, {Missed} too late to send",
                authority, planned.Queued, planned.Over, planned.Bundled, planned.Missed);
        }
    }

    private async Task<List<AuthorityId>> AuthoritiesAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        return await db.Authorities.Select(authority => authority.Id).OrderBy(id => id).ToListAsync(ct);
    }

    private async Task<(int Queued, int Over, int Bundled, int Missed)> PlanAsync(AuthorityId authority, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow().ToUniversalTime(), clock.Today());
        await using var transaction = await RowScope.Job(Name, authority).EnterAsync(db, today, ct);
        // Two planners that meet take turns; the second finds nothing to do.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('plan-reminders ' || {authority.Value.ToString()}, 0))", ct);

        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var people = await db.ReadClockInputsAsync(today, ct);
        var pauses = await db.ListPausesAsync(today, ct);
        var addressees = await Addressees.ReadAsync(db, today, ct);
        var calls = Read(people, pauses, settings, addressees, today);
        var due = new List<Due>();
        foreach (var rule in ReminderRule.All.Where(rule => rule.IsFound))
        {
            var (first, last) = rule.DueDaysFor(today);
            due.AddRange((await db.FindAsync(rule, first, last, today, ct)).SelectMany(found => Decide(rule, found, addressees, today)));
        }
        due.AddRange(calls.Due(today));

        var chosen = await ChosenAsync(ct);
        var ledger = await PlannedLedger.ReadAsync(db, authority, now, ct);
        var full = ledger.FullSince(LondonTime.At(today, TimeOnly.MinValue));
        var messages = due.ConvertAll(one => Message(one, authority, chosen.GetValueOrDefault(one.Account, ReminderSetting.Usual), full.Contains(one.Account), now, today));
        if (FirstWorkingDayOfWeek(today) == today)
            messages.AddRange(Weekly(calls, addressees, ledger, authority, chosen, now, today));
        // What can no longer come in time is not queued at all.
        messages.RemoveAll(message => message.NotBefore >= message.StaleAt);

        await ledger.WriteAsync(messages, ct);
        var missed = await MissedAsync(calls, authority, ledger, messages, now, today, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.reminder_plan (authority_id, planned_on, finished_at) values ({authority.Value}, {today}, {clock.GetUtcNow().ToUniversalTime()})
            on conflict (authority_id) do update set planned_on = excluded.planned_on, finished_at = excluded.finished_at
            """, ct);
        await transaction!.CommitAsync(ct);
        return (ledger.Result.Queued, ledger.Result.Over, ledger.Result.Bundled, missed);
    }

    /// <summary>One reminder that is called for.</summary>
    /// <param name="StartsAt">UTC instant it is about, when it is about one.</param>
    private sealed record Due(ReminderRule Rule, ReminderCall Call, Guid Account, Guid? About, DateTimeOffset? StartsAt = null);

    /// <summary>The clocks of everybody, ready to be asked about any day.</summary>
    private sealed record Calls(IReadOnlyList<(Guid Person, ReminderRule Rule, ClockReading Reading)> Readings, Addressees Addressees)
    {
        public IEnumerable<Due> Due(DateOnly day) =>
            from one in Readings
            let call = one.Rule.CallsFor(one.Reading, new(one.Person), day)
            where call is not null
            from account in one.Rule.To is ReminderAudience.YoungPerson
                ? Addressees.AccountOf(one.Person) is { } own ? [own] : []
                : Addressees.StaffAt(call.Moment.Tells, one.Person)
            select new Due(one.Rule, call, account, one.Person);
    }

    private static Calls Read(IEnumerable<ClockInput> people, ILookup<YoungPersonId, ClockPause> pauses, IReadOnlyCollection<ClockSetting> settings, Addressees addressees, DateOnly today)
    {
        var byClock = ReminderRule.All.Where(rule => rule.Clock is not null).ToLookup(rule => rule.Clock!.Value);
        // Arithmetic over everybody: shared by the cores of the machine.
        var readings = people.AsParallel().AsOrdered().SelectMany(person =>
        {
            var facts = person.FactsWith(pauses);
            return byClock.Select(rules => (Rules: rules, Reading: facts.Read(rules.Key, today, settings))).Where(one => one.Reading.IsRunning)
                .SelectMany(one => one.Rules.Select(rule => (person.Id, rule, one.Reading)));
        }).ToList();
        return new(readings, addressees);
    }

    private static IEnumerable<Due> Decide(ReminderRule rule, FoundReminder found, Addressees addressees, DateOnly today)
    {
        if (rule.CallsFor(found.DueOn, found.Subject, today) is not { } call)
            return [];
        IEnumerable<Guid> accounts = rule.To switch
        {
            ReminderAudience.Staff => addressees.StaffAt(call.Moment.Tells, found.YoungPersonId, found.Account),
            ReminderAudience.YoungPerson => addressees.AccountOf(found.YoungPersonId!.Value) is { } own ? [own] : [],
            _ => [found.Account!.Value],
        };
        return accounts.Select(account => new Due(rule, call, account, found.YoungPersonId, found.StartsAt));
    }

    /// <param name="isFull">Whether this person has had as many as they should get today.</param>
    private static NewMessage Message(Due due, AuthorityId authority, ReminderSetting setting, bool isFull, DateTimeOffset now, DateOnly today)
    {
        var (earliest, stale) = (isFull ? LondonTime.At(today.AddDays(1), TimeOnly.MinValue) : now, LondonTime.At(due.Call.StaleOn, TimeOnly.MinValue));
        // What cannot wait for tomorrow does not count how many there were.
        if (due is { Rule.HoursBefore: { } hours, StartsAt: { } start })
            (earliest, stale) = (start.AddHours(-hours) > now ? start.AddHours(-hours) : now, start);
        return new(authority, new(due.Account), due.About is { } about ? new YoungPersonId(about) : null, due.Rule.Key, due.Call.Occurrence,
            setting.Hours.FirstMoment(earliest, due.Rule.WorkingDaysOnly), stale);
    }

    /// <summary>The choice in force of everybody who made one.</summary>
    private async Task<Dictionary<Guid, ReminderSetting>> ChosenAsync(CancellationToken ct) =>
        (await db.ReminderSettings.FromSql($"select distinct on (account_id) * from pledge.reminder_setting order by account_id, chosen_at desc, id desc").AsNoTracking().ToListAsync(ct))
        .ToDictionary(setting => setting.AccountId.Value);

    private static DateOnly FirstWorkingDayOfWeek(DateOnly today)
    {
        var day = LondonTime.MondayOf(today);
        return day.IsWorkingDay() ? day : day.AddWorkingDays(1);
    }

    /// <summary>For each worker how many of their young people's clocks are late and due this week; for a manager, of their team.</summary>
    private IEnumerable<NewMessage> Weekly(Calls calls, Addressees addressees, PlannedLedger ledger, AuthorityId authority, Dictionary<Guid, ReminderSetting> chosen, DateTimeOffset now, DateOnly today)
    {
        var states = calls.Readings.Where(one => one.Rule is { To: ReminderAudience.Staff } && Clock.Of(one.Rule.Clock!.Value).Kind is ClockKind.Duty)
            .Select(one => (one.Person, State: one.Reading.State(today))).Where(one => one.State is ClockState.Overdue or ClockState.DueThisWeek).ToList();
        var ofWorker = states.Where(one => addressees.WorkerOf(one.Person) is not null).ToLookup(one => addressees.WorkerOf(one.Person)!.Value, one => one.State);
        var ofTeam = states.Where(one => addressees.TeamAround(one.Person) is not null).ToLookup(one => addressees.TeamAround(one.Person)!.Value, one => one.State);
        var monday = LondonTime.MondayOf(today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var rule = ReminderRule.WeeklyDigest;
        foreach (var account in addressees.Staff)
        {
            var own = addressees.IsManager(account) && addressees.TeamOf(account) is { } team ? ofTeam[team] : ofWorker[account];
            var (late, soon) = (own.Count(state => state is ClockState.Overdue), own.Count(state => state is ClockState.DueThisWeek));
            if (late + soon == 0 || ledger.Holds(account, rule.Key, monday))
                continue;
            yield return new(authority, new(account), null, rule.Key, monday,
                chosen.GetValueOrDefault(account, ReminderSetting.Usual).Hours.FirstMoment(now, rule.WorkingDaysOnly), LondonTime.At(today.AddDays(rule.StaleAfterDays), TimeOnly.MinValue),
                keys.Seal(rule.Key, string.Create(CultureInfo.InvariantCulture, $"{late} {soon}")));
        }
    }

    /// <summary>After days on which nobody planned: writes down what those days called for and today does not, so that it can be seen that nobody heard of it.</summary>
    private async Task<int> MissedAsync(Calls calls, AuthorityId authority, PlannedLedger ledger, List<NewMessage> messages, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var last = (await db.Database.SqlQuery<DateOnly?>($"""select max(planned_on) as "Value" from pledge.reminder_plan where authority_id = {authority.Value}""").ToListAsync(ct))[0];
        if (last is not { } planned || planned >= today.AddDays(-1))
            return 0;
        var known = messages.Select(message => (message.Account.Value, message.Rule, message.Occurrence)).ToHashSet();
        var missed = new List<NewMessage>();
        for (var day = today.AddDays(-Math.Min(LongestLookBackDays, today.DayNumber - planned.DayNumber - 1)); day < today; day = day.AddDays(1))
        {
            foreach (var due in calls.Due(day).Where(due => known.Add((due.Account, due.Rule.Key, due.Call.Occurrence))))
                missed.Add(Message(due, authority, ReminderSetting.Usual, isFull: false, now, today));
        }
        return missed.Count == 0 ? 0 : await ledger.WriteMissedAsync(missed, ct);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Brings the ledger of every authority in line with what is due: queues what the rules call for, takes back what is done meanwhile,
/// and puts several of one morning in one message. Safe to run as often, and on as many machines at once, as one likes.</summary>
/// <remarks>The rules are the domain's. Everything is read in sets, decided in memory and written in sets, all in one transaction an authority;
/// the number of statements depends on the number of rules and not of people.</remarks>
public sealed class PlanReminders(PledgeDb db, IServiceScopeFactory services, TimeProvider clock, IDataProtectionProvider keys, ILogger<PlanReminders> log, ITextTransport? texter = null)
{
    public const string Name = "plan-reminders";

    /// <summary>Most planned messages somebody gets in a day by one channel; what comes after waits for the next. Acts are not counted: somebody did something just now.</summary>
    public const int MostADay = 3;

    /// <summary>An outage longer than this leaves no record of each thing it missed.</summary>
    private const int LongestLookBackDays = 60;

    /// <summary>While one authority waits for the database, another is decided. Not more: two are in memory, and on the smallest machine the pages have their turn.</summary>
    private const int AtOnce = 2;

    /// <exception cref="AggregateException">Some authorities could not be planned; all the others were.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        ConcurrentQueue<Exception> failures = [];
        await Parallel.ForEachAsync(await AuthoritiesAsync(ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (authority, stop) =>
        {
            try
            {
                await using var own = services.CreateAsyncScope(); // with a connection of its own
                var planned = await own.ServiceProvider.GetRequiredService<PlanReminders>().PlanAsync(authority, stop);
                log.LogInformation("Planned reminders of authority {Authority}: {Queued} queued, {Over} no longer due, {Bundled} put together, {Missed} too late to send",
                    authority, planned.Queued, planned.Over, planned.Bundled, planned.Missed);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // What is wrong with one must not keep the others waiting. The job fails all the same, and says what it was.
                failures.Enqueue(error);
                log.LogError("Reminders of authority {Authority} could not be planned: {Reason}", authority, error.GetType().Name);
            }
        });
        if (!failures.IsEmpty)
            throw new AggregateException(failures);
    }

    private async Task<List<AuthorityId>> AuthoritiesAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        return await db.Authorities.Select(authority => authority.Id).OrderBy(id => id).ToListAsync(ct);
    }

    internal async Task<(int Queued, int Over, int Bundled, int Missed)> PlanAsync(AuthorityId authority, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow().ToUniversalTime(), clock.Today());
        await using var transaction = await RowScope.Job(Name, authority).EnterAsync(db, today, ct);
        // Two planners that meet take turns; the second finds nothing to do.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('plan-reminders ' || {authority.Value.ToString()}, 0))", ct);

        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var people = await db.ReadClockInputsAsync(today, ct);
        var pauses = await db.ListPausesAsync(today, ct);
        var addressees = await Addressees.ReadAsync(db, today, ct);
        var holds = await db.ReadHoldsAsync(today, ct);
        var clocks = new Clocks(people, pauses, settings, today);
        var due = new List<Due>();
        foreach (var rule in ReminderRule.All.Where(rule => rule.IsFound))
        {
            var (first, last) = rule.DueDaysFor(today, holds.MostDays);
            due.AddRange((await db.FindAsync(rule, first, last, today, ct)).SelectMany(found => Decide(rule, found, addressees, holds, today)));
        }
        var weekBegins = WeeklyDigest.IsDue(today);
        var states = new List<(Guid Person, ClockState State)>();
        foreach (var one in clocks.Readings())
        {
            due.AddRange(Decide(one, addressees, holds, today));
            if (weekBegins && one.Rule.To is ReminderAudience.Staff && Clock.Of(one.Reading.Rule).Kind is ClockKind.Duty)
                states.Add((one.Person, one.Reading.State(today)));
        }

        var chosen = await ChosenAsync(ct);
        var ledger = await PlannedLedger.ReadAsync(db, authority, now, ct);
        var full = ledger.FullSince(LondonTime.At(today, TimeOnly.MinValue));
        var texted = await TextedAsync(ct);
        var messages = new List<NewMessage>(due.Count);
        var unwanted = new HashSet<(Guid, string, string, string)>();
        foreach (var one in due)
        {
            var setting = chosen.GetValueOrDefault(one.Account, ReminderSetting.Usual);
            var wanted = setting.ChannelsFor(one.Rule.Kind, texted.Contains(one.Account));
            foreach (var channel in wanted)
                messages.Add(Message(one, authority, setting, channel, full.Contains((one.Account, channel)), now, today));
            foreach (var channel in Channel.All)
            {
                if (!wanted.Contains(channel) && ledger.Holds(one.Account, one.Rule.Key, one.Call.Occurrence, channel))
                    unwanted.Add((one.Account, one.Rule.Key, one.Call.Occurrence, channel));
            }
        }
        if (weekBegins)
            messages.AddRange(new WeeklyDigest(authority, now, today).Of(states, addressees, account => ledger.Holds(account, WeeklyDigest.Rule.Key, WeeklyDigest.OccurrenceOn(today)),
                account => chosen.GetValueOrDefault(account, ReminderSetting.Usual).Hours, keys));
        // What can no longer come in time is not queued at all.
        messages.RemoveAll(message => message.NotBefore >= message.StaleAt);

        await ledger.WriteAsync(messages, unwanted, ct);
        var missed = await MissedAsync(clocks, addressees, holds, authority, ledger, messages, now, today, ct);
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

    /// <summary>A clock of somebody that runs, for each rule that it causes.</summary>
    private readonly record struct Running(Guid Person, ReminderRule Rule, ClockReading Reading);

    /// <summary>The clocks of everybody, read one after the other and not kept: of a whole authority they would fill the memory.</summary>
    private sealed record Clocks(IReadOnlyList<ClockInput> People, ILookup<YoungPersonId, ClockPause> Pauses, IReadOnlyCollection<ClockSetting> Settings, DateOnly Today)
    {
        private static readonly ILookup<ClockRule, ReminderRule> ByClock = ReminderRule.All.Where(rule => rule.Clock is not null).ToLookup(rule => rule.Clock!.Value);

        public IEnumerable<Running> Readings()
        {
            foreach (var person in People)
            {
                var facts = person.FactsWith(Pauses);
                foreach (var rules in ByClock)
                {
                    var reading = facts.Read(rules.Key, Today, Settings);
                    if (!reading.IsRunning)
                        continue;
                    foreach (var rule in rules)
                        yield return new(person.Id, rule, reading);
                }
            }
        }
    }

    private static IEnumerable<Due> Decide(Running one, Addressees addressees, RiseHolds holds, DateOnly day)
    {
        if (one.Rule.CallsFor(one.Reading, new(one.Person), day, holds) is not { } call)
            return [];
        IEnumerable<Guid> accounts = one.Rule.To is not ReminderAudience.YoungPerson ? addressees.StaffAt(call.Moment.Tells, one.Person) : addressees.AccountOf(one.Person) is { } own ? [own] : [];
        return accounts.Select(account => new Due(one.Rule, call, account, one.Person));
    }

    private static IEnumerable<Due> Decide(ReminderRule rule, FoundReminder found, Addressees addressees, RiseHolds holds, DateOnly today)
    {
        if (rule.CallsFor(found.DueOn, found.Subject, today, holds) is not { } call)
            return [];
        IEnumerable<Guid> accounts = rule.To switch
        {
            // What is about nobody is whose it is to do, and rises to nobody.
            ReminderAudience.Staff when found.YoungPersonId is null => addressees.IsOpen(found.Account!.Value) ? [found.Account.Value] : [],
            ReminderAudience.Staff => addressees.StaffAt(call.Moment.Tells, found.YoungPersonId, found.Account),
            ReminderAudience.YoungPerson => addressees.AccountOf(found.YoungPersonId!.Value) is { } own ? [own] : [],
            _ => [found.Account!.Value],
        };
        return accounts.Select(account => new Due(rule, call, account, found.YoungPersonId, found.StartsAt));
    }

    /// <param name="isFull">Whether this person has had as many as they should get today by this channel.</param>
    private static NewMessage Message(Due due, AuthorityId authority, ReminderSetting setting, string channel, bool isFull, DateTimeOffset now, DateOnly today)
    {
        var (earliest, stale) = (isFull ? LondonTime.At(today.AddDays(1), TimeOnly.MinValue) : now, LondonTime.At(due.Call.StaleOn, TimeOnly.MinValue));
        // What cannot wait for tomorrow does not count how many there were.
        if (due is { Rule.HoursBefore: { } hours, StartsAt: { } start })
            (earliest, stale) = (start.AddHours(-hours) > now ? start.AddHours(-hours) : now, start);
        // Nobody is reminded of what has begun.
        else if (due.StartsAt is { } begins && begins < stale)
            stale = begins;
        return new(authority, new(due.Account), due.About is { } about ? new YoungPersonId(about) : null, due.Rule.Key, due.Call.Occurrence,
            setting.Hours.FirstMoment(earliest, due.Rule.WorkingDaysOnly), stale, Channel: channel);
    }

    /// <summary>The choice in force of everybody who made one.</summary>
    private async Task<Dictionary<Guid, ReminderSetting>> ChosenAsync(CancellationToken ct) =>
        (await db.ReminderSettings.FromSql($"select distinct on (account_id) * from pledge.reminder_setting order by account_id, chosen_at desc, id desc").AsNoTracking().ToListAsync(ct))
        .ToDictionary(setting => setting.AccountId.Value);

    /// <summary>Accounts with a number that takes texts; none where none are sent.</summary>
    private async Task<HashSet<Guid>> TextedAsync(CancellationToken ct) => texter is null ? [] :
        (await db.Database.SqlQuery<Guid>(
            $"""
            select a.id as "Value" from identity.account a
            where a.authority_id = (select pledge.authority()) and a.phone_number is not null and a.closed_at is null
              and coalesce((select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = {Channel.Text} order by c.chosen_at desc, c.id desc limit 1), true)
            """).ToListAsync(ct)).ToHashSet();

    /// <summary>After days on which nobody planned: writes down what those days called for and today does not, so that it can be seen that nobody heard of it.</summary>
    private async Task<int> MissedAsync(Clocks clocks, Addressees addressees, RiseHolds holds, AuthorityId authority, PlannedLedger ledger, List<NewMessage> messages, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var last = (await db.Database.SqlQuery<DateOnly?>($"""select max(planned_on) as "Value" from pledge.reminder_plan where authority_id = {authority.Value}""").ToListAsync(ct))[0];
        if (last is not { } planned || planned >= today.AddDays(-1))
            return 0;
        var known = messages.Select(message => (message.Account.Value, message.Rule, message.Occurrence)).ToHashSet();
        var missed = new List<NewMessage>();
        var first = today.AddDays(-Math.Min(LongestLookBackDays, today.DayNumber - planned.DayNumber - 1));
        foreach (var one in clocks.Readings())
        {
            for (var day = first; day < today; day = day.AddDays(1))
            {
                foreach (var due in Decide(one, addressees, holds, day).Where(due => known.Add((due.Account, due.Rule.Key, due.Call.Occurrence))))
                    missed.Add(Message(due, authority, ReminderSetting.Usual, Channel.Email, isFull: false, now, today));
            }
        }
        return missed.Count == 0 ? 0 : await ledger.WriteMissedAsync(missed, ct);
    }
}

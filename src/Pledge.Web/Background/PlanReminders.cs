using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Reads every clock of every authority and queues the reminders it calls for. Safe to run as often, and on as many machines at once, as one likes.</summary>
/// <remarks>The rules are the domain's; this reads what they need in three statements an authority, and queues what they decide in another, all in one transaction.</remarks>
public sealed class PlanReminders(PledgeDb db, TimeProvider clock, ILogger<PlanReminders> log)
{
    public const string Name = "plan-reminders";

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var authority in await AuthoritiesAsync(ct))
        {
            var queued = await PlanAsync(authority, ct);
            log.LogInformation("Planned reminders of authority {Authority}: {Queued} queued", authority, queued);
        }
    }

    private async Task<List<AuthorityId>> AuthoritiesAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        return await db.Authorities.Select(authority => authority.Id).OrderBy(id => id).ToListAsync(ct);
    }

    /// <returns>How many messages were not in the ledger yet.</returns>
    private async Task<int> PlanAsync(AuthorityId authority, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        await using var transaction = await RowScope.Job(Name, authority).EnterAsync(db, today, ct);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var people = await db.ReadClockInputsAsync(today, ct);
        var pauses = await db.ListPausesAsync(today, ct);
        var messages = people.SelectMany(person => Decide(person, person.FactsWith(pauses), authority, settings, now, today)).ToList();
        var queued = messages.Count == 0 ? 0 : await db.QueueAllAsync(messages, now, ct);
        await transaction!.CommitAsync(ct);
        return queued;
    }

    private static IEnumerable<NewMessage> Decide(
        ClockInput person, ClockFacts facts, AuthorityId authority, IReadOnlyCollection<ClockSetting> settings, DateTimeOffset now, DateOnly today)
    {
        foreach (var rule in ReminderRule.All.Where(rule => rule.Clock is not null))
        {
            var account = rule.To is ReminderAudience.YoungPerson ? person.Account : person.Worker;
            if (account is { } to && rule.CallsFor(facts.Read(rule.Clock!.Value, today, settings), new(person.Id), today) is { } call)
            {
                yield return new(authority, new(to), new(person.Id), rule.Key, call.Occurrence,
                    QuietHours.FirstMoment(now), LondonTime.At(call.StaleOn, TimeOnly.MinValue));
            }
        }
    }
}

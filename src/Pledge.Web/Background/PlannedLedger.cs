using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>The planner's side of the ledger. Each call is one or two statements over the whole authority in scope.</summary>
public static class PlannedLedger
{
    /// <summary>Queues what is not in the ledger yet, and again what was taken back because it seemed done.</summary>
    /// <returns>How many wait now that did not before.</returns>
    public static Task<int> QueueCalledAsync(this PledgeDb db, IReadOnlyCollection<NewMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        // Always in the same order: whoever else writes these rows waits for us instead of blocking us for good.
        var rows = messages.OrderBy(row => row.Account.Value).ThenBy(row => row.Rule, StringComparer.Ordinal).ThenBy(row => row.Occurrence, StringComparer.Ordinal).ToList();
        return rows.Count == 0 ? Task.FromResult(0) : db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message as m (id, authority_id, account_id, young_person_id, rule, occurrence, channel, payload, state, decided_at, not_before, stale_at)
            select id, authority, account, about, rule, occurrence, 'email', payload, 'queued', {now}, not_before, stale_at
            from unnest({rows.Select(_ => MessageId.New().Value).ToArray()}, {rows.Select(row => row.Authority.Value).ToArray()},
                        {rows.Select(row => row.Account.Value).ToArray()}, {rows.Select(row => row.About?.Value).ToArray()},
                        {rows.Select(row => row.Rule).ToArray()}, {rows.Select(row => row.Occurrence).ToArray()}, {rows.Select(row => row.Payload).ToArray()},
                        {rows.Select(row => row.NotBefore.ToUniversalTime()).ToArray()}, {rows.Select(row => row.StaleAt.ToUniversalTime()).ToArray()})
                 with ordinality as queued (id, authority, account, about, rule, occurrence, payload, not_before, stale_at, position)
            order by position
            on conflict (account_id, rule, occurrence, channel) do update
                set state = 'queued', outcome = null, settled_at = null, digest_id = null, decided_at = excluded.decided_at, not_before = excluded.not_before, stale_at = excluded.stale_at
                where m.state = 'dropped' and m.outcome = 'no-longer-due'
            """, ct);
    }

    /// <summary>Takes back what waits and is no longer called for: it was done, or its day moved. A digest of which nothing is left goes with it.</summary>
    /// <param name="called">Everything that is called for now.</param>
    public static async Task<int> TakeBackAsync(this PledgeDb db, IReadOnlyCollection<NewMessage> called, DateTimeOffset now, CancellationToken ct)
    {
        var planned = PlanReminders.PlannedKeys();
        var over = await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message m set state = 'dropped', outcome = 'no-longer-due', settled_at = {now}
            where m.rule = any ({planned}) and m.stale_at > {now} and (m.state = 'queued'
                  or (m.state = 'bundled' and exists (select from pledge.message d where d.id = m.digest_id and d.state = 'queued')))
              and not exists (
                  select from unnest({called.Select(row => row.Account.Value).ToArray()}, {called.Select(row => row.Rule).ToArray()}, {called.Select(row => row.Occurrence).ToArray()})
                       as called (account, rule, occurrence)
                  where called.account = m.account_id and called.rule = m.rule and called.occurrence = m.occurrence)
            """, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message d set state = 'dropped', outcome = 'no-longer-due', settled_at = {now}
            where d.rule = {ReminderRule.DigestForStaff.Key} and d.state = 'queued'
              and not exists (select from pledge.message m where m.digest_id = d.id and m.state = 'bundled')
            """, ct);
        return over;
    }

    /// <summary>Where several planned messages wait for one person and one day, puts them in one; and those that come later the same day into the one that still waits.</summary>
    /// <returns>How many went into another.</returns>
    public static async Task<int> BundleAsync(this PledgeDb db, AuthorityId authority, DateTimeOffset now, CancellationToken ct)
    {
        var planned = PlanReminders.PlannedKeys();
        var digest = ReminderRule.DigestForStaff.Key;
        var staleAfter = TimeSpan.FromDays(ReminderRule.DigestForStaff.StaleAfterDays);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, rule, occurrence, channel, state, decided_at, not_before, stale_at)
            select gen_random_uuid(), {authority.Value}, w.account_id, {digest},
                   w.day || ':' || (select count(*) from pledge.message d where d.account_id = w.account_id and d.channel = w.channel and d.rule = {digest} and starts_with(d.occurrence, w.day::text)),
                   w.channel, 'queued', {now}, w.not_before, w.not_before + {staleAfter}
            from (select m.account_id, m.channel, (m.not_before at time zone 'Europe/London')::date as day, min(m.not_before) as not_before, count(*) as many
                  from pledge.message m where m.rule = any ({planned}) and m.state = 'queued' and m.attempts = 0
                  group by 1, 2, 3) w
            where w.many > 1 and not exists (
                select from pledge.message d where d.account_id = w.account_id and d.channel = w.channel and d.rule = {digest} and d.state = 'queued'
                                               and (d.not_before at time zone 'Europe/London')::date = w.day)
            order by w.account_id, w.channel, w.day
            """, ct);
        return await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message m set state = 'bundled', digest_id = d.id
            from pledge.message d
            where d.rule = {digest} and d.state = 'queued' and d.attempts = 0 and d.account_id = m.account_id and d.channel = m.channel
              and (d.not_before at time zone 'Europe/London')::date = (m.not_before at time zone 'Europe/London')::date
              and m.rule = any ({planned}) and m.state = 'queued' and m.attempts = 0
            """, ct);
    }

    /// <summary>Writes down what nobody heard of in time.</summary>
    /// <returns>How many were not in the ledger.</returns>
    public static Task<int> WriteMissedAsync(this PledgeDb db, IReadOnlyCollection<NewMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var rows = messages.OrderBy(row => row.Account.Value).ThenBy(row => row.Rule, StringComparer.Ordinal).ThenBy(row => row.Occurrence, StringComparer.Ordinal).ToList();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, outcome, decided_at, not_before, stale_at, settled_at)
            select id, authority, account, about, rule, occurrence, 'email', 'dropped', 'missed', {now}, {now}, stale_at, {now}
            from unnest({rows.Select(_ => MessageId.New().Value).ToArray()}, {rows.Select(row => row.Authority.Value).ToArray()},
                        {rows.Select(row => row.Account.Value).ToArray()}, {rows.Select(row => row.About?.Value).ToArray()},
                        {rows.Select(row => row.Rule).ToArray()}, {rows.Select(row => row.Occurrence).ToArray()}, {rows.Select(row => row.StaleAt.ToUniversalTime()).ToArray()})
                 with ordinality as missed (id, authority, account, about, rule, occurrence, stale_at, position)
            order by position
            on conflict do nothing
            """, ct);
    }
}

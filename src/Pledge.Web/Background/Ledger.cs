using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>A message that somebody should get once by each of their channels.</summary>
/// <param name="Account">Whom it goes to; their address is looked up when it is sent.</param>
/// <param name="About">The young person it concerns, or null. Shown to nobody but those who reach them.</param>
/// <param name="Rule">Key of a <see cref="ReminderRule"/>: decides the words.</param>
/// <param name="Occurrence">What makes it this one and not the next, at most 100 characters. Ids and dates only.</param>
/// <param name="NotBefore">UTC instant before which it waits. Now, for what a page causes: the sender asks for its reader's own hours, which whoever causes it may not see.</param>
/// <param name="StaleAt">UTC instant from which it would only confuse: dropped, if not sent by then.</param>
/// <param name="Payload">A secret that only the mail may carry (a code, a link), sealed by <see cref="Ledger.Seal"/>; erased when sent.</param>
/// <param name="Channel">One of <see cref="Domain.Reminders.Channel"/>; null for whichever its reader chose for this kind.</param>
public sealed record NewMessage(
    AuthorityId Authority, AccountId Account, YoungPersonId? About, string Rule, string Occurrence, DateTimeOffset NotBefore, DateTimeOffset StaleAt, byte[]? Payload = null, string? Channel = null);

/// <summary>The ledger of messages: one row per person, rule, occurrence and channel, written in the caller's transaction together with the decision.</summary>
public static class Ledger
{
    /// <summary>PostgreSQL channel on which senders hear of a commit that queued something; the table's trigger says it.</summary>
    internal const string WakeUpChannel = "pledge_message";

    /// <summary>Queues the message, by each channel its reader chose for this kind, unless it was queued before, whatever became of it.</summary>
    /// <returns>False when it was there already.</returns>
    public static async Task<bool> QueueAsync(this PledgeDb db, NewMessage message, DateTimeOffset now, CancellationToken ct)
    {
        // No conflict target and no "returning": those who may queue a message may mostly not read the ledger, or what its reader chose.
        string[]? only = message.Channel is { } channel ? [channel] : null;
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, payload, state, decided_at, not_before, stale_at)
            select case c.channel when 'email' then {MessageId.New().Value} else {MessageId.New().Value} end, {message.Authority.Value}, {message.Account.Value}, {message.About?.Value},
                   {message.Rule}, {message.Occurrence}, c.channel, {message.Payload}, 'queued', {now.ToUniversalTime()}, {message.NotBefore.ToUniversalTime()}, {message.StaleAt.ToUniversalTime()}
            from unnest(coalesce({only}, pledge.channels_for({message.Account.Value}, {KindOf(message.Rule)}), array['email'])) as c (channel)
            on conflict do nothing
            """, ct);
        return added > 0;
    }

    /// <summary>By what a young person chooses channels for messages of this rule; nobody texts staff.</summary>
    private static string KindOf(string rule) => Kebab.Of(ReminderRule.Find(rule, toYoungPerson: true)?.Kind ?? ReminderKind.Needed);

    /// <summary>As <see cref="QueueAsync"/>, for many mails in one statement, none with a payload.</summary>
    /// <returns>How many were not there already.</returns>
    public static Task<int> QueueAllAsync(this PledgeDb db, IReadOnlyCollection<NewMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        // Always in the same order: two writers that meet wait for each other instead of blocking each other for good.
        var rows = messages.OrderBy(row => row.Account.Value).ThenBy(row => row.Rule, StringComparer.Ordinal).ThenBy(row => row.Occurrence, StringComparer.Ordinal).ToList();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, decided_at, not_before, stale_at)
            select id, authority, account, about, rule, occurrence, 'email', 'queued', {now.ToUniversalTime()}, not_before, stale_at
            from unnest({rows.Select(_ => MessageId.New().Value).ToArray()}, {rows.Select(row => row.Authority.Value).ToArray()},
                        {rows.Select(row => row.Account.Value).ToArray()}, {rows.Select(row => row.About?.Value).ToArray()},
                        {rows.Select(row => row.Rule).ToArray()}, {rows.Select(row => row.Occurrence).ToArray()},
                        {rows.Select(row => row.NotBefore.ToUniversalTime()).ToArray()}, {rows.Select(row => row.StaleAt.ToUniversalTime()).ToArray()})
                 with ordinality as queued (id, authority, account, about, rule, occurrence, not_before, stale_at, position)
            order by position
            on conflict do nothing
            """, ct);
    }

    /// <summary>Tells a young person that their worker wrote something for them: at most one such message a day, never at night.
    /// For a worker's transaction; does nothing when the young person has no open account.</summary>
    public static async Task QueueMessageFromWorkerAsync(this PledgeDb db, AuthorityId authority, YoungPersonId youngPerson, DateTimeOffset now, CancellationToken ct)
    {
        var account = (await db.Database.SqlQuery<Guid?>($"select pledge.account_of_young_person({youngPerson.Value}) as \"Value\"").ToListAsync(ct))[0];
        if (account is null)
            return;
        var rule = ReminderRule.MessageFromWorker;
        var sendAt = QuietHours.Usual.FirstMoment(now);
        var day = LondonTime.DayOf(sendAt);
        await db.QueueAsync(new(authority, new(account.Value), youngPerson, rule.Key, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            now, LondonTime.At(day.AddDays(rule.StaleAfterDays), TimeOnly.MinValue)), now, ct);
    }

    /// <summary>Encrypts a secret, so that a copy of the database cannot sign anybody in.</summary>
    public static byte[] Seal(this IDataProtectionProvider keys, string rule, string text) =>
        keys.CreateProtector("message", rule).Protect(Encoding.UTF8.GetBytes(text));

    /// <summary>What was sealed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Not sealed for this rule, or its key is gone: a bug or a restored database.</exception>
    public static string Open(this IDataProtectionProvider keys, string rule, byte[] payload) =>
        Encoding.UTF8.GetString(keys.CreateProtector("message", rule).Unprotect(payload));
}

using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>A message a sender has claimed.</summary>
/// <param name="Attempts">How often it was claimed, this time included.</param>
public sealed record ClaimedMessage(Guid Id, Guid AccountId, Guid? YoungPersonId, string Rule, string Occurrence, byte[]? Payload, DateTimeOffset StaleAt, int Attempts);

/// <summary>Whom a message goes to, as they are now.</summary>
/// <param name="Wanted">False when they chose to get no reminders.</param>
public sealed record Addressee(string Email, string DisplayName, bool IsYoungPerson, bool IsClosed, bool Wanted);

/// <summary>The sender's side of the ledger. Each call is one short transaction; none is open while a mail is on its way.</summary>
/// <param name="databases">Where marking the hand-over connects, because MailKit asks for it in the middle of its own work.</param>
public sealed class Outbox(IServiceScopeFactory services, DatabaseConnections databases, TimeProvider clock)
{
    /// <summary>Takes messages whose time has come, oldest first, also those whose claim ran out; and calls in doubt those whose hand-over was never answered.</summary>
    public Task<List<ClaimedMessage>> ClaimAsync(string sender, int batch, TimeSpan lease, CancellationToken ct) => InScopeAsync(async (db, now) =>
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message set state = 'in-doubt', outcome = 'sender-stopped', lease_until = null, settled_at = {now}
            where state = 'sending' and lease_until < {now}
            """, ct);
        return await db.Database.SqlQuery<ClaimedMessage>(
            $"""
            update pledge.message m set state = 'claimed', claimed_by = {sender}, lease_until = {now + lease}, attempts = attempts + 1
            from (select id from pledge.message
                  where not_before <= {now} and (state = 'queued' or (state = 'claimed' and lease_until < {now}))
                  order by not_before, id limit {batch} for update skip locked) due
            where m.id = due.id
            returning m.id, m.account_id, m.young_person_id, m.rule, m.occurrence, m.payload, m.stale_at, m.attempts
            """).ToListAsync(ct);
    }, ct);

    public Task<Addressee> AddresseeAsync(ClaimedMessage message, CancellationToken ct) => InScopeAsync(async (db, _) => (await db.Database.SqlQuery<Addressee>(
        $"""
        select a.email, a.display_name, a.role = 'young-person' as is_young_person, a.closed_at is not null as is_closed,
               coalesce((select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'email' order by c.chosen_at desc, c.id desc limit 1), true) as wanted
        from identity.account a where a.id = {message.AccountId}
        """).ToListAsync(ct))[0], ct);

    /// <summary>Records that the message is being handed over, if the claim is still this sender's.</summary>
    /// <returns>False when it is not: then it must not be sent.</returns>
    public bool MarkSending(Guid id, string sender, TimeSpan lease)
    {
        var now = clock.GetUtcNow();
        using var connection = new NpgsqlConnection(databases.App);
        connection.Open();
        // A batch is one round trip and one transaction.
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select pledge.enter_as('job:send-messages', null, $1)") { Parameters = { new() { Value = clock.Today() } } },
                new("update pledge.message set state = 'sending', lease_until = $3 where id = $1 and state = 'claimed' and claimed_by = $2 and lease_until >= $4")
                {
                    Parameters = { new() { Value = id }, new() { Value = sender }, new() { Value = now + lease }, new() { Value = now } },
                },
            },
        };
        batch.ExecuteNonQuery();
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    /// <summary>Records how it ended. A late answer also settles a message that was called in doubt meanwhile.</summary>
    /// <param name="state"><c>sent</c>, <c>failed</c>, <c>dropped</c> or <c>in-doubt</c>.</param>
    public Task SettleAsync(ClaimedMessage message, string sender, string state, string outcome) => InScopeAsync((db, now) => db.Database.ExecuteSqlAsync(
        $"""
        update pledge.message set state = {state}, outcome = {outcome}, settled_at = {now}, lease_until = null,
               payload = case when {state} in ('sent', 'dropped') then null else payload end
        where id = {message.Id} and claimed_by = {sender} and state in ('claimed', 'sending', 'in-doubt')
        """), CancellationToken.None);

    /// <summary>Puts it back for another try.</summary>
    public Task RetryAsync(ClaimedMessage message, string sender, string outcome, TimeSpan wait) => InScopeAsync((db, now) => db.Database.ExecuteSqlAsync(
        $"""
        update pledge.message set state = 'queued', outcome = {outcome}, not_before = {now + wait}, claimed_by = null, lease_until = null, settled_at = null
        where id = {message.Id} and claimed_by = {sender} and state in ('claimed', 'sending', 'in-doubt')
        """), CancellationToken.None);

    /// <summary>Gives back what a stopping sender claimed and did not start on.</summary>
    public Task ReleaseAsync(IEnumerable<ClaimedMessage> messages, string sender)
    {
        var ids = messages.Select(message => message.Id).ToArray();
        return InScopeAsync((db, _) => db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message set state = 'queued', claimed_by = null, lease_until = null, attempts = attempts - 1
            where id = any ({ids}) and claimed_by = {sender} and state = 'claimed'
            """), CancellationToken.None);
    }

    private async Task<T> InScopeAsync<T>(Func<PledgeDb, DateTimeOffset, Task<T>> work, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.Job("send-messages", null).EnterAsync(db, clock.Today(), ct);
        var result = await work(db, clock.GetUtcNow().ToUniversalTime());
        await transaction!.CommitAsync(ct);
        return result;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>A message a sender has claimed.</summary>
/// <param name="Attempts">How often it was claimed, this time included.</param>
/// <param name="Channel">One of <see cref="Domain.Reminders.Channel"/>.</param>
public sealed record ClaimedMessage(Guid Id, Guid AccountId, Guid? YoungPersonId, string Rule, string Occurrence, byte[]? Payload, DateTimeOffset StaleAt, int Attempts, string Channel = Channel.Email);

/// <summary>A reminder that goes in another message.</summary>
public sealed record BundledMessage(Guid AccountId, Guid? YoungPersonId, string Rule, string Occurrence);

/// <summary>The sender's side of the ledger. Each call is one short transaction; none is open while a mail is on its way.</summary>
public sealed class Outbox
{
    /// <summary>Advisory lock under which senders that share a limit claim one after the other.</summary>
    private const long PaceLock = 0x504C4447_50414345;

    /// <summary>A message claimed this often, whose sender never said anything, brings senders down: it is set aside.</summary>
    private const int MostClaims = 12;

    private readonly IServiceScopeFactory _services;

    // Where marking the hand-over connects, because MailKit asks for it in the middle of its own work.
    private readonly DatabaseConnections _databases;

    private readonly IOptions<SenderOptions> _options;
    private readonly TimeProvider _clock;

    // Mails that are handed over, and end, at the same moment share a transaction: its cost is most of what sending one costs.
    private readonly Together<Mark, bool> _marks;
    private readonly Together<End, bool> _ends;

    public Outbox(IServiceScopeFactory services, DatabaseConnections databases, IOptions<SenderOptions> options, TimeProvider clock)
    {
        (_services, _databases, _options, _clock) = (services, databases, options, clock);
        (_marks, _ends) = (new(MarkAll), new(SettleAllAsync));
    }

    /// <summary>Takes messages of a channel whose time has come, oldest first, also those whose claim ran out, but none whose channel is stopped;
    /// calls in doubt those whose hand-over was never answered, and sets aside those that bring senders down.</summary>
    public Task<List<ClaimedMessage>> ClaimAsync(string sender, string channel, int batch, TimeSpan lease, CancellationToken ct) => InScopeAsync(async (db, now) =>
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message set state = 'in-doubt', outcome = 'sender-stopped', lease_until = null, settled_at = {now}
            where state = 'sending' and lease_until < {now}
            """, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message set state = 'failed', outcome = 'senders-stopped', lease_until = null, settled_at = {now}
            where state = 'claimed' and lease_until < {now} and attempts >= {MostClaims}
            """, ct);
        batch = Math.Min(batch, await AllowanceAsync(db, channel, lease, now, ct));
        if (batch <= 0)
            return [];
        return await db.Database.SqlQuery<ClaimedMessage>(
            $"""
            with off as materialized (select o.authority_id, o.channel from pledge.channels_off() o)
            update pledge.message m set state = 'claimed', claimed_by = {sender}, lease_until = {now + lease}, attempts = attempts + 1
            from (select w.id from pledge.message w
                  where w.channel = {channel} and w.not_before <= {now} and (w.state = 'queued' or (w.state = 'claimed' and w.lease_until < {now}))
                    and not exists (select from off o where o.channel in ('all', w.channel) and (o.authority_id is null or o.authority_id = w.authority_id))
                  order by w.not_before, w.id limit {batch} for update of w skip locked) due
            where m.id = due.id
            returning m.id, m.account_id, m.young_person_id, m.rule, m.occurrence, m.payload, m.stale_at, m.attempts, m.channel
            """).ToListAsync(ct);
    }, ct);

    /// <summary>Whom these messages go to, by account, as they are and chose now.</summary>
    /// <returns>One statement, whatever the number of messages.</returns>
    public Task<Dictionary<Guid, Addressee>> AddresseesAsync(IReadOnlyCollection<ClaimedMessage> messages, CancellationToken ct)
    {
        Guid[] accounts = [.. messages.Select(message => message.AccountId).Distinct()];
        return InScopeAsync(async (db, _) => (await db.Database.SqlQuery<Addressee>(
            $"""
            select a.id as account, a.email, a.display_name, a.role = 'young-person' as is_young_person, a.closed_at is not null as is_closed,
                   coalesce((select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'email' order by c.chosen_at desc, c.id desc limit 1), true) as wanted,
                   s.opens, s.closes, s.paused_until, coalesce(s.discreet, true) as discreet, coalesce(s.off, array[]::text[]) as off,
                   coalesce((select d.is_stopped from pledge.address_standing d where d.account_id = a.id and d.channel = 'email' order by d.number desc limit 1), false) as is_stopped,
                   a.language, a.phone_number, coalesce(s.texts, array[]::text[]) as texts,
                   coalesce((select c.wanted from pledge.reminder_choice c where a.phone_number is not null and c.account_id = a.id and c.channel = 'text' order by c.chosen_at desc, c.id desc limit 1), true) as texts_wanted,
                   coalesce((select d.is_stopped from pledge.address_standing d where a.phone_number is not null and d.account_id = a.id and d.channel = 'text' order by d.number desc limit 1), false) as is_number_stopped
            from identity.account a
            left join lateral (select * from pledge.reminder_setting r where r.account_id = a.id order by r.chosen_at desc, r.id desc limit 1) s on true
            where a.id = any ({accounts})
            """).ToListAsync(ct)).ToDictionary(to => to.Account), ct);
    }

    /// <summary>What goes in this message, in the order in which it was decided; empty unless it is a digest.</summary>
    public Task<List<BundledMessage>> BundledAsync(ClaimedMessage digest, CancellationToken ct) => InScopeAsync((db, _) => db.Database.SqlQuery<BundledMessage>(
        $"""
        select m.account_id, m.young_person_id, m.rule, m.occurrence from pledge.message m
        where m.digest_id = {digest.Id} and m.state = 'bundled' order by m.decided_at, m.rule, m.id
        """).ToListAsync(ct), ct);

    /// <summary>Records that the message is being handed over, if the claim is still this sender's.</summary>
    /// <param name="to">Name of the transport that carries it.</param>
    /// <returns>False when it is not, or when its channel was stopped meanwhile: then it must not be sent. A stopped one waits as a claim that runs out.</returns>
    public bool MarkSending(Guid id, string sender, TimeSpan lease, string to = SmtpTransport.Key) => _marks.Ask(new(id, sender, lease, to));

    private sealed record Mark(Guid Id, string Sender, TimeSpan Lease, string To);

    private Task<IReadOnlyList<bool>> MarkAll(IReadOnlyList<Mark> marks)
    {
        var now = _clock.GetUtcNow();
        using var connection = new NpgsqlConnection(_databases.App);
        connection.Open();
        using var batch = InOneRoundTrip(connection, new("""
            with off as materialized (select o.authority_id, o.channel from pledge.channels_off() o)
            update pledge.message m set state = 'sending', lease_until = a.lease_until, handed_to = a.carrier, handed_at = $5
            from unnest($1, $2, $3, $4) a (id, sender, lease_until, carrier)
            where m.id = a.id and m.state || '' = 'claimed' and m.claimed_by = a.sender and m.lease_until >= $5
              and not exists (select from off o where o.channel in ('all', m.channel) and (o.authority_id is null or o.authority_id = m.authority_id))
            returning m.id
            """)
        {
            Parameters =
            {
                new() { Value = marks.Select(mark => mark.Id).ToArray() }, new() { Value = marks.Select(mark => mark.Sender).ToArray() },
                new() { Value = marks.Select(mark => now + mark.Lease).ToArray() }, new() { Value = marks.Select(mark => mark.To).ToArray() }, new() { Value = now },
            },
        });
        using var reader = batch.ExecuteReader();
        reader.NextResult();
        var marked = new HashSet<Guid>();
        while (reader.Read())
            marked.Add(reader.GetGuid(0));
        return Task.FromResult<IReadOnlyList<bool>>([.. marks.Select(mark => marked.Contains(mark.Id))]);
    }

    /// <summary>A batch is one round trip and one transaction.</summary>
    /// <remarks>What is written so names messages by their ids only: <c>state || ''</c> fits none of the indexes of what waits. With those the planner, by the numbers of an hour when little waited, reads all that waits each time.</remarks>
    private NpgsqlBatch InOneRoundTrip(NpgsqlConnection connection, NpgsqlBatchCommand write) => new(connection)
    {
        BatchCommands = { new("select pledge.enter_as('job:send-messages', null, $1)") { Parameters = { new() { Value = _clock.Today() } } }, write },
    };

    /// <summary>Records how it ended. A late answer also settles a message that was called in doubt meanwhile.</summary>
    /// <param name="state"><c>sent</c>, <c>failed</c>, <c>dropped</c> or <c>in-doubt</c>.</param>
    public Task SettleAsync(ClaimedMessage message, string sender, string state, string outcome) => _ends.AskAsync(new(message.Id, sender, state, outcome));

    private sealed record End(Guid Id, string Sender, string State, string Outcome);

    private async Task<IReadOnlyList<bool>> SettleAllAsync(IReadOnlyList<End> ends)
    {
        await using var connection = new NpgsqlConnection(_databases.App);
        await connection.OpenAsync();
        await using var batch = InOneRoundTrip(connection, new("""
            update pledge.message m set state = a.state, outcome = a.outcome, settled_at = $5, lease_until = null,
                   payload = case when a.state in ('sent', 'dropped') then null else m.payload end
            from unnest($1, $2, $3, $4) as a (id, sender, state, outcome)
            where m.id = a.id and m.claimed_by = a.sender and m.state || '' in ('claimed', 'sending', 'in-doubt')
            """)
        {
            Parameters =
            {
                new() { Value = ends.Select(end => end.Id).ToArray() }, new() { Value = ends.Select(end => end.Sender).ToArray() },
                new() { Value = ends.Select(end => end.State).ToArray() }, new() { Value = ends.Select(end => end.Outcome).ToArray() }, new() { Value = _clock.GetUtcNow().ToUniversalTime() },
            },
        });
        await batch.ExecuteNonQueryAsync();
        return [.. ends.Select(_ => true)];
    }

    /// <summary>Records that its address takes nothing: it has failed, and until somebody says that the address is right, nothing else goes there.</summary>
    public Task RefuseAsync(ClaimedMessage message, string sender, string outcome) => InScopeAsync(async (db, now) =>
    {
        var settled = await db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message set state = 'failed', outcome = {outcome}, settled_at = {now}, lease_until = null
            where id = {message.Id} and claimed_by = {sender} and state in ('claimed', 'sending', 'in-doubt')
            """);
        if (settled == 1)
            await db.Database.ExecuteSqlAsync($"select pledge.stop_address({message.Id}, {outcome}, {now})");
        return settled;
    }, CancellationToken.None);

    /// <summary>Sets a message aside that made the sender stumble: failed, or in doubt if it may have been handed over. One that was answered meanwhile stays as it is.</summary>
    public Task SetAsideAsync(ClaimedMessage message, string sender) => InScopeAsync((db, now) => db.Database.ExecuteSqlAsync(
        $"""
        update pledge.message set state = case state when 'sending' then 'in-doubt' else 'failed' end, outcome = 'sender-stumbled', settled_at = {now}, lease_until = null
        where id = {message.Id} and claimed_by = {sender} and state in ('claimed', 'sending')
        """), CancellationToken.None);

    /// <summary>Puts it back for another try.</summary>
    public Task RetryAsync(ClaimedMessage message, string sender, string outcome, TimeSpan wait) => InScopeAsync((db, now) => db.Database.ExecuteSqlAsync(
        $"""
        update pledge.message set state = 'queued', outcome = {outcome}, not_before = {now + wait}, claimed_by = null, lease_until = null, settled_at = null
        where id = {message.Id} and claimed_by = {sender} and state in ('claimed', 'sending', 'in-doubt')
        """), CancellationToken.None);

    /// <summary>Puts it back until its reader may be reached. That is no try.</summary>
    /// <param name="why"><c>address-stopped</c> when they cannot be reached until somebody says that their address is right; null while they only sleep.</param>
    public Task PostponeAsync(ClaimedMessage message, string sender, DateTimeOffset until, string? why = null) => InScopeAsync((db, _) => db.Database.ExecuteSqlAsync(
        $"""
        update pledge.message set state = 'queued', outcome = coalesce({why}, outcome), not_before = {until}, claimed_by = null, lease_until = null, attempts = attempts - 1
        where id = {message.Id} and claimed_by = {sender} and state = 'claimed'
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

    /// <summary>How many of a channel may be claimed now. Counts what all senders have in hand or settled within the last second; until the transaction ends nobody else counts.</summary>
    private async Task<int> AllowanceAsync(PledgeDb db, string channel, TimeSpan lease, DateTimeOffset now, CancellationToken ct)
    {
        if (_options.Value.PerSecondOf(channel) is not (> 0 and var limit))
            return int.MaxValue;
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PaceLock + (channel == Channel.Text ? 1 : 0)})", ct);
        // What a killed sender had in hand stops counting after ten seconds, not only when its lease runs out.
        var (since, claimedSince) = (now.AddSeconds(-1), now + lease - TimeSpan.FromSeconds(10));
        return limit - (await db.Database.SqlQuery<int>(
            $"""
            select ((select count(*) from pledge.message where settled_at > {since} and state <> 'dropped' and channel = {channel})
                  + (select count(*) from pledge.message where state in ('claimed', 'sending') and lease_until > {claimedSince} and channel = {channel}))::integer as "Value"
            """).ToListAsync(ct))[0];
    }

    private async Task<T> InScopeAsync<T>(Func<PledgeDb, DateTimeOffset, Task<T>> work, CancellationToken ct)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.Job("send-messages", null).EnterAsync(db, _clock.Today(), ct);
        var result = await work(db, _clock.GetUtcNow().ToUniversalTime());
        await transaction!.CommitAsync(ct);
        return result;
    }
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Asks the carrier about messages in doubt, where it can be asked: what it has is sent, what it never had is tried again. Safe to run as often as one likes.</summary>
public sealed class SettleDoubts(PledgeDb db, IMailTransport mailer, TimeProvider clock, ILogger<SettleDoubts> log, ITextTransport? texter = null)
{
    public const string Name = "settle-doubts";

    /// <summary>What was taken may show later than it was taken: an answer of "never came" counts from here on.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Carriers forget too: after this, "never came" means nothing and a person decides.</summary>
    public static readonly TimeSpan LongAgo = TimeSpan.FromDays(1);

    private const int AtOnce = 100;

    private sealed record Doubt(Guid Id, DateTimeOffset SettledAt, int Attempts);

    public async Task RunAsync(CancellationToken ct)
    {
        await SettleAsync(mailer, Channel.Email, ct);
        if (texter is not null)
            await SettleAsync(texter, Channel.Text, ct);
    }

    private async Task SettleAsync(ICarrier carrier, string channel, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        foreach (var doubt in await InScopeAsync(() => DoubtsAsync(carrier, channel, now, ct), ct))
        {
            // No transaction is open while the carrier thinks.
            var finding = await carrier.FindAsync(doubt.Id, ct);
            if (finding is Finding.Taken)
                await InScopeAsync(() => SentAsync(doubt, now, ct), ct);
            else if (finding is Finding.NeverCame && now - doubt.SettledAt >= Patience)
                await InScopeAsync(() => AgainAsync(doubt, now, ct), ct);
            else
                continue;
            log.LogInformation("Message {Message} is no longer in doubt: {Finding}", doubt.Id, finding);
        }
    }

    private Task<List<Doubt>> DoubtsAsync(ICarrier carrier, string channel, DateTimeOffset now, CancellationToken ct) => db.Database.SqlQuery<Doubt>(
        $"""
        select id, settled_at, attempts from pledge.message
        where state = 'in-doubt' and handed_to = {carrier.Name} and channel = {channel} and settled_at > {now - LongAgo}
        order by settled_at limit {AtOnce}
        """).ToListAsync(ct);

    private Task<int> SentAsync(Doubt doubt, DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"update pledge.message set state = 'sent', outcome = 'accepted', settled_at = {now}, payload = null where id = {doubt.Id} and state = 'in-doubt'", ct);

    private Task<int> AgainAsync(Doubt doubt, DateTimeOffset now, CancellationToken ct) => doubt.Attempts > SenderOptions.BackOffMinutes.Count
        ? db.Database.ExecuteSqlAsync(
            $"update pledge.message set state = 'failed', outcome = 'gave-up-no-answer', settled_at = {now} where id = {doubt.Id} and state = 'in-doubt'", ct)
        : db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message set state = 'queued', outcome = 'never-came', not_before = {now}, claimed_by = null, settled_at = null
            where id = {doubt.Id} and state = 'in-doubt'
            """, ct);

    private async Task<T> InScopeAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job("send-messages", null).EnterAsync(db, clock.Today(), ct);
        var result = await work();
        await transaction!.CommitAsync(ct);
        return result;
    }
}

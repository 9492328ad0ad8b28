using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Sends what the ledger holds, for as long as the program runs. Several, on several machines, share the work. Mails and texts go side by side: neither waits for the other's carrier.</summary>
/// <param name="texter">Carries texts; null where none are sent.</param>
public sealed class MessageSender(
    Outbox outbox, Delivery delivery, IMailTransport mailer, DatabaseConnections databases, IOptions<SenderOptions> options, TimeProvider clock, ILogger<MessageSender> log, ITextTransport? texter = null) : BackgroundService
{
    private readonly string[] _channels = texter is null ? [Channel.Email] : [Channel.Email, Channel.Text];

    /// <summary>A new one for each start: a claim of a process that died is never taken for one's own.</summary>
    private readonly string _name = Guid.CreateVersion7().ToString("n");

    /// <summary>Sends one batch of each channel.</summary>
    /// <returns>How many messages were claimed; 0 when none was due.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var claimed = 0;
        foreach (var channel in _channels)
            claimed += await SendDueAsync(channel, ct);
        return claimed;
    }

    private async Task<int> SendDueAsync(string channel, CancellationToken ct)
    {
        var claimed = await outbox.ClaimAsync(_name, channel, options.Value.Batch, TimeSpan.FromSeconds(options.Value.LeaseSeconds), ct);
        if (claimed.Count == 0)
            return 0;
        var addressees = await outbox.AddresseesAsync(claimed, CancellationToken.None);
        ConcurrentBag<ClaimedMessage> notStarted = [];
        // No token from outside: what was begun is finished.
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = options.Value.ConnectionsOf(channel) }, async (message, _) =>
        {
            if (ct.IsCancellationRequested)
                notStarted.Add(message);
            else
                await DeliverAsync(message, addressees[message.AccountId]);
        });
        if (!notStarted.IsEmpty)
            await outbox.ReleaseAsync(notStarted, _name);
        return claimed.Count;
    }

    private async Task DeliverAsync(ClaimedMessage message, Addressee to)
    {
        try
        {
            await delivery.DeliverAsync(message, to, _name, CancellationToken.None);
        }
        catch (Exception error) when (!IsOfTheDatabase(error))
        {
            // One message that cannot be made or sent must not stop the others. The error's own words may hold what the message says.
            log.LogError("Message {Message} set aside: {Reason}", message.Id, error.GetType().Name);
            await outbox.SetAsideAsync(message, _name);
        }
    }

    private static bool IsOfTheDatabase(Exception error) =>
        error is NpgsqlException or DbUpdateException || (error is InvalidOperationException && error.InnerException is NpgsqlException or TimeoutException);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Each connection holds a thread while it marks its hand-over, because MailKit asks for it in the middle of its own work. The pool would be slow to add them.
        ThreadPool.GetMinThreads(out var threads, out var completions);
        ThreadPool.SetMinThreads(Math.Max(threads, _channels.Sum(options.Value.ConnectionsOf) + Environment.ProcessorCount), completions);
        await Task.WhenAll(_channels.Select(channel => SendAsync(channel, stoppingToken)));
    }

    private async Task SendAsync(string channel, CancellationToken stoppingToken)
    {
        await using var wakeUp = new WakeUp(databases);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDueAsync(channel, stoppingToken) > 0)
                    continue;
                await (channel == Channel.Text ? texter! : (ICarrier)mailer).ReleaseAsync();
                await wakeUp.WaitAsync(TimeSpan.FromSeconds(options.Value.PerSecondOf(channel) > 0 ? 1 : options.Value.PollSeconds), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                // The database went away. Claims run out by themselves; look again when it is back.
                log.LogError(error, "The sender could not use the database");
                await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Pledge.Web.Background.Transports;

namespace Pledge.Web.Background;

/// <summary>Sends what the ledger holds, for as long as the program runs. Several, on several machines, share the work.</summary>
public sealed class MessageSender(Outbox outbox, Delivery delivery, IMailTransport transport, WakeUp wakeUp, IOptions<SenderOptions> options, TimeProvider clock, ILogger<MessageSender> log)
    : BackgroundService
{
    /// <summary>A new one for each start: a claim of a process that died is never taken for one's own.</summary>
    private readonly string _name = Guid.CreateVersion7().ToString("n");

    /// <summary>Sends one batch.</summary>
    /// <returns>How many messages were claimed; 0 when none was due.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var claimed = await outbox.ClaimAsync(_name, options.Value.Batch, TimeSpan.FromSeconds(options.Value.LeaseSeconds), ct);
        if (claimed.Count == 0)
            return 0;
        var addressees = await outbox.AddresseesAsync(claimed, CancellationToken.None);
        ConcurrentBag<ClaimedMessage> notStarted = [];
        // No token from outside: what was begun is finished.
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = options.Value.Connections }, async (message, _) =>
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
        ThreadPool.SetMinThreads(Math.Max(threads, options.Value.Connections + Environment.ProcessorCount), completions);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDueAsync(stoppingToken) > 0)
                    continue;
                await transport.ReleaseAsync();
                await wakeUp.WaitAsync(TimeSpan.FromSeconds(options.Value.PerSecond > 0 ? 1 : options.Value.PollSeconds), stoppingToken);
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

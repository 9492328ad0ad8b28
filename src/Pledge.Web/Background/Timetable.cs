using Hangfire;
using Hangfire.Storage;
using Npgsql;

namespace Pledge.Web.Background;

/// <summary>Writes the <see cref="Schedule"/> when a worker starts, and plans at once, so that a fresh database has its reminders without waiting. Writes it again
/// every ten minutes: another version may have removed a job that it does not know, or stopped one.</summary>
internal sealed class Timetable(TimetableStorage storage, IBackgroundJobClient jobs, TimeProvider clock, ILogger<Timetable> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Jobs decide by this machine's clock what is due and whether it is night.</summary>
    private static readonly TimeSpan WrongClock = TimeSpan.FromMinutes(5);

    /// <exception cref="InvalidOperationException">The clock of this machine is wrong, or that of the database.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (ClockIsWrong() is { } wrong)
            throw new InvalidOperationException(wrong);
        Schedule.WriteTo(storage);
        jobs.Enqueue<PlanReminders>(job => job.RunAsync(CancellationToken.None));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Keep();
            }
            catch (Exception error) when (error is NpgsqlException or DistributedLockTimeoutException)
            {
                log.LogWarning("The timetable could not be written: {Failure}", new JobFailure(error).Message);
            }
        }
    }

    /// <summary>What every worker does from time to time.</summary>
    internal void Keep()
    {
        if (ClockIsWrong() is { } wrong)
            log.LogError("{Wrong}", wrong);
        Schedule.WriteTo(storage);
        storage.ForgetOldFailures();
    }

    private string? ClockIsWrong()
    {
        var ahead = clock.GetUtcNow().UtcDateTime - storage.UtcNow();
        return ahead.Duration() < WrongClock ? null
            : FormattableString.Invariant($"This machine's clock is {ahead.TotalSeconds:0} seconds ahead of the database's. Reminders would be planned for the wrong time: set the clocks.");
    }
}

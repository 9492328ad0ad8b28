using Hangfire;

namespace Pledge.Web.Background;

/// <summary>Writes the <see cref="Schedule"/> when a worker starts, and plans at once, so that a fresh database has its reminders without waiting.</summary>
internal sealed class Timetable(IRecurringJobManager timetable, IBackgroundJobClient jobs, JobStorage storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Schedule.WriteTo(timetable, storage);
        jobs.Enqueue<PlanReminders>(job => job.RunAsync(CancellationToken.None));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

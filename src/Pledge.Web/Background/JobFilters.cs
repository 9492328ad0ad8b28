using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Server;

namespace Pledge.Web.Background;

/// <summary>What holds for every job, in place of Hangfire's defaults.</summary>
internal static class JobFilters
{
    /// <param name="storage">Where a recurring job is looked for that is still under way.</param>
    public static IJobFilterProvider For(TimetableStorage storage) => new JobFilterProviderCollection(
        new JobFilterCollection
        {
            { new CaptureCultureAttribute(), 0 },
            // Every job comes again by itself, or is asked for again by one that does. Those of the night say on their method what they need more.
            { new AutomaticRetryAttribute { Attempts = 0 }, 20 },
            { new StatisticsHistoryAttribute(), 30 },
            { new OneAtATime(storage), 40 },
            { new NoWordsOfFailures(), 50 },
        },
        new JobFilterAttributeFilterProvider());

    /// <summary>A recurring job whose last run still waits or works gets no second one, so that one that hangs leaves the other threads to the others.</summary>
    private sealed class OneAtATime(TimetableStorage storage) : IClientFilter
    {
        public void OnCreating(CreatingContext context)
        {
            if (context.Parameters.TryGetValue("RecurringJobId", out var job) && job is string name && storage.IsUnderWay(name))
                context.Canceled = true;
        }

        public void OnCreated(CreatedContext context)
        {
        }
    }

    /// <summary>Puts a <see cref="JobFailure"/> where Hangfire would write an exception's text into its tables and the log.</summary>
    private sealed class NoWordsOfFailures : IServerFilter
    {
        public void OnPerforming(PerformingContext context)
        {
        }

        public void OnPerformed(PerformedContext context)
        {
            if (context.Exception is { } error and not (JobAbortedException or OperationCanceledException))
                throw new JobFailure((error as JobPerformanceException)?.InnerException ?? error);
        }
    }
}

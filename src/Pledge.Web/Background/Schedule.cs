using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Meetings.Packs;
using Pledge.Web.Features.NationalAdverts;
using Pledge.Web.Features.Records.Copies;
using Pledge.Web.Features.Rounds;

namespace Pledge.Web.Background;

/// <summary>A job that runs by the clock.</summary>
/// <param name="When">Cron expression, in London time.</param>
/// <param name="Work">Carries no argument but the token: Hangfire's tables lie outside the row policies and hold no personal data.</param>
public sealed record ScheduledJob(string Name, string When, Job Work);

/// <summary>Every recurring job, in one place.</summary>
public static class Schedule
{
    public static readonly IReadOnlyList<ScheduledJob> All =
    [
        // Often, so that a missed run, a late import or a new setting is caught the same morning. The ledger drops what was planned before.
        new(PlanReminders.Name, "*/15 * * * *", Job.FromExpression<PlanReminders>(job => job.RunAsync(CancellationToken.None))),
        new(SweepDrafts.Name, "40 3 * * *", Job.FromExpression<SweepDrafts>(job => job.RunAsync(CancellationToken.None))),
        new(SweepDocuments.Name, "55 3 * * *", Job.FromExpression<SweepDocuments>(job => job.RunAsync(CancellationToken.None))),
        new(EraseBodies.Name, "10 4 * * *", Job.FromExpression<EraseBodies>(job => job.RunAsync(CancellationToken.None))),
        new(BeginHandOvers.Name, "5 * * * *", Job.FromExpression<BeginHandOvers>(job => job.RunAsync(CancellationToken.None))),
        // Soon after midnight, and again in case that run was missed.
        new(CloseOpportunities.Name, "10 * * * *", Job.FromExpression<CloseOpportunities>(job => job.RunAsync(CancellationToken.None))),
        new(ForgetApplications.Name, "25 4 * * *", Job.FromExpression<ForgetApplications>(job => job.RunAsync(CancellationToken.None))),
        new(EndPlannedMatches.Name, "12 * * * *", Job.FromExpression<EndPlannedMatches>(job => job.RunAsync(CancellationToken.None))),
        new(SettleDoubts.Name, "* * * * *", Job.FromExpression<SettleDoubts>(job => job.RunAsync(CancellationToken.None))),
        // The service asks not to be asked for every page view; four times a day is as fresh as its own mails.
        new(BringNationalAdverts.Name, "20 1,7,13,19 * * *", Job.FromExpression<BringNationalAdverts>(job => job.RunAsync(CancellationToken.None))),
        new(WorkOutRounds.Name, "*/5 * * * *", Job.FromExpression<WorkOutRounds>(job => job.SweepAsync(CancellationToken.None))),
        new(MakeDownloads.Name, "*/5 * * * *", Job.FromExpression<MakeDownloads>(job => job.SweepAsync(CancellationToken.None))),
        new(MakePacks.Name, "*/2 * * * *", Job.FromExpression<MakePacks>(job => job.SweepAsync(CancellationToken.None))),
    ];

    internal static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Makes Hangfire's timetable this one: adds, changes and removes. By the database's clock, as the runs are.</summary>
    internal static void WriteTo(TimetableStorage storage)
    {
        var timetable = new RecurringJobManager(storage, JobFilters.For(storage), new DefaultTimeZoneResolver(), storage.UtcNow);
        foreach (var job in All)
            timetable.AddOrUpdate(job.Name, job.Work, job.When, new RecurringJobOptions { TimeZone = London, MisfireHandling = MisfireHandlingMode.Relaxed });
        using var connection = storage.GetConnection();
        foreach (var old in connection.GetRecurringJobs().Where(old => All.All(job => job.Name != old.Id)))
            timetable.RemoveIfExists(old.Id);
    }
}

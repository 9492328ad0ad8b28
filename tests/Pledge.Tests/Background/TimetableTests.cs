using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Features.Drafts;

namespace Pledge.Tests.Background;

/// <summary>Hangfire's own parts on its real tables, one step at a time: what falls due, what is run, what is left behind.</summary>
public sealed class TimetableTests(Site site) : IClassFixture<Site>
{
    private const string Personal = "Key (email)=(ash.reed@example.org) already exists.";

    private TimetableStorage Storage => site.Services.GetRequiredService<TimetableStorage>();
    private IJobFilterProvider Filters => site.Services.GetRequiredService<IJobFilterProvider>();

    [Fact]
    public void A_job_carries_nothing_and_leaves_nothing() => Assert.All(Schedule.All, job =>
    {
        Assert.Equal([typeof(CancellationToken)], job.Work.Method.GetParameters().Select(one => one.ParameterType));
        Assert.Equal(typeof(Task), job.Work.Method.ReturnType);
    });

    [Fact]
    public async Task Runs_that_were_missed_are_made_up_for_by_one_and_none_joins_one_that_is_under_way()
    {
        await EmptyAsync();
        Schedule.WriteTo(Storage);

        await DownForDaysAsync();
        LookWhatIsDue();
        Assert.Equal(Schedule.All.Select(job => job.Name).Order(StringComparer.Ordinal), await RecurringRunsAsync());

        await DownForDaysAsync();
        LookWhatIsDue();
        Assert.Equal(Schedule.All.Count, (await RecurringRunsAsync()).Count);

        await site.ExecuteAsync("delete from hangfire.jobqueue where jobid = (select jobid from hangfire.jobparameter where value = '\"sweep-drafts\"')");
        await DownForDaysAsync();
        LookWhatIsDue();
        Assert.Equal(2, (await RecurringRunsAsync()).Count(name => name == SweepDrafts.Name));
        Assert.Equal(Schedule.All.Count + 1, (await RecurringRunsAsync()).Count);
    }

    [Fact]
    public async Task The_clock_of_the_database_says_what_is_due()
    {
        await EmptyAsync();
        // A year ahead, by the clock of the machine that writes it down.
        var year = Storage.UtcNow().Year + 2;
        Timetable(() => new DateTime(year, 6, 1, 0, 0, 0, DateTimeKind.Utc)).AddOrUpdate("new-year", Schedule.All[0].Work, "0 0 1 1 *", new RecurringJobOptions());

        LookWhatIsDue(() => new DateTime(year + 5, 1, 1, 0, 0, 1, DateTimeKind.Utc));

        Assert.Empty(await RecurringRunsAsync());
        using var connection = Storage.GetConnection();
        Assert.InRange(((JobStorageConnection)connection).GetUtcDateTime(), Storage.UtcNow().AddMinutes(-1), Storage.UtcNow());
    }

    [Fact]
    public async Task A_worker_whose_clock_is_wrong_does_not_start()
    {
        await EmptyAsync();
        using var wrong = Worker(new FakeTimeProvider(new(Storage.UtcNow().AddHours(1), TimeSpan.Zero)));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.StartAsync(CancellationToken.None));

        Assert.Contains("clock", error.Message, StringComparison.Ordinal);
        Assert.Equal("Pledge.Web", error.Source);
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from hangfire.hash"));
    }

    [Fact]
    public async Task A_worker_puts_right_what_another_version_did_to_the_timetable()
    {
        await EmptyAsync();
        Schedule.WriteTo(Storage);
        Timetable().RemoveIfExists(SweepDrafts.Name);
        Timetable().AddOrUpdate("of-another-version", Schedule.All[0].Work, "* * * * *", new RecurringJobOptions());
        // So Hangfire leaves a job that a worker could not load, six times.
        await site.ExecuteAsync("insert into hangfire.hash (key, field, value) values ('recurring-job:erase-bodies', 'Error', 'cannot load'), ('recurring-job:erase-bodies', 'RetryAttempt', '5')");
        await site.ExecuteAsync("update hangfire.set set score = -1 where value = 'erase-bodies'");

        using var worker = Worker(TimeProvider.System);
        worker.Keep();

        using var connection = Storage.GetConnection();
        var jobs = connection.GetRecurringJobs();
        Assert.Equal(Schedule.All.Select(job => job.Name).Order(StringComparer.Ordinal), jobs.Select(job => job.Id).Order(StringComparer.Ordinal));
        Assert.All(jobs, job => Assert.True(job.NextExecution > Storage.UtcNow().AddMinutes(-2), job.Id));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from hangfire.set where score < 0"));
    }

    [Fact]
    public async Task Failed_jobs_are_kept_for_a_month()
    {
        await EmptyAsync();
        await site.ExecuteAsync(
            """
            insert into hangfire.job (statename, invocationdata, arguments, createdat)
            values ('Failed', '{}', '[]', now() - interval '31 days'), ('Failed', '{}', '[]', now() - interval '29 days'), ('Enqueued', '{}', '[]', now() - interval '31 days')
            """);

        using var worker = Worker(TimeProvider.System);
        worker.Keep();

        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from hangfire.job"));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from hangfire.job where statename = 'Failed'"));
    }

    [Fact]
    public async Task A_failure_says_what_kind_it_is_and_nothing_of_whom_it_was_about()
    {
        await EmptyAsync();
        site.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<Failing>(job => job.RunAsync());

        RunOne();

        // Not tried again: what recurs comes by itself.
        Assert.Equal("Failed", await site.SqlAsync<string>("select statename from hangfire.job"));
        var kept = await site.SqlAsync<string>("select data::text from hangfire.state where name = 'Failed'");
        Assert.Contains("FormatException < InvalidOperationException", kept, StringComparison.Ordinal);
        Assert.Contains(nameof(Failing), kept, StringComparison.Ordinal);
        Assert.Equal(0, await RowsWithAsync("ash.reed"));
        Assert.Equal(0, await RowsWithAsync("Reed"));
        Assert.DoesNotContain("ash.reed", new JobFailure(new InvalidOperationException(Personal)).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_runs_once_a_night_is_tried_again_in_the_same_night()
    {
        await EmptyAsync();
        await site.ExecuteAsync("alter function pledge.sweep_drafts(timestamptz) rename to sweep_drafts_gone");
        try
        {
            new BackgroundJobClient(Storage, Filters).Create(Schedule.All.Single(job => job.Name == SweepDrafts.Name).Work, new EnqueuedState());
            RunOne();
        }
        finally
        {
            await site.ExecuteAsync("alter function pledge.sweep_drafts_gone(timestamptz) rename to sweep_drafts");
        }

        Assert.Equal("Scheduled", await site.SqlAsync<string>("select statename from hangfire.job"));
        Assert.Equal("Retry attempt 1 of 3: PostgresException 42883", await site.SqlAsync<string>("select reason from hangfire.state where name = 'Scheduled'"));
    }

    [Fact]
    public async Task A_lock_is_anothers_as_soon_as_its_holder_is_gone()
    {
        using var holder = Storage.GetConnection();
        using var other = Storage.GetConnection();
        using var held = holder.AcquireDistributedLock("one", TimeSpan.FromSeconds(1));
        // Twice in one conversation is no wait.
        holder.AcquireDistributedLock("one", TimeSpan.FromMilliseconds(1)).Dispose();
        var refused = Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("one", TimeSpan.FromMilliseconds(1)));
        Assert.Equal("one", refused.Resource);
        other.AcquireDistributedLock("two", TimeSpan.FromMilliseconds(1)).Dispose();

        await using (var app = NpgsqlDataSource.Create(site.Database.App))
        await using (var end = app.CreateCommand("select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and datname = current_database()"))
            Assert.Equal(true, await end.ExecuteScalarAsync());

        other.AcquireDistributedLock("one", TimeSpan.FromMinutes(1)).Dispose();
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from hangfire.lock"));
    }

    [Fact]
    public void A_lock_ends_by_itself_when_its_machine_hangs()
    {
        using var hanging = new TimetableStorage(site.Database.App, TimeSpan.FromMilliseconds(20)).GetConnection();
        using var held = hanging.AcquireDistributedLock("three", TimeSpan.FromSeconds(1));
        using var other = Storage.GetConnection();

        other.AcquireDistributedLock("three", TimeSpan.FromMinutes(1)).Dispose();
    }

    [Theory]
    // Clocks go forward on 28 March 2027 at 01:00 and back on 31 October at 02:00.
    [InlineData("40 3 * * *", "2027-03-27T12:00Z", "2027-03-28T02:40Z", "2027-03-29T02:40Z")]
    [InlineData("40 3 * * *", "2027-10-30T12:00Z", "2027-10-31T03:40Z", "2027-11-01T03:40Z")]
    // There is no half past one that day: it runs as soon as the hour is over.
    [InlineData("30 1 * * *", "2027-03-27T12:00Z", "2027-03-28T01:00Z", "2027-03-29T00:30Z")]
    // Half past one comes twice: it runs the first time.
    [InlineData("30 1 * * *", "2027-10-30T12:00Z", "2027-10-31T00:30Z", "2027-11-01T01:30Z")]
    // What runs every quarter of an hour runs in the hour that comes twice, twice.
    [InlineData("*/15 * * * *", "2027-10-31T00:46Z", "2027-10-31T01:00Z", "2027-10-31T01:15Z")]
    public async Task When_the_clocks_change(string cron, string from, string first, string second)
    {
        await EmptyAsync();
        var now = DateTimeOffset.Parse(from, null).UtcDateTime;
        foreach (var expected in new[] { first, second })
        {
            Timetable(() => now).AddOrUpdate("job-" + expected, Schedule.All[0].Work, cron, new RecurringJobOptions { TimeZone = Schedule.London });
            using var connection = Storage.GetConnection();
            var next = connection.GetRecurringJobs(["job-" + expected]).Single().NextExecution!.Value;
            Assert.Equal(DateTimeOffset.Parse(expected, null).UtcDateTime, next);
            now = next.AddSeconds(1);
        }
    }

    private Timetable Worker(TimeProvider clock) => new(Storage, site.Services.GetRequiredService<IBackgroundJobClient>(), clock, NullLogger<Timetable>.Instance);

    private RecurringJobManager Timetable(Func<DateTime>? now = null) => new(Storage, Filters, new DefaultTimeZoneResolver(), now ?? Storage.UtcNow);

    /// <summary>One look of a worker at the timetable, by a clock of its own.</summary>
    private void LookWhatIsDue(Func<DateTime>? machine = null) =>
        new RecurringJobScheduler(new BackgroundJobFactory(Filters), TimeSpan.FromMilliseconds(1), new DefaultTimeZoneResolver(), machine ?? Storage.UtcNow).Execute(Context());

    /// <summary>Takes one job from the queue and does it.</summary>
    private void RunOne() => new Worker(["default"], new BackgroundJobPerformer(Filters, site.Services.GetRequiredService<JobActivator>()), new BackgroundJobStateChanger(Filters)).Execute(Context());

    private BackgroundProcessContext Context() =>
        new("test", Storage, new Dictionary<string, object>(), Guid.NewGuid(), CancellationToken.None, CancellationToken.None, CancellationToken.None);

    private Task EmptyAsync() => site.ExecuteAsync("truncate hangfire.job, hangfire.jobqueue, hangfire.hash, hangfire.set cascade");

    private Task DownForDaysAsync() => site.ExecuteAsync(
        """
        with down as (
            insert into hangfire.hash (key, field, value)
            select 'recurring-job:' || value, 'LastExecution', (extract(epoch from now() - interval '3 days') * 1000)::bigint::text from hangfire.set where key = 'recurring-jobs'
            on conflict (key, field) do update set value = excluded.value
        )
        update hangfire.set set score = extract(epoch from now() - interval '2 days') where key = 'recurring-jobs'
        """);

    private async Task<List<string>> RecurringRunsAsync() =>
        [.. (await site.SqlAsync<string[]>("select coalesce(array_agg(value #>> '{}' order by value #>> '{}'), '{}') from (select value::jsonb from hangfire.jobparameter where name = 'RecurringJobId') one"))];

    private Task<long> RowsWithAsync(string text) => site.SqlAsync<long>(
        """
        select sum((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from hangfire.%I one where one::text ilike %L', table_name, '%' || $1 || '%'), false, true, '')))[1]::text::bigint)::bigint
        from information_schema.tables where table_schema = 'hangfire'
        """, text);

    public sealed class Failing
    {
        private readonly string _words = "Ash Reed could not be told";

        public async Task RunAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException(_words, new FormatException(Personal));
        }
    }
}

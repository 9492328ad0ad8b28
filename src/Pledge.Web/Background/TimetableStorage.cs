using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Hangfire's tables, with PostgreSQL's clock and PostgreSQL's locks in place of the package's own.</summary>
/// <remarks>The package asks each machine's clock what is due, and locks with a row that outlives a killed worker by ten minutes: until then nothing recurring runs and no
/// other worker can start. README, "what Hangfire does when things go wrong".</remarks>
/// <param name="longestLock">For a machine that hangs or lost its network while it holds a lock: PostgreSQL hears nothing from it and ends the lock by itself. A minute unless given.</param>
internal sealed class TimetableStorage(string database, TimeSpan? longestLock = null) : PostgreSqlStorage(new NpgsqlConnectionFactory(database, Options), Options)
{
    private static readonly PostgreSqlStorageOptions Options = new()
    {
        SchemaName = HangfireSchema.Name,
        PrepareSchemaIfNecessary = false, // migrate does it, as the owner and under its lock
        QueuePollInterval = TimeSpan.FromSeconds(5),
        InvisibilityTimeout = TimeSpan.FromMinutes(1), // a job of a killed worker runs elsewhere after this
        UseSlidingInvisibilityTimeout = true,
        DistributedLockTimeout = TimeSpan.FromMinutes(1), // only what cleans the tables still locks with rows
    };

    /// <summary>Failed jobs are looked at for so long; Hangfire alone would keep them for ever.</summary>
    private const int DaysFailedAreKept = 30;

    public override bool HasFeature(string featureId) => featureId == JobStorageFeatures.Connection.GetUtcDateTime || base.HasFeature(featureId);

    public override IStorageConnection GetConnection() => new TimetableConnection(this, longestLock ?? TimeSpan.FromMinutes(1));

    /// <summary>What time it is for every worker.</summary>
    public DateTime UtcNow()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        return (DateTime)command.ExecuteScalar()!;
    }

    /// <summary>Whether a run of the recurring job waits in the queue or is at work. What a killed worker had in hand still waits.</summary>
    public bool IsUnderWay(string recurringJob)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(
            $"""
            select exists (
                select from {HangfireSchema.Name}.jobqueue queued join {HangfireSchema.Name}.jobparameter job on job.jobid = queued.jobid
                where job.name = 'RecurringJobId' and job.value = to_json($1)::text)
            """, connection)
        { Parameters = { new() { Value = recurringJob } } };
        return (bool)command.ExecuteScalar()!;
    }

    public void ForgetOldFailures()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(
            $"delete from {HangfireSchema.Name}.job where statename = 'Failed' and createdat < now() - make_interval(days => {DaysFailedAreKept})", connection);
        command.ExecuteNonQuery();
    }

    // Own work, whatever transaction surrounds it.
    internal NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Enlist = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}

using Npgsql;

namespace Pledge.Web.Data;

/// <summary>What one run of the migrations did.</summary>
/// <param name="Applied">Names of the files applied now, in order.</param>
/// <param name="AlreadyApplied">How many files earlier runs had applied.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, int AlreadyApplied);

/// <summary>Brings the schema to the state described by the files in <c>migrations/</c>: forward only, each file once.</summary>
public static class Migrator
{
    // Any fixed number of ours: whoever holds it is changing the schema of this database.
    private const long LockKey = 0x506C_6564_6765;

    /// <summary>The folder published beside the program.</summary>
    public static string PublishedFolder => Path.Combine(AppContext.BaseDirectory, "migrations");

    /// <summary>Applies what is missing, waiting while another run does the same.</summary>
    /// <exception cref="MigrationException">A file or the database is not as it should be, or a file failed. Files before the one named stay applied.</exception>
    public static async Task<MigrationReport> RunAsync(string ownerConnectionString, string folder, CancellationToken ct)
    {
        var files = MigrationFile.ReadAll(folder);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(ct);
        await WaitForTurnAsync(connection, ct);
        await ExecuteAsync(connection, """
            create schema if not exists migration;
            create table if not exists migration.applied (
                number int primary key,
                name text not null constraint applied_name_key unique,
                sha256 text not null,
                applied_at timestamptz not null default clock_timestamp());
            grant usage on schema migration to pledge_app;
            grant select on migration.applied to pledge_app
            """, ct);
        var before = await CheckAppliedAsync(connection, files, ct);
        foreach (var file in files.Skip(before))
            await ApplyAsync(connection, file, ct);
        await HangfireSchema.InstallAsync(connection, ct);
        return new MigrationReport([.. files.Skip(before).Select(file => file.Name)], before);
    }

    // Asks again and again: a statement that waits inside the server would hold a snapshot, and "create index concurrently"
    // of the run that goes first would wait for it for ever.
    private static async Task WaitForTurnAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = LockKey } } };
        while (await command.ExecuteScalarAsync(ct) is not true)
            await Task.Delay(100, ct);
    }

    private static async Task<int> CheckAppliedAsync(NpgsqlConnection connection, IReadOnlyList<MigrationFile> files, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select number, name, sha256 from migration.applied order by number", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var count = 0;
        while (await rows.ReadAsync(ct))
        {
            var (number, name) = (rows.GetInt32(0), rows.GetString(1));
            if (number > files.Count)
                throw new MigrationException("database-ahead", $"The database has {name}, which this version of Pledge does not know. Run the newer version.");
            var file = files[number - 1];
            if (file.Name != name)
                throw new MigrationException("renamed", $"The database has {name} where this version of Pledge has {file.Name}. Applied files keep their names.");
            if (file.Sha256 != rows.GetString(2))
                throw new MigrationException("edited", $"{name} was changed after it was applied. Put it back as it was and write the change as a new file.");
            count++;
        }
        return count;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken ct)
    {
        try
        {
            await using var transaction = file.InTransaction ? await connection.BeginTransactionAsync(ct) : null;
            // A file outside a transaction waits for others without blocking them, so it may wait longer than five seconds.
            await ExecuteAsync(connection, $"set lock_timeout = '{(file.InTransaction ? "5s" : "15min")}'; set statement_timeout = '15min'", ct);
            await ExecuteAsync(connection, file.Sql, ct);
            await using (var record = new NpgsqlCommand("insert into migration.applied (number, name, sha256) values ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = file.Number }, new() { Value = file.Name }, new() { Value = file.Sha256 } },
            })
                await record.ExecuteNonQueryAsync(ct);
            if (transaction is not null)
                await transaction.CommitAsync(ct);
            await ExecuteAsync(connection, "reset lock_timeout; reset statement_timeout", ct);
        }
        catch (PostgresException error)
        {
            throw new MigrationException("failed", $"{file.Name} failed and was not recorded: {error.MessageText} ({error.SqlState}).", error);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

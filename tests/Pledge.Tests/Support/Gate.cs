using Npgsql;

namespace Pledge.Tests.Support;

/// <summary>Holds a lock until as many requests as are to meet wait for it, so that none of them is done before the others begin.</summary>
public sealed class Gate : IAsyncDisposable
{
    private readonly Site _site;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private Gate(Site site, NpgsqlConnection connection, NpgsqlTransaction transaction) => (_site, _connection, _transaction) = (site, connection, transaction);

    /// <param name="sql">Takes the lock, as the database owner, for <paramref name="key"/>.</param>
    public static async Task<Gate> HoldAsync(Site site, string sql, object key)
    {
        var connection = new NpgsqlConnection(site.Database.Owner);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new() { Value = key } } };
        await hold.ExecuteNonQueryAsync();
        return new Gate(site, connection, transaction);
    }

    public async Task WhenWaitingAsync(int requests)
    {
        // Not asked within the transaction that holds the lock: there, who is connected stays as it was when first asked, and whoever connects later is never seen.
        const string waiting = "select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and not l.granted";
        for (var tries = 0; await _site.SqlAsync<long>(waiting) < requests; tries++)
        {
            Assert.True(tries < 1800, "The requests never met.");
            await Task.Delay(50);
        }
    }

    public Task OpenAsync() => _transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

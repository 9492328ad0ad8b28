using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Hears at once when some transaction queued a message.</summary>
public sealed class WakeUp(DatabaseConnections databases) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>Returns when something was queued since the last call, or after <paramref name="atMost"/>. The first call only starts to listen.</summary>
    /// <exception cref="NpgsqlException">The connection broke; the next call makes another.</exception>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (_connection is null)
        {
            // What was queued before we listened would not wake us, so the caller looks once more.
            await ListenAsync(ct);
            return;
        }
        try
        {
            await _connection.WaitAsync(atMost, ct);
        }
        catch (NpgsqlException)
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _connection = null;
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(databases.App);
        await connection.OpenAsync(ct);
        await using var listen = new NpgsqlCommand($"listen {Ledger.WakeUpChannel}", connection);
        await listen.ExecuteNonQueryAsync(ct);
        _connection = connection;
    }
}

using System.Globalization;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Npgsql;

namespace Pledge.Web.Background;

/// <summary>A conversation with Hangfire's tables. Its locks are PostgreSQL's: they end with the worker that holds them, and after <paramref name="longestLock"/> in any case.</summary>
internal sealed class TimetableConnection(TimetableStorage storage, TimeSpan longestLock) : PostgreSqlConnection(storage)
{
    private Locks? _locks;

    public override DateTime GetUtcDateTime() => storage.UtcNow();

    public override IDisposable AcquireDistributedLock(string resource, TimeSpan timeout)
    {
        _locks ??= new Locks(this, storage.Open(), longestLock);
        return _locks.Take(resource, timeout);
    }

    public override void Dispose()
    {
        _locks?.Dispose();
        base.Dispose();
    }

    /// <summary>All locks that one conversation holds, in one transaction: given back together when the last is let go. Taking one twice is no wait.</summary>
    private sealed class Locks : IDisposable
    {
        private readonly TimetableConnection _owner;
        private readonly NpgsqlConnection _connection;
        private readonly NpgsqlTransaction _transaction;
        private int _taken;

        public Locks(TimetableConnection owner, NpgsqlConnection connection, TimeSpan longest)
        {
            (_owner, _connection) = (owner, connection);
            _transaction = connection.BeginTransaction();
            using var limit = new NpgsqlCommand("select set_config('idle_in_transaction_session_timeout', $1, true)", connection) { Parameters = { new() { Value = Milliseconds(longest) } } };
            limit.ExecuteNonQuery();
        }

        public IDisposable Take(string resource, TimeSpan timeout)
        {
            _taken++;
            try
            {
                using var command = new NpgsqlCommand(
                    "select set_config('lock_timeout', $1, true), pg_advisory_xact_lock(hashtextextended('hangfire ' || $2, 0))", _connection)
                {
                    CommandTimeout = 0,
                    Parameters = { new() { Value = Milliseconds(timeout) }, new() { Value = resource } },
                };
                command.ExecuteNonQuery();
                return new Taken(this);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                LetGo();
                throw new DistributedLockTimeoutException(resource);
            }
            catch
            {
                LetGo();
                throw;
            }
        }

        public void Dispose()
        {
            _owner._locks = null;
            // Nothing was written: going back is letting go, and works when the transaction is broken.
            _transaction.Dispose();
            _connection.Dispose();
        }

        // None at all would mean: without end.
        private static string Milliseconds(TimeSpan time) => Math.Max(1, (long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

        private void LetGo()
        {
            if (--_taken == 0)
                Dispose();
        }

        private sealed class Taken(Locks locks) : IDisposable
        {
            private bool _over;

            public void Dispose()
            {
                if (_over)
                    return;
                _over = true;
                locks.LetGo();
            }
        }
    }
}

using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Pledge.Web.Data;

/// <summary>Which pages are read from the standby at this moment: all that carry <see cref="ReadsStandbyAttribute"/>, or, while it fails, none. They are then read from the primary, so that nobody is shown an error.</summary>
public sealed class StandbyReads(DatabaseConnections databases, TimeProvider clock, ILogger<StandbyReads> log)
{
    /// <summary>How long the standby is left alone after it failed, so that not every page waits for it.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private long _restsUntil;

    /// <summary>Where to read; null without a standby, and while it rests.</summary>
    public string? Connection => clock.GetUtcNow().UtcTicks < Volatile.Read(ref _restsUntil) ? null : databases.Standby;

    /// <summary>The standby did not answer, or broke off, as it may at any time to keep up with the primary (a recovery conflict). Says so in the log, without what was read.</summary>
    public void Failed(Exception error)
    {
        Volatile.Write(ref _restsUntil, (clock.GetUtcNow() + Rest).UtcTicks);
        var cause = error.GetBaseException();
        log.LogWarning("The standby failed ({Reason}): for {Seconds} seconds its pages are read from the primary", (cause as PostgresException)?.SqlState ?? cause.GetType().Name, Rest.TotalSeconds);
    }

    /// <summary>True for what a server, or the way to it, fails with. Where the statement itself was wrong, the primary says so again.</summary>
    /// <remarks>EF wraps what it holds to be transient, and a name that is not resolved comes as it is. A reader who leaves cancels the statement, which is no failure.</remarks>
    public static bool IsFailure(Exception? error) => error switch
    {
        null or OperationCanceledException => false,
        DbException or SocketException or TimeoutException => true,
        _ => IsFailure(error.InnerException),
    };
}

namespace Pledge.Web.Data.Embedded;

/// <summary>The server's settings, given at each start so that a newer program brings newer ones.</summary>
internal static class ServerSettings
{
    // Loopback only and no socket file, whose path could be too long. The log never shows a statement or a
    // value (terse, no failed statements): rows hold personal data.
    private static readonly string[] Always =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "password_encryption=scram-sha-256",
        "shared_buffers=256MB", "effective_cache_size=1GB", "work_mem=16MB", "maintenance_work_mem=128MB", "max_wal_size=2GB", "wal_compression=on",
        "random_page_cost=1.1", "jit=off", "timezone=UTC", "log_timezone=UTC",
        "log_min_messages=warning", "log_min_error_statement=panic", "log_error_verbosity=terse",
    ];

    private static readonly string[] ThrowAway =
        ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=128MB", "max_wal_size=1GB", "wal_level=minimal", "max_wal_senders=0"];

    public static string Line(int port, bool throwAway) =>
        $"-p {port}" + string.Concat((throwAway ? [.. Always, .. ThrowAway] : Always).Select(setting => $" -c {setting}"));
}

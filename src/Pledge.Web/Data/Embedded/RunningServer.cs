using System.Globalization;
using Npgsql;

namespace Pledge.Web.Data.Embedded;

/// <summary>Finds the server that already runs on a data folder.</summary>
internal static class RunningServer
{
    /// <summary>Its port once it answers; null when none runs, after removing what a dead one left in the way.</summary>
    public static async Task<int?> FindPortAsync(string data, Secrets secrets, CancellationToken ct)
    {
        var pidFile = Path.Combine(data, "postmaster.pid");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (File.Exists(pidFile))
        {
            var lines = await File.ReadAllLinesAsync(pidFile, ct);
            if (lines.Length == 0 || !IsPostgres(lines[0]))
            {
                // After a reboot the number may belong to another process of the same user, and PostgreSQL would then refuse to start.
                File.Delete(pidFile);
                return null;
            }
            if (lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) && await AnswersAsync(port, data, secrets, ct))
                return port;
            await Task.Delay(100, patience.Token);
        }
        return null;
    }

    private static bool IsPostgres(string pid)
    {
        var status = $"/proc/{pid.Trim()}/comm";
        return File.Exists(status) && File.ReadAllText(status).StartsWith("postgres", StringComparison.Ordinal);
    }

    private static async Task<bool> AnswersAsync(int port, string data, Secrets secrets, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                $"Host=127.0.0.1;Port={port};Username=postgres;Password={secrets.Superuser};Database=postgres;Pooling=false;Timeout=2;SSL Mode=Disable;GSS Encryption Mode=Disable");
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("show data_directory", connection);
            return (string?)await command.ExecuteScalarAsync(ct) == data;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}

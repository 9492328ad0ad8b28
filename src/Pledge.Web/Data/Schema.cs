using Npgsql;

namespace Pledge.Web.Data;

/// <summary>The schema this version of Pledge needs, with the rows of its code lists.</summary>
public static class Schema
{
    /// <summary>Applies missing migrations and syncs the code lists. Safe to repeat, and from several machines at once.</summary>
    /// <exception cref="MigrationException">See <see cref="Migrator.RunAsync"/>.</exception>
    public static async Task<MigrationReport> BringUpToDateAsync(string ownerConnectionString, CancellationToken ct)
    {
        var report = await Migrator.RunAsync(ownerConnectionString, Migrator.PublishedFolder, ct);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await CodeLists.SyncAsync(connection, ct);
        return report;
    }
}

using Hangfire.PostgreSql;
using Npgsql;

namespace Pledge.Web.Data;

/// <summary>The tables of the job timetable. Installed here, as the owner and under the migration lock, because two programs that
/// install them at once collide; the program itself never prepares them.</summary>
internal static class HangfireSchema
{
    public const string Name = "hangfire";

    public static async Task InstallAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        PostgreSqlObjectsInstaller.Install(owner, Name);
        await using var grants = new NpgsqlCommand($"""
            grant usage on schema {Name} to pledge_app;
            grant select, insert, update, delete on all tables in schema {Name} to pledge_app;
            grant usage, select, update on all sequences in schema {Name} to pledge_app
            """, owner);
        await grants.ExecuteNonQueryAsync(ct);
    }
}

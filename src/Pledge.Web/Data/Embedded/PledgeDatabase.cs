using Npgsql;

namespace Pledge.Web.Data.Embedded;

/// <summary>The roles, the database and the extensions an operator makes by hand on a server of their own.</summary>
internal static class PledgeDatabase
{
    public const string OwnerRole = "pledge_owner";
    public const string AppRole = "pledge_app";

    /// <summary>Safe to repeat, so a start that was killed half-way is completed by the next.</summary>
    public static async Task PrepareAsync(Secrets secrets, Func<string, string> superuserOf, CancellationToken ct)
    {
        await RunAsync(superuserOf("postgres"), ct, Role(OwnerRole, secrets.Owner), Role(AppRole, secrets.App));
        await CreateAsync("pledge", template: null, superuserOf, ct);
    }

    /// <summary>Makes database <paramref name="name"/> unless it exists, empty or as a copy of <paramref name="template"/>.</summary>
    public static async Task CreateAsync(string name, string? template, Func<string, string> superuserOf, CancellationToken ct)
    {
        try
        {
            // Copying files is several times faster than logging every page, on a server this small.
            var source = template is null ? "" : $" template {template} strategy file_copy";
            await RunAsync(superuserOf("postgres"), ct, $"create database {name} owner {OwnerRole}{source}");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
        }
        await RunAsync(superuserOf("postgres"), ct, $"revoke all on database {name} from public", $"grant connect, temporary on database {name} to {AppRole}");
        if (template is null)
            await RunAsync(superuserOf(name), ct, "create extension if not exists btree_gist", "create extension if not exists pg_trgm");
    }

    private static string Role(string name, string password) => $"""
        do $do$ begin
            if not exists (select from pg_roles where rolname = '{name}') then create role {name}; end if;
            alter role {name} login nosuperuser nocreatedb nocreaterole nobypassrls password '{password}';
        end $do$
        """;

    private static async Task RunAsync(string connectionString, CancellationToken ct, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(ct);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Tests.Support;

/// <summary>A database of its own for one test class: a copy of a template that holds the whole schema and no rows beyond it.
/// The server belongs to the test process and vanishes with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "pledge_template";
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static readonly Lazy<Task> Migrated = new(MigrateTemplateAsync);
    private readonly EmbeddedPostgres _server;

    private TestDatabase(EmbeddedPostgres server, string name)
    {
        (_server, Name) = (server, name);
        var connections = server.ConnectionsTo(name);
        (App, Owner) = (Small(connections.App), Small(connections.Owner!));
    }

    public string Name { get; }

    /// <summary>As the program works: every row policy applies.</summary>
    public string App { get; }

    /// <summary>For arranging and checking: owns every table, so row policies do not apply.</summary>
    public string Owner { get; }

    /// <summary>A database with the schema.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        await Migrated.Value;
        return await CreateAsync(Template);
    }

    /// <summary>A database with the roles and extensions only.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync(template: null);

    /// <summary>A database that is there, on a server that the test started.</summary>
    public static TestDatabase On(EmbeddedPostgres server, string name) => new(server, name);

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(App))
            NpgsqlConnection.ClearPool(connection);
        await using (var connection = new NpgsqlConnection(Owner))
            NpgsqlConnection.ClearPool(connection);
        await AsSuperuserAsync(_server, $"drop database if exists {Name} with (force)");
    }

    private static async Task<TestDatabase> CreateAsync(string? template)
    {
        var server = await Server.Value;
        var name = "pledge_test_" + Guid.CreateVersion7().ToString("n");
        await server.CreateDatabaseAsync(name, template, CancellationToken.None);
        return new TestDatabase(server, name);
    }

    private static Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(EmbeddedPostgresOptions.ForTests(), NullLogger.Instance, CancellationToken.None);

    // The migrator uses no pool, so nothing stays connected to the template and it can be copied.
    private static async Task MigrateTemplateAsync()
    {
        var server = await Server.Value;
        await server.CreateDatabaseAsync(Template, template: null, CancellationToken.None);
        await Schema.BringUpToDateAsync(server.ConnectionsTo(Template).Owner!, CancellationToken.None);
    }

    private static async Task AsSuperuserAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.SuperuserOf("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // Many classes share the server's 200 connections.
    private static string Small(string text) => new NpgsqlConnectionStringBuilder(text) { MaxPoolSize = 20, ConnectionIdleLifetime = 10 }.ConnectionString;
}

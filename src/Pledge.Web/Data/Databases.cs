using Npgsql;

namespace Pledge.Web.Data;

/// <summary>Finds the database the program works on.</summary>
public static class Databases
{
    /// <summary>The configured server (<c>ConnectionStrings:Pledge</c>, <c>ConnectionStrings:PledgeOwner</c> for migrations, <c>ConnectionStrings:PledgeRead</c> for a standby), or else the embedded one.
    /// Dispose the result when the program ends.</summary>
    /// <exception cref="InvalidOperationException">The configuration cannot be used; the message says why.</exception>
    /// <exception cref="EmbeddedPostgresException">The embedded server cannot run here; the message says what to do.</exception>
    public static async Task<DatabaseConnections> OpenAsync(IConfiguration configuration, string contentRoot, ILogger logger, CancellationToken ct)
    {
        var app = configuration.GetConnectionString("Pledge");
        var owner = configuration.GetConnectionString("PledgeOwner");
        var standby = configuration.GetConnectionString("PledgeRead");
        if (!string.IsNullOrWhiteSpace(app))
        {
            return new DatabaseConnections(ForApp(app, "Pledge"), string.IsNullOrWhiteSpace(owner) ? null : Checked(owner, "PledgeOwner").ConnectionString)
            {
                Standby = string.IsNullOrWhiteSpace(standby) ? null : ForStandby(standby, app),
            };
        }
        if (!string.IsNullOrWhiteSpace(owner) || !string.IsNullOrWhiteSpace(standby))
            throw new InvalidOperationException("ConnectionStrings:PledgeOwner or PledgeRead is set but ConnectionStrings:Pledge is not. Set it too, or none of them to use the embedded PostgreSQL.");
        var server = await EmbeddedPostgres.StartAsync(EmbeddedPostgresOptions.For(contentRoot), logger, ct);
        return server.ConnectionsTo("pledge") with { Server = server };
    }

    /// <summary>Throws unless the role of <paramref name="appConnectionString"/> is bound by row policies: no superuser, no bypass, owner of no table.</summary>
    public static async Task CheckAppRoleAsync(string appConnectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(appConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("""
            select not (rolsuper or rolbypassrls)
               and not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                               where n.nspname in ('pledge', 'identity', 'hangfire', 'migration') and pg_has_role(c.relowner, 'member'))
            from pg_roles where rolname = current_user
            """, connection);
        if (await command.ExecuteScalarAsync(ct) is not true)
            throw new InvalidOperationException("ConnectionStrings:Pledge (or PledgeRead) signs in as a superuser, as a role that skips row policies, or as an owner of tables. Use a role that owns nothing; the README says how to make it.");
    }

    /// <summary>The same of the standby, if there is one and it answers. If not, the program starts all the same: a standby has the roles of the primary, where this role was checked.</summary>
    public static async Task CheckStandbyRoleAsync(DatabaseConnections databases, ILogger log, CancellationToken ct)
    {
        if (databases.Standby is not { } standby)
            return;
        try
        {
            await CheckAppRoleAsync(standby, ct);
        }
        catch (Exception error) when (StandbyReads.IsFailure(error) && error is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            log.LogWarning("The standby does not answer ({Reason}): until it does, its pages are read from the primary", error.GetBaseException().GetType().Name);
        }
    }

    private static string ForStandby(string text, string app)
    {
        var builder = new NpgsqlConnectionStringBuilder(ForApp(text, "PledgeRead"));
        if (builder.Username != new NpgsqlConnectionStringBuilder(app).Username)
            throw new InvalidOperationException("ConnectionStrings:PledgeRead signs in as another role than ConnectionStrings:Pledge. A standby has the same roles: use the same.");
        // A page waits no longer before it is read from the primary.
        if (!builder.ShouldSerialize("Timeout"))
            builder.Timeout = 3;
        return builder.ConnectionString;
    }

    private static string ForApp(string text, string name)
    {
        var builder = Checked(text, name);
        if (builder.MaxAutoPrepare == 0)
            builder.MaxAutoPrepare = 100;
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Checked(string text, string name)
    {
        var builder = new NpgsqlConnectionStringBuilder(text);
        return builder.NoResetOnClose
            ? throw new InvalidOperationException($"ConnectionStrings:{name} has No Reset On Close: one request's settings could reach the next. Take it out.")
            : builder;
    }
}

using Npgsql;
using Pledge.Web.Data.Embedded;

namespace Pledge.Web.Data;

/// <summary>A private, real PostgreSQL run by the program itself when no other server is configured.
/// Several programs may use one folder at once: the first starts the server, the last one out stops it.</summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "pledge";
    private readonly Cluster _cluster;
    private readonly SharedUse _use;
    private readonly Secrets _secrets;
    private readonly int _port;
    private bool _disposed;

    private EmbeddedPostgres(Cluster cluster, SharedUse use, Secrets secrets, int port) =>
        (_cluster, _use, _secrets, _port) = (cluster, use, secrets, port);

    /// <summary>For making databases, roles and extensions; never for the program's own work. Row policies do not bind it.</summary>
    public string Superuser => SuperuserOf(Database);

    /// <summary>Owner of the schema, for migrations.</summary>
    public string Owner => ConnectionsTo(Database).Owner!;

    /// <summary>What the program works with: owns nothing, bound by every row policy.</summary>
    public string App => ConnectionsTo(Database).App;

    /// <summary>Starts the server, or joins the one that already runs in the same folder; makes the roles and the database if they are missing.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken ct)
    {
        try
        {
            Folders.MakePassable(options.Directory);
            using var starting = await SharedUse.LockAsync(options.Directory, ct);
            var secrets = Secrets.LoadOrCreate(options.Directory, clusterExists: Cluster.ExistsIn(options.Directory));
            var cluster = await Cluster.InAsync(options, ct);
            var use = await SharedUse.BeginAsync(options.Directory, ct);
            try
            {
                var port = await cluster.StartOrJoinAsync(secrets, use.Alone, ct);
                if (use.Alone)
                    await PledgeDatabase.PrepareAsync(secrets, database => Text("postgres", secrets.Superuser, database, port, 2), ct);
                cluster.StopWhenUnused();
                logger.LogInformation("PostgreSQL is ready on 127.0.0.1:{Port}, data in {Folder}", port, options.Directory);
                return new EmbeddedPostgres(cluster, use, secrets, port);
            }
            catch
            {
                await use.EndAsync(cluster.StopAsync);
                throw;
            }
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"{options.Directory} belongs to another user of this machine. Start Pledge as that user, or set PLEDGE_DATA to a folder of your own.", error);
        }
    }

    /// <summary>Makes a further database, owned by the owner role, as a copy of <paramref name="template"/> or empty with the extensions.</summary>
    public Task CreateDatabaseAsync(string name, string? template, CancellationToken ct) =>
        PledgeDatabase.CreateAsync(name, template, SuperuserOf, ct);

    /// <summary>The two ways into <paramref name="database"/> on this server.</summary>
    public DatabaseConnections ConnectionsTo(string database) => new(
        Text(PledgeDatabase.AppRole, _secrets.App, database, _port, poolSize: 100),
        Text(PledgeDatabase.OwnerRole, _secrets.Owner, database, _port, poolSize: 10));

    /// <summary>The superuser's way into <paramref name="database"/>.</summary>
    public string SuperuserOf(string database) => Text("postgres", _secrets.Superuser, database, _port, poolSize: 2);

    /// <summary>Stops the server unless another program still uses it. Data stays, except that of a throw-away server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        using var stopping = await SharedUse.LockAsync(_cluster.Options.Directory, CancellationToken.None);
        await _use.EndAsync(_cluster.StopAsync);
    }

    // Loopback only, so neither TLS nor Kerberos is worth a round trip per connection.
    private static string Text(string user, string password, string database, int port, int poolSize) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = user,
        Password = password,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        MaxAutoPrepare = user == PledgeDatabase.AppRole ? 100 : 0,
        MaxPoolSize = poolSize,
        ApplicationName = "pledge",
    }.ConnectionString;
}

using System.Globalization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Web.Platform;

/// <summary>What a load balancer asks. One word is the whole answer.</summary>
public static class Health
{
    public static IServiceCollection AddPledgeHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<SchemaReady>("schema", timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers too and has the schema this version needs.</summary>
    public static void MapPledgeHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    private sealed class SchemaReady(DatabaseConnections databases) : IHealthCheck
    {
        // The published files do not change while the program runs.
        private static readonly int Needed = int.Parse(
            File.ReadAllText(Path.Combine(Migrator.PublishedFolder, "head.txt")).Trim()[..4], CultureInfo.InvariantCulture);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var connection = new NpgsqlConnection(databases.App);
                await connection.OpenAsync(cancellationToken);
                await using var command = new NpgsqlCommand("select coalesce(max(number), 0) from migration.applied", connection);
                // A newer schema serves the version before it.
                return (int)(await command.ExecuteScalarAsync(cancellationToken))! >= Needed ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }
            catch (NpgsqlException)
            {
                return HealthCheckResult.Unhealthy();
            }
        }
    }
}

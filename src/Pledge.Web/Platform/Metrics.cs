using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OpenTelemetry.Metrics;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Platform;

/// <summary>What the operator's monitoring reads at <c>/metrics</c>, in the text format of Prometheus: how the site answers, and how messages and plans are doing.</summary>
/// <remarks>Addresses appear as route templates, never as they were asked for; no label names a person or an authority.</remarks>
public static class Metrics
{
    private const string Address = "/metrics";

    /// <summary>Setting <c>Metrics:Token</c>: the bearer token that monitoring shows. Without one there are no figures to read.</summary>
    private const string TokenSetting = "Metrics:Token";

    private const int ShortestToken = 20;

    public static IServiceCollection AddPledgeMetrics(this IServiceCollection services)
    {
        services.AddSingleton<MessageGauges>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", MessageGauges.MeterName)
            .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0));
        return services;
    }

    /// <exception cref="InvalidOperationException">The token that was set could be guessed.</exception>
    public static void UsePledgeMetrics(this WebApplication app)
    {
        var token = app.Configuration[TokenSetting] ?? "";
        if (token.Length is > 0 and < ShortestToken)
            throw new InvalidOperationException($"{TokenSetting} needs at least {ShortestToken} characters.") { Source = "Pledge.Web" };
        app.Services.GetRequiredService<MessageGauges>();
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context => token.Length > 0 && context.Request.Path == Address && HttpMethods.IsGet(context.Request.Method) && IsOurs(context, token));
        // Not the sign-in page: whoever monitors sees what is wrong.
        app.MapGet(Address, () => token.Length > 0 ? Results.Unauthorized() : Results.NotFound()).AllowAnonymous();
    }

    private static bool IsOurs(HttpContext context, string token) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));

    /// <summary>The figures of the ledger, read from the database once for each time monitoring asks. Several web servers report the same: they are the installation's.</summary>
    private sealed class MessageGauges
    {
        public const string MeterName = "Pledge.Messages";

        private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

        private readonly IServiceScopeFactory _services;
        private readonly TimeProvider _clock;
        private readonly ILogger<MessageGauges> _log;
        private readonly Lock _turn = new();
        private (IReadOnlyList<ChannelHealth> Channels, long At) _last = ([], 0);

        public MessageGauges(IMeterFactory meters, IServiceScopeFactory services, TimeProvider clock, ILogger<MessageGauges> log)
        {
            (_services, _clock, _log) = (services, clock, log);
            var meter = meters.Create(MeterName);
            Gauge("waiting", null, "Messages that are not settled yet", health => health.Waiting);
            Gauge("due", null, "Of these, those whose time has come", health => health.Due);
            Gauge("oldest_due", "s", "How long the oldest of these has been due", health => health.OldestDueSeconds);
            Gauge("sent_last_minute", null, "Messages accepted in the last minute", health => health.SentLastMinute);
            Gauge("sent_last_hour", null, "Messages accepted in the last hour", health => health.SentLastHour);
            Gauge("failed_last_hour", null, "Messages that failed in the last hour", health => health.FailedLastHour);
            Gauge("failed_open", null, "Failed messages that wait for an administrator", health => health.FailedOpen);
            Gauge("in_doubt", null, "Messages in doubt", health => health.InDoubt);
            Gauge("latency_p95", "s", "From being due to being accepted, for 95 of 100 messages of the last hour", health => health.LatencySeconds);
            Gauge("channels_off", null, "Stops that somebody put on the channel, or on all messages", health => health.Stops);
            Gauge("addresses_stopped", null, "Addresses that take nothing", health => health.AddressesStopped);

            meter.CreateObservableGauge("pledge.messages.plan_lag", () => Read().Take(1).Select(health => new Measurement<double>(health.PlanLagSeconds)), "s",
                "Since reminders were last planned, for the authority that waits longest");

            void Gauge(string name, string? unit, string what, Func<ChannelHealth, double> value) => meter.CreateObservableGauge(
                $"pledge.messages.{name}", () => Read().Select(health => new Measurement<double>(value(health), KeyValuePair.Create<string, object?>("channel", health.Channel))), unit, what);
        }

        /// <summary>Nothing while the database does not answer: no figure is better than an old one, and monitoring notices that it is missing.</summary>
        private IReadOnlyList<ChannelHealth> Read()
        {
            lock (_turn)
            {
                if (_last.Channels.Count > 0 && _clock.GetElapsedTime(_last.At) < KeptFor)
                    return _last.Channels;
                try
                {
                    using var scope = _services.CreateScope();
                    // Gauges are read by a callback that cannot wait otherwise; it runs on the thread of the one request that asks.
                    _last = (ChannelHealth.ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeDb>(), _clock, CancellationToken.None).GetAwaiter().GetResult(), _clock.GetTimestamp());
                }
                catch (Exception error) when (error is NpgsqlException or InvalidOperationException)
                {
                    _log.LogWarning("The figures of the ledger could not be read: {Reason}", error.GetType().Name);
                    _last = ([], 0);
                }
                return _last.Channels;
            }
        }
    }
}

using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>The job that brings national adverts, and how it speaks to the API.</summary>
internal static class NationalAdvertsSetup
{
    private const int Repetitions = 4;

    public static IServiceCollection AddNationalAdverts(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<NationalAdvertsOptions>, NationalAdvertsOptionsCheck>();
        services.AddOptions<NationalAdvertsOptions>().BindConfiguration("NationalAdverts").ValidateOnStart();
        services.AddScoped<BringNationalAdverts>();
        services.AddHttpClient<AdvertClient>(http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = 64 * 1024 * 1024;
            })
            // A redirect would take the key to another server.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .AddResilienceHandler("adverts", (pipeline, context) =>
            {
                var options = context.ServiceProvider.GetRequiredService<IOptions<NationalAdvertsOptions>>().Value;
                // 408, 429, 5xx and lost connections are repeated; after a 429 as late as the API asks.
                pipeline.AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = Repetitions,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = options.RetrySeconds > 0,
                    Delay = TimeSpan.FromSeconds(options.RetrySeconds),
                    ShouldRetryAfterHeader = true,
                });
                pipeline.AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds));
            });
        return services;
    }
}

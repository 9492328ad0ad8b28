using System.Threading.RateLimiting;

namespace Pledge.Web.Access;

/// <summary>A brake in front of sign-in: each check of a password costs real work. The limits that all servers share are <see cref="SignInTries"/>.</summary>
public static class SignInRateLimit
{
    public const string Policy = "sign-in";

    /// <summary>Forms sent from one network address in a minute, on this server. <c>SignIn:FormsAMinute</c> allows more where many people share an address.</summary>
    public const int FormsAMinute = 120;

    public static IServiceCollection AddSignInRateLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Policy, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
            {
                // One at least: fewer would shut everybody out.
                PermitLimit = Math.Max(1, http.RequestServices.GetRequiredService<IConfiguration>().GetValue("SignIn:FormsAMinute", FormsAMinute)),
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            })
            : RateLimitPartition.GetNoLimiter(""));
    });
}

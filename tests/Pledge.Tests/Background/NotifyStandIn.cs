using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pledge.Tests.Background;

/// <summary>What the stand-in does with the next mail.</summary>
public enum NotifyMood
{
    Accept,

    /// <summary>Never answers and has not taken it.</summary>
    StallBefore,

    /// <summary>Has taken it and never answers.</summary>
    StallAfter,
    Refuse400,

    /// <summary>Says that there is no such number.</summary>
    RefuseNumber400,
    Fail500After,
    RateLimit429,
    DayLimit429,
}

/// <summary>GOV.UK Notify as its documentation describes it, as far as Pledge uses it, over real HTTP. Tokens are checked as the real one does.</summary>
public sealed class NotifyStandIn(TimeProvider clock) : IAsyncDisposable
{
    public const string Service = "26785a09-ab16-4eb0-8407-a37497a57506";
    public const string Secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";

    private readonly ConcurrentQueue<JsonElement> _taken = new();
    private WebApplication _app = null!;

    public NotifyMood Mood { get; set; }
    public TimeSpan ClockIsOff { get; set; }

    /// <summary>How often a mail was brought, taken or not.</summary>
    public int Posts { get; private set; }
    public string Address => _app.Urls.Single();

    public IReadOnlyList<JsonElement> Taken(Guid reference) => [.. _taken.Where(mail => mail.GetProperty("reference").GetString() == reference.ToString())];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v2/notifications/email", (HttpRequest request) => PostAsync(request, "email_address"));
        _app.MapPost("/v2/notifications/sms", (HttpRequest request) => PostAsync(request, "phone_number"));
        _app.MapGet("/v2/notifications", (HttpRequest request) => TokenProblem(request) ?? Results.Json(new
        {
            notifications = _taken.Where(mail => mail.GetProperty("reference").GetString() == request.Query["reference"]).Select(mail => new { id = Guid.NewGuid(), status = "sending" }),
            links = new { },
        }));
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> PostAsync(HttpRequest request, string address)
    {
        Posts++;
        if (TokenProblem(request) is { } problem)
            return problem;
        var mail = (await JsonDocument.ParseAsync(request.Body)).RootElement;
        if (!mail.TryGetProperty(address, out _))
            return Error(400, "ValidationError", $"{address} is a required property");
        switch (Mood)
        {
            case NotifyMood.RefuseNumber400:
                return Error(400, "ValidationError", "phone_number Not enough digits");
            case NotifyMood.StallBefore:
                return await NeverAsync(request);
            case NotifyMood.StallAfter:
                _taken.Enqueue(mail);
                return await NeverAsync(request);
            case NotifyMood.Refuse400:
                return Error(400, "BadRequestError", "Missing personalisation: someone@people.test");
            case NotifyMood.Fail500After:
                _taken.Enqueue(mail);
                return Error(500, "Exception", "Internal server error");
            case NotifyMood.RateLimit429:
                return Error(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds");
            case NotifyMood.DayLimit429:
                return Error(429, "TooManyRequestsError", "Exceeded send limits (250000) for today");
        }
        _taken.Enqueue(mail);
        var id = Guid.NewGuid();
        return Results.Json(new { id, reference = mail.GetProperty("reference").GetString(), content = new { subject = "", body = "", from_email = "" }, uri = $"{Address}/v2/notifications/{id}", template = new { id, version = 1, uri = "" } }, statusCode: 201);
    }

    /// <summary>Answers when nobody listens any more.</summary>
    private static async Task<IResult> NeverAsync(HttpRequest request)
    {
        var gone = new TaskCompletionSource();
        await using var registration = request.HttpContext.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return Results.Empty;
    }

    private IResult? TokenProblem(HttpRequest request)
    {
        var parts = request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal).Split('.');
        if (parts.Length != 3)
            return Error(401, "AuthError", "Unauthorized: authentication token must be provided");
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        if (header.GetProperty("alg").GetString() != "HS256" || header.GetProperty("typ").GetString() != "JWT" || claims.GetProperty("iss").GetString() != Service
            || !CryptographicOperations.FixedTimeEquals(signature, Base64Url.DecodeFromChars(parts[2])))
            return Error(403, "AuthError", "Invalid token: API key not found");
        var age = clock.GetUtcNow() + ClockIsOff - DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("iat").GetInt64());
        return age.Duration() > TimeSpan.FromSeconds(30) ? Error(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds") : null;
    }

    private static IResult Error(int status, string error, string message) => Results.Json(new { status_code = status, errors = new[] { new { error, message } } }, statusCode: status);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Pledge.Web.Background.Mail;

namespace Pledge.Web.Background.Transports;

/// <summary>Hands mails and texts to GOV.UK Notify. The reference is the ledger's id on every try, so that a doubt can be resolved by asking.</summary>
/// <remarks>Source: Notify's REST documentation. Its error texts may repeat an address: only status and error type are kept.</remarks>
public sealed class NotifyTransport : IMailTransport, ITextTransport, IDisposable
{
    public const string Key = "notify";

    private readonly NotifyOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<NotifyTransport> _log;
    private readonly HttpClient _http;

    public NotifyTransport(IOptions<NotifyOptions> options, TimeProvider clock, ILogger<NotifyTransport> log)
    {
        (_options, _clock, _log) = (options.Value, clock, log);
        // A connection of its own for each request: on one that was used before, the handler may say a request twice when the server hangs up, and a mail would go twice.
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            BaseAddress = new(_options.Address),
            Timeout = TimeSpan.FromSeconds(_options.TimeoutSeconds),
        };
    }

    public string Name => Key;

    public Task<TransportReply> SendAsync(ClaimedMessage message, ShortText text, Func<bool> mayHandOver) => SendAsync("/v2/notifications/sms", new()
    {
        ["phone_number"] = text.To,
        ["template_id"] = _options.Templates[NotifyOptions.TextTemplate],
        ["reference"] = message.Id.ToString(),
        ["personalisation"] = new Dictionary<string, string> { ["message"] = text.Body },
    }, mayHandOver);

    public Task<TransportReply> SendAsync(ClaimedMessage message, Letter letter, Func<bool> mayHandOver)
    {
        var content = new Dictionary<string, object>
        {
            ["email_address"] = letter.To,
            ["template_id"] = _options.Templates.GetValueOrDefault(message.Rule) ?? _options.Templates[NotifyOptions.UsualTemplate],
            ["reference"] = message.Id.ToString(),
            ["personalisation"] = new Dictionary<string, string> { ["subject"] = letter.Mime.Subject ?? "", ["first_name"] = letter.FirstName, ["message"] = letter.Text },
            // A name is typed by people; it must not become a link in our mail.
            ["sanitise_content_for"] = new[] { "first_name" },
        };
        if (letter.Stop is { } stop)
            content["one_click_unsubscribe_url"] = stop;
        return SendAsync("/v2/notifications/email", content, mayHandOver);
    }

    private async Task<TransportReply> SendAsync(string path, Dictionary<string, object> content, Func<bool> mayHandOver)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = JsonContent.Create(content);
        if (!mayHandOver())
            return new(Verdict.NotOurs, "lease-lost");
        try
        {
            using var response = await _http.SendAsync(request);
            return response.StatusCode is HttpStatusCode.Created ? new(Verdict.Accepted, "accepted") : await ReplyAsync(response);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            // No request was said on a connection that never was.
            _log.LogWarning("GOV.UK Notify could not be reached: {Reason}", error.HttpRequestError);
            return new(Verdict.TryLater, "no-connection");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(Verdict.Unknown, "no-answer");
        }
    }

    public async Task<Finding> FindAsync(Guid message, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, $"/v2/notifications?reference={message}");
        try
        {
            using var response = await _http.SendAsync(request, ct);
            if (response.StatusCode is not HttpStatusCode.OK)
                return Finding.CannotSay;
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return !answer.RootElement.TryGetProperty("notifications", out var found) || found.ValueKind is not JsonValueKind.Array ? Finding.CannotSay
                : found.GetArrayLength() > 0 ? Finding.Taken : Finding.NeverCame;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Finding.CannotSay;
        }
    }

    public Task ReleaseAsync() => Task.CompletedTask;

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path) => new(method, path)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", NotifyToken.For(_options.Service, _options.Secret, _clock.GetUtcNow())) },
    };

    private async Task<TransportReply> ReplyAsync(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var (type, isOfTheAddress) = await ErrorAsync(response);
        var code = type is null ? $"notify-{status}" : $"notify-{status}-{CodeOf(type)}";
        switch (status)
        {
            case 401 or 403:
                _log.LogError("GOV.UK Notify refuses our token. Check Notify:ApiKey and that this machine's clock is right to within 30 seconds");
                return new(Verdict.TryLater, code);
            case 429:
                return new(Verdict.TryLater, code) { Wait = WaitAfter(response, type) };
            case 408 or >= 500:
                // It may have been taken before things went wrong.
                return new(Verdict.Unknown, code);
            case >= 400:
                return new(Verdict.Refused, code) { IsOfTheAddress = isOfTheAddress };
            default:
                _log.LogError("GOV.UK Notify answered {Status}, which its documentation does not know", status);
                return new(Verdict.Unknown, code);
        }
    }

    /// <summary>The limit of a minute passes in a minute, that of a day at midnight UTC.</summary>
    private TimeSpan WaitAfter(HttpResponseMessage response, string? type)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        if (response.Headers.RetryAfter?.Delta is { } asked && asked > TimeSpan.Zero)
            return asked < TimeSpan.FromDays(1) ? asked : TimeSpan.FromDays(1);
        return type == "TooManyRequestsError" ? now.Date.AddDays(1) - now : TimeSpan.FromMinutes(1);
    }

    /// <summary><c>BadRequestError</c> as <c>bad-request-error</c>.</summary>
    private static string CodeOf(string type) => string.Concat(type.Select((letter, i) => char.IsAsciiLetterUpper(letter) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>A name such as <c>BadRequestError</c>, null when the answer holds none; and whether it is the address that Notify does not take.</summary>
    private static async Task<(string? Type, bool IsOfTheAddress)> ErrorAsync(HttpResponseMessage response)
    {
        try
        {
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
            var first = answer.RootElement.GetProperty("errors")[0];
            var type = first.GetProperty("error").GetString();
            // Notify names the field at fault first. The rest of the text may repeat what is in it.
            var field = first.TryGetProperty("message", out var message) ? message.GetString()?.Split(' ', 2)[0] : null;
            return (type is { Length: > 0 and <= 40 } && type.All(char.IsAsciiLetter) ? type : null, type == "ValidationError" && field is "email_address" or "phone_number");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or HttpRequestException or IOException)
        {
            return (null, false);
        }
    }
}

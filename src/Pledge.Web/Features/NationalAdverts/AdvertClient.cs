using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>The API did not give a page, however often it was asked.</summary>
/// <param name="code">Kebab-case, for the record of the pass; nothing of the answer.</param>
internal sealed class AdvertOutageException(string code, Exception? inner = null) : Exception(code, inner)
{
    public string Code => Message;
}

/// <summary>One page of the answer.</summary>
/// <param name="Total">Adverts in all pages, as the API counts them at this moment.</param>
/// <param name="Pages">Pages there are at this moment; 0 when there is no advert.</param>
internal sealed record AdvertPage(int Total, int Pages, IReadOnlyList<JsonElement> Items);

/// <summary>Asks the Display Advert API, version 2, for one page after the other. Repetitions and waiting are its handler's, see <see cref="NationalAdvertsSetup"/>.</summary>
/// <remarks>Source: controllers, models and Startup of SkillsFundingAgency/das-apim-endpoints, src/Vacancies. Without the version header the API answers as version 1, or not at all.</remarks>
internal sealed class AdvertClient(HttpClient http, IOptions<NationalAdvertsOptions> options)
{
    /// <summary>The most that the API gives with details.</summary>
    public const int PageSize = 100;

    private readonly NationalAdvertsOptions _options = options.Value;

    /// <exception cref="AdvertOutageException">No answer that can be read.</exception>
    public async Task<AdvertPage> ReadAsync(int page, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FormattableString.Invariant($"{_options.Address.TrimEnd('/')}/vacancy?PageNumber={page}&PageSize={PageSize}&IncludeDetails=true"));
        request.Headers.Add("Ocp-Apim-Subscription-Key", _options.Key);
        request.Headers.Add("X-Version", "2");
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new AdvertOutageException("key-refused");
            if (response.StatusCode is not HttpStatusCode.OK)
                throw new AdvertOutageException($"http-{(int)response.StatusCode}");
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return Read(answer.RootElement);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException or RateLimiterRejectedException
            || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new AdvertOutageException("no-answer", error);
        }
        catch (JsonException error)
        {
            throw new AdvertOutageException("not-readable", error);
        }
    }

    private static AdvertPage Read(JsonElement answer)
    {
        if (answer.ValueKind is not JsonValueKind.Object || !answer.TryGetProperty("vacancies", out var items) || items.ValueKind is not JsonValueKind.Array
            || Count(answer, "totalPages") is not { } pages || (Count(answer, "totalFiltered") ?? Count(answer, "total")) is not { } total)
            throw new AdvertOutageException("not-readable");
        return new(total, pages, [.. items.EnumerateArray().Select(item => item.Clone())]);
    }

    private static int? Count(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count : null;
}

using System.Text.Json;
using Microsoft.Extensions.Options;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notify;

/// <summary>Where GOV.UK Notify brings texts that people sent to us: <c>POST /notify/answers</c>. STOP ends our texts to that phone, START begins them again.</summary>
/// <remarks>Source: Notify's REST documentation, "Received text messages". What else people write is not kept: nobody would read it, and our texts do not ask for it.</remarks>
public static class Answers
{
    /// <summary>What people write, and what telephone companies tell them to.</summary>
    private static readonly HashSet<string> Stops = new(StringComparer.OrdinalIgnoreCase) { "stop", "stopall", "stop all", "stop texts", "end", "quit", "cancel", "unsubscribe" };

    private static readonly HashSet<string> Starts = new(StringComparer.OrdinalIgnoreCase) { "start", "unstop" };

    /// <summary>As <see cref="Receipts.MapNotifyReceipts"/>.</summary>
    public static void MapNotifyAnswers(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/notify/answers", TakeAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> TakeAsync(HttpRequest request, IOptions<NotifyOptions> options, PledgeDb db, TimeProvider clock, CancellationToken ct)
    {
        var (body, refused) = await CallBack.ReadAsync(request, options.Value, ct);
        if (refused is not null)
            return refused;
        if (Read(body) is not { } answer)
            return Results.BadRequest();
        if (answer.Wants is { } wanted)
            await CallBack.NoteAsync(db, clock, $"select pledge.note_answer_to_text({answer.Number}, {wanted}, {answer.At}, {clock.GetUtcNow().ToUniversalTime()})", ct);
        return Results.Ok();
    }

    /// <param name="Number">As E.164.</param>
    /// <param name="Wants">False after STOP, true after START, null after anything else.</param>
    private sealed record Answer(string Number, bool? Wants, DateTimeOffset At);

    private static bool IsNumber(string text) => text.Length is > 1 and <= 16 && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <returns>Null when it is no text.</returns>
    private static Answer? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var number = "+" + (root.GetProperty("source_number").GetString() ?? "").TrimStart('+');
            if (!IsNumber(number))
                return null;
            var message = (root.GetProperty("message").GetString() ?? "").Trim(' ', '\n', '\r', '\t', '.', '!', '"', '\'');
            return new(number, Stops.Contains(message) ? false : Starts.Contains(message) ? true : null, root.GetProperty("date_received").GetDateTimeOffset().ToUniversalTime());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

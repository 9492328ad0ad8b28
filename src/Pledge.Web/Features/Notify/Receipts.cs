using System.Text.Json;
using Microsoft.Extensions.Options;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notify;

/// <summary>Where GOV.UK Notify says what became of a message: <c>POST /notify/receipts</c>.</summary>
/// <remarks>Source: Notify's REST documentation, "Delivery receipts". A receipt holds an address: nothing of its body is logged or kept but status and time.</remarks>
public static class Receipts
{
    /// <summary>No cookie opens it, so another site's form can do nothing here and it needs no antiforgery token.</summary>
    public static void MapNotifyReceipts(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/notify/receipts", TakeAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> TakeAsync(HttpRequest request, IOptions<NotifyOptions> options, PledgeDb db, TimeProvider clock, CancellationToken ct)
    {
        var (body, refused) = await CallBack.ReadAsync(request, options.Value, ct);
        if (refused is not null)
            return refused;
        if (Read(body) is not { } receipt)
            return Results.BadRequest();
        // A reference that is none of ours is taken too: asking again would change nothing.
        if (receipt.Message is { } message)
            await CallBack.NoteAsync(db, clock, $"select pledge.note_delivery({message}, {receipt.Delivery}, {receipt.At}, {clock.GetUtcNow().ToUniversalTime()})", ct);
        return Results.Ok();
    }

    private sealed record Receipt(Guid? Message, string Delivery, DateTimeOffset At);

    /// <returns>Null when it is no receipt.</returns>
    private static Receipt? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var delivery = root.GetProperty("status").GetString() switch
            {
                "delivered" => "delivered",
                "permanent-failure" => "failed-for-good",
                // After either, the same mail may be sent again: a full inbox, or a fault between Notify and its provider.
                "temporary-failure" or "technical-failure" => "failed-for-now",
                _ => null,
            };
            var at = root.TryGetProperty("completed_at", out var completed) && completed.ValueKind is JsonValueKind.String ? completed.GetDateTimeOffset() : (DateTimeOffset?)null;
            Guid? message = root.TryGetProperty("reference", out var reference) && Guid.TryParse(reference.GetString(), out var id) ? id : null;
            return delivery is null || at is null ? null : new(message, delivery, at.Value.ToUniversalTime());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

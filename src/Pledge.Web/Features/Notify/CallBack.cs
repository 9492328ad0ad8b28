using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notify;

/// <summary>A request of GOV.UK Notify to us, proved by the bearer token it was told.</summary>
internal static class CallBack
{
    private const int LongestBody = 16 * 1024;

    /// <returns>The body; or the answer to somebody who is not Notify, or who says more than Notify ever does.</returns>
    public static async Task<(byte[] Body, IResult? Refused)> ReadAsync(HttpRequest request, NotifyOptions options, CancellationToken ct)
    {
        if (options.ReceiptToken.Length == 0)
            return ([], Results.NotFound());
        if (!IsOurs(request.Headers.Authorization.ToString(), options.ReceiptToken))
            return ([], Results.Unauthorized());
        if (request.ContentLength > LongestBody)
            return ([], Results.StatusCode(StatusCodes.Status413PayloadTooLarge));
        var buffer = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > LongestBody ? ([], Results.StatusCode(StatusCodes.Status413PayloadTooLarge)) : (buffer[..length], null);
    }

    /// <summary>Writes down what Notify said, in a transaction of its own.</summary>
    public static async Task NoteAsync(PledgeDb db, TimeProvider clock, FormattableString sql, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job("note-deliveries", null).EnterAsync(db, clock.Today(), ct);
        await db.Database.ExecuteSqlAsync(sql, ct);
        await transaction!.CommitAsync(ct);
    }

    private static bool IsOurs(string authorization, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));
}

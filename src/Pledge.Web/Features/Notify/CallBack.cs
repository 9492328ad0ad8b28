using System.Security.Cryptography;
using System.Text;
using Pledge.Web.Background.Transports;

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
        var buffer = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > LongestBody ? ([], Results.StatusCode(StatusCodes.Status413PayloadTooLarge)) : (buffer[..length], null);
    }

    private static bool IsOurs(string authorization, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));
}

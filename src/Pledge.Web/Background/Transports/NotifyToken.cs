using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pledge.Web.Background.Transports;

/// <summary>The token each request to GOV.UK Notify carries: a JWT signed with HS256, good for 30 seconds.</summary>
/// <remarks>Source: Notify's REST documentation, "Authorisation header". One fixed shape is signed and none is ever read, so a library would only add parts to keep up to date.</remarks>
internal static class NotifyToken
{
    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"HS256"}"""u8);

    /// <param name="service">Id of the service, the issuer.</param>
    public static string For(string service, string secret, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { iss = service, iat = now.ToUnixTimeSeconds() });
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}

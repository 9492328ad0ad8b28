using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Pledge.Web.Access;
using QRCoder;

namespace Pledge.Web.Features.Account;

/// <summary>A new secret as an app can take it: a picture to scan, letters to type, and sealed for the form that proves the app has it.</summary>
public sealed record AuthenticatorSetup(string Picture, string Key, string Sealed)
{
    public static AuthenticatorSetup For(Access.Account account, string secret, IDataProtectionProvider keys)
    {
        using var data = QRCodeGenerator.GenerateQrCode(Totp.Address(secret, account.Email!), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        var picture = "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
        return new(picture, string.Join(' ', secret.Chunk(4).Select(letters => new string(letters))), ProtectorFor(account, keys).Protect(secret));
    }

    /// <summary>The secret that <see cref="For"/> sealed for this account; null for anything else.</summary>
    public static string? Open(Access.Account account, string? sealedSecret, IDataProtectionProvider keys)
    {
        try
        {
            return sealedSecret is null ? null : ProtectorFor(account, keys).Unprotect(sealedSecret);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector ProtectorFor(Access.Account account, IDataProtectionProvider keys) => keys.CreateProtector("authenticator-setup", account.Id.ToString());
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Pledge.Domain;

namespace Pledge.Web.Background.Mail;

/// <summary>Links by which somebody stops reminders without signing in. Sealed: nobody can make one, and it says nothing about whom it is for.</summary>
public sealed class StopLinks(IDataProtectionProvider keys)
{
    private readonly IDataProtector _protector = keys.CreateProtector("stop-reminders");

    /// <summary>The path and query on this site. Works for as long as the account is there.</summary>
    public string For(AccountId account) => "/stop?t=" + WebEncoders.Base64UrlEncode(_protector.Protect(account.Value.ToByteArray()));

    /// <summary>Whose link it is; null when it is none of ours.</summary>
    public AccountId? Read(string? token)
    {
        try
        {
            return new AccountId(new Guid(_protector.Unprotect(WebEncoders.Base64UrlDecode(token ?? ""))));
        }
        catch (Exception error) when (error is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}

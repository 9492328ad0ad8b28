using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>An account's authenticator app and recovery codes, kept where ASP.NET Core Identity keeps them.</summary>
/// <remarks>The app's secret is sealed with the keys that also protect the cookies, for one account alone; of recovery codes only hashes are kept. Whoever loses
/// those keys signs in with a recovery code and sets the app up again.</remarks>
public sealed class SecondFactor(PledgeDb db, TimeProvider clock, IDataProtectionProvider keys)
{
    public const int RecoveryCodeCount = 10;
    private const string Store = "[AspNetUserStore]";
    private const string Key = "AuthenticatorKey";
    private const string Recovery = "RecoveryCodes";
    // No letters or digits that look alike.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>True when the digits are right now, and this time step was not used before, also not by another request at the same moment.</summary>
    public async Task<bool> MatchesAsync(Account account, string typed, CancellationToken ct) =>
        await ReadAsync(account, Key, ct) is { Value: not null } row && Open(account, row.Value) is { } secret
        && await UseStepAsync(account, secret, typed, ct) && await SealAsync(account, row, secret, ct);

    /// <summary>Starts using an app that has just shown it knows the secret. Every session but the one that goes on ends.</summary>
    /// <returns>The new recovery codes, to be shown once; null when the digits are not the app's.</returns>
    public async Task<IReadOnlyList<string>?> EnrolAsync(Account account, string secret, string typed, CancellationToken ct)
    {
        if (Totp.StepOf(secret, Digits(typed), clock.GetUtcNow()) is not { } step)
            return null;
        await WriteAsync(account, Key, KeysOf(account).Protect(secret), ct);
        account.LastTotpStep = step;
        account.TwoFactorEnabled = true;
        account.EndSessions();
        return await NewRecoveryCodesAsync(account, ct);
    }

    /// <summary>Ten new codes; the old ones stop working. Only their hashes are kept.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Account account, CancellationToken ct)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodeCount).Select(_ => RandomNumberGenerator.GetString(Letters, 5) + "-" + RandomNumberGenerator.GetString(Letters, 5))];
        await WriteAsync(account, Recovery, string.Join(';', codes.Select(Hash)), ct);
        await db.SaveChangesAsync(ct);
        return codes;
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> RecoveryCodesLeftAsync(Account account, CancellationToken ct) =>
        (await ReadAsync(account, Recovery, ct))?.Value?.Split(';', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;

    /// <summary>True when it is one of the codes; it is used up by that.</summary>
    public async Task<bool> UseRecoveryCodeAsync(Account account, string typed, CancellationToken ct)
    {
        var row = await db.UserTokens
            .FromSql($"select * from identity.account_token where user_id = {account.Id} and login_provider = {Store} and name = {Recovery} for update")
            .AsTracking().SingleOrDefaultAsync(ct);
        var left = row?.Value?.Split(';', StringSplitOptions.RemoveEmptyEntries).ToList() ?? [];
        if (!left.Remove(Hash(typed.Trim().ToLowerInvariant())))
            return false;
        row!.Value = string.Join(';', left);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Back to signing in without an app.</summary>
    public async Task RemoveAsync(Account account, CancellationToken ct)
    {
        await db.UserTokens.Where(t => t.UserId == account.Id && t.LoginProvider == Store && (t.Name == Key || t.Name == Recovery)).ExecuteDeleteAsync(ct);
        account.TwoFactorEnabled = false;
        account.EndSessions();
        await db.SaveChangesAsync(ct);
    }

    // Secrets were stored in clear before; the demonstration's still are, since its sign-ins are printed anyway.
    private string? Open(Account account, string stored)
    {
        if (Totp.IsSecret(stored))
            return stored;
        try
        {
            return KeysOf(account).Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<bool> SealAsync(Account account, IdentityUserToken<Guid> row, string secret, CancellationToken ct)
    {
        if (row.Value == secret)
        {
            row.Value = KeysOf(account).Protect(secret);
            await db.SaveChangesAsync(ct);
        }
        return true;
    }

    private IDataProtector KeysOf(Account account) => keys.CreateProtector("authenticator-secret", account.Id.ToString());

    private async Task<bool> UseStepAsync(Account account, string secret, string typed, CancellationToken ct)
    {
        if (Totp.StepOf(secret, Digits(typed), clock.GetUtcNow()) is not { } step)
            return false;
        return await db.Users.Where(a => a.Id == account.Id && a.LastTotpStep < step).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastTotpStep, step), ct) == 1;
    }

    private Task<IdentityUserToken<Guid>?> ReadAsync(Account account, string name, CancellationToken ct) =>
        db.UserTokens.SingleOrDefaultAsync(t => t.UserId == account.Id && t.LoginProvider == Store && t.Name == name, ct);

    private async Task WriteAsync(Account account, string name, string value, CancellationToken ct)
    {
        if (await ReadAsync(account, name, ct) is { } row)
            row.Value = value;
        else
            db.UserTokens.Add(new() { UserId = account.Id, LoginProvider = Store, Name = name, Value = value });
    }

    private static string Digits(string typed) => string.Concat(typed.Where(char.IsAsciiDigit));

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

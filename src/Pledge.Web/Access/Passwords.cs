using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>What a password must be, and whether one is right.</summary>
/// <remarks>Length matters, mixture of characters does not; the commonest are refused (NCSC password guidance).</remarks>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    public const int ShortestLength = 12;
    public const int LongestLength = 128;

    // Checked when nobody has the e-mail typed or no password is set: the same slow work either way.
    private static readonly string Decoy = new PasswordHasher<Account>().HashPassword(new Account(), Guid.NewGuid().ToString());
    private static readonly FrozenSet<string> Common = ReadCommon();

    /// <returns>Null when it will do; <c>password-too-short</c>, <c>password-too-long</c> or <c>password-too-common</c>.</returns>
    public static Refusal? Check(string password, string email)
    {
        if (password.Length < ShortestLength)
            return new("password-too-short", ShortestLength);
        if (password.Length > LongestLength)
            return new("password-too-long", LongestLength);
        // One word said again and again is one word, and gaps make a common one no better.
        var words = password.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var common = Common.Contains(string.Concat(words)) || (words.Length > 1 && words.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1) || password.Distinct().Count() < 4
            || password.Equals(email, StringComparison.OrdinalIgnoreCase) || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase);
        return common ? new("password-too-common") : null;
    }

    /// <summary>Sets it and ends every session of the account.</summary>
    public void Set(Account account, string password)
    {
        account.PasswordHash = hasher.HashPassword(account, password);
        account.EndSessions();
    }

    /// <summary>True when it is the account's password. False, after the same work, for nobody and for an account without one.</summary>
    public bool Matches(Account? account, string password)
    {
        var verified = hasher.VerifyHashedPassword(account ?? new Account(), account?.PasswordHash ?? Decoy, password.Length > LongestLength ? "" : password);
        if (account?.PasswordHash is null || verified is PasswordVerificationResult.Failed)
            return false;
        if (verified is PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = hasher.HashPassword(account, password);
        return true;
    }

    /// <summary>Asks it again of somebody signed in, before they change how they sign in.</summary>
    /// <returns>Null when it is right; <c>current-password-not-right</c> or <c>own-password-locked</c>.</returns>
    public async Task<Refusal?> CheckOwnAsync(PledgeDb db, Account mine, string? typed, IPAddress? from, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.MayTryAsync(SignInLimit.OwnPassword, mine.Id.ToString(), from, now, ct))
            return new("own-password-locked", SignInLimit.OwnPassword.Within.Minutes);
        return Matches(mine, typed ?? "") ? null : new Refusal("current-password-not-right");
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(Passwords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}

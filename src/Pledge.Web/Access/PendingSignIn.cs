using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>What somebody who has proved a first thing must do before they are signed in.</summary>
public enum PendingStep
{
    /// <summary>Type a code of their authenticator app, or a recovery code.</summary>
    SecondFactor,

    /// <summary>Set up an authenticator app: their authority requires one.</summary>
    Enrol,

    /// <summary>Choose a new password: they proved that the mailbox is theirs.</summary>
    NewPassword,
}

/// <summary>Half a sign-in, in a cookie of its own that opens nothing but the page of that step.</summary>
public static class PendingSignIn
{
    private const string Step = "pledge:step";
    private static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    public static Task HoldAsync(this HttpContext http, Account account, PendingStep step) =>
        http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(PledgeClaims.Stamp, account.SecurityStamp!), new(Step, step.ToString())], Scheme)));

    /// <summary>Whose half sign-in this is, when it waits for that step and nothing about the account has changed since.</summary>
    public static async Task<Account?> PendingAsync(this HttpContext http, PledgeDb db, PendingStep step, CancellationToken ct)
    {
        var held = (await http.AuthenticateAsync(Scheme)).Principal;
        if (held?.FindFirstValue(Step) != step.ToString() || !Guid.TryParse(held.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return null;
        var stamp = held.FindFirstValue(PledgeClaims.Stamp);
        return await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ClosedAt == null && a.SecurityStamp == stamp, ct);
    }

    public static Task LetGoAsync(this HttpContext http) => http.SignOutAsync(Scheme);
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Organisations;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Access;

/// <summary>Lets people in, once they have proved all that their account asks for.</summary>
public sealed class SignInDoor(PledgeDb db, IUserClaimsPrincipalFactory<Account> principals, Languages languages, TimeProvider clock)
{
    /// <summary>The open account with this e-mail, or null.</summary>
    public Task<Account?> FindAsync(string email, CancellationToken ct)
    {
        var normalized = email.Trim().ToUpperInvariant();
        return db.Users.SingleOrDefaultAsync(a => a.NormalizedUserName == normalized && a.ClosedAt == null, ct);
    }

    /// <summary>After the password: the second factor, setting one up, or in.</summary>
    /// <param name="next">Where they wanted to go; used only when it is an address of this site.</param>
    /// <returns>The address to send them to.</returns>
    public async Task<string> AfterPasswordAsync(HttpContext http, Account account, string? next, CancellationToken ct)
    {
        if (account.TwoFactorEnabled)
        {
            await http.HoldAsync(account, PendingStep.SecondFactor);
            return "/sign-in/authenticator";
        }
        if (account.IsStaff && await RequiresSecondFactorAsync(account, ct))
        {
            await http.HoldAsync(account, PendingStep.Enrol);
            return "/sign-in/enrol";
        }
        return await OpenAsync(http, account, next, ct);
    }

    /// <summary>Signs them in.</summary>
    /// <returns>The address to send them to: <paramref name="next"/> when it is ours, else the welcome for a young person who never saw it, else the first page of their role.</returns>
    public async Task<string> OpenAsync(HttpContext http, Account account, string? next, CancellationToken ct)
    {
        account.SignedIn(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await http.LetGoAsync();
        await EnterAsync(http, account);
        if (IsOurs(next) && next != "/")
            return next!;
        // Whoever comes for something gets it first; the welcome waits until they come for nothing in particular.
        return account is { Role: Roles.YoungPerson, WelcomedAt: null } ? "/welcome-to-pledge" : AccessSetup.HomeOf(account.Role);
    }

    /// <summary>A fresh cookie, after the account's other sessions were ended.</summary>
    public async Task EnterAsync(HttpContext http, Account account)
    {
        http.User = await principals.CreateAsync(account);
        if (account.Language is { } language)
            languages.Remember(http, language);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, http.User);
    }

    /// <summary>An administrator always needs one, whatever the authority chose: who can make accounts can open every door.</summary>
    public async Task<bool> RequiresSecondFactorAsync(Account account, CancellationToken ct) =>
        account.Role == Roles.Administrator || await db.Authorities.Where(a => a.Id == account.AuthorityId).Select(a => a.StaffSecondFactorRequired).SingleAsync(ct);

    /// <summary>A path of this site: it starts with one slash that no second one, no backslash and no control character turns into another site's name.</summary>
    /// <remarks>Addresses we make are ASCII, with the rest percent-encoded; a header could not carry anything else.</remarks>
    public static bool IsOurs(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.All(c => char.IsAscii(c) && !char.IsControl(c));
}

using System.Buffers.Binary;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.People;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>Makes accounts for people and tells them by e-mail.</summary>
/// <remarks>Staff get a link that lets them set a password; young people are told that they can sign in with a code.</remarks>
public sealed class Invitations(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock)
{
    public const string Rule = "invitation";

    /// <summary>A link works this long, and only until the password is set.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    /// <param name="by">An administrator.</param>
    /// <returns>The account; <c>email-in-use</c> when another account has that e-mail.</returns>
    public async Task<Outcome<Account>> InviteStaffAsync(ClaimsPrincipal by, string name, string email, string role, TeamId? team, CancellationToken ct)
    {
        var account = new Account(by.AuthorityId(), role, null, name, email);
        db.Staff.Add(new StaffMember(new(account.Id), account.AuthorityId, role, name, account.Email, team));
        return await AddAsync(by, account, ct);
    }

    /// <param name="by">A data officer or administrator.</param>
    /// <returns>The account; <c>name-missing</c>, <c>account-there-already</c> or <c>email-in-use</c>.</returns>
    public async Task<Outcome<Account>> InviteYoungPersonAsync(ClaimsPrincipal by, YoungPerson person, string email, CancellationToken ct)
    {
        if (person.FirstName is not { } name)
            return new Refusal("name-missing");
        if (await db.Users.AnyAsync(a => a.YoungPersonId == person.Id && a.ClosedAt == null, ct))
            return new Refusal("account-there-already");
        return await AddAsync(by, new Account(person.AuthorityId, Roles.YoungPerson, person.Id, name, email), ct);
    }

    /// <summary>Sends the mail again. Older links of staff go on working until the password is set or they are too old.</summary>
    /// <param name="anew">True where every earlier link has died, so that this mail must go though another was sent in the same minute.</param>
    public async Task SendAsync(ClaimsPrincipal by, Account account, CancellationToken ct, bool anew = false)
    {
        var now = clock.GetUtcNow();
        account.InvitedAt = now;
        await db.SaveChangesAsync(ct);
        // One a minute: a second tap sends no second mail.
        var occurrence = now.ToUniversalTime().ToString(anew ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var payload = account.IsStaff ? keys.Seal(Rule, TokenFor(account, now)) : null;
        await db.QueueAsync(new(account.AuthorityId, new(account.Id), account.YoungPersonId, Rule, occurrence, now, now + Life, payload), now, ct);
        await db.AuditAsync(by, "sent-invitation", account.Id, now, ct);
    }

    /// <summary>Whose invitation the link holds; null when it is no such link, too old, or used.</summary>
    public async Task<Account?> FindAsync(string? token, CancellationToken ct)
    {
        byte[] content;
        try
        {
            content = Protector.Unprotect(WebEncoders.Base64UrlDecode(token ?? ""));
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
        var id = new Guid(content.AsSpan(0, 16));
        var until = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(16, 8)));
        var stamp = Encoding.UTF8.GetString(content.AsSpan(24));
        return clock.GetUtcNow() >= until
            ? null
            : await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.SecurityStamp == stamp && a.ClosedAt == null && a.PasswordHash == null, ct);
    }

    private IDataProtector Protector => keys.CreateProtector("invitation");

    // The stamp inside makes the link work once: setting the password changes it.
    private string TokenFor(Account account, DateTimeOffset now)
    {
        Span<byte> until = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(until, (now + Life).ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(Protector.Protect([.. account.Id.ToByteArray(), .. until, .. Encoding.UTF8.GetBytes(account.SecurityStamp!)]));
    }

    private async Task<Outcome<Account>> AddAsync(ClaimsPrincipal by, Account account, CancellationToken ct)
    {
        db.Users.Add(account);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: "account_user_name_once" })
        {
            db.ChangeTracker.Clear();
            return new Refusal("email-in-use");
        }
        await db.AuditAsync(by, "added-account", account.Id, clock.GetUtcNow(), ct);
        await SendAsync(by, account, ct);
        return account;
    }
}

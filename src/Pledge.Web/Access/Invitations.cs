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
/// <remarks>Staff and partners get a link that lets them set a password; young people are told that they can sign in with a code.</remarks>
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

    /// <param name="by">A coordinator, or a partner who manages the people of an organisation.</param>
    /// <returns>The account of a partner with that e-mail, a new one unless there was one; <c>email-in-use</c> when somebody who is no partner here has it.</returns>
    public async Task<Outcome<InvitedPartner>> InvitePartnerAsync(ClaimsPrincipal by, string name, string email, CancellationToken ct)
    {
        var normalized = email.Trim().ToUpperInvariant();
        if ((await db.Database.SqlQuery<Guid?>($"select pledge.partner_called({normalized}) as \"Value\"").ToListAsync(ct))[0] is { } known)
            return new InvitedPartner(new(known), IsNew: false);
        var added = await AddAsync(by, new Account(by.AuthorityId(), Roles.Partner, null, name, email), ct);
        return added.IsRefused ? added.Refusal : new InvitedPartner(new(added.Value.Id), IsNew: true);
    }

    /// <summary>Sends a partner's mail again.</summary>
    /// <param name="by">A coordinator: nobody else may.</param>
    /// <returns>False when there is nobody to invite: they have a password, or no account.</returns>
    public async Task<bool> SendAgainAsync(ClaimsPrincipal by, AccountId partner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await db.Database.SqlQuery<string?>($"select pledge.invited_again({partner.Value}, {now.ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0] is not { } stamp)
            return false;
        await QueueAsync(by, by.AuthorityId(), partner, null, keys.Seal(Rule, TokenFor(partner.Value, stamp, now)), now, anew: false, ct);
        return true;
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
        await QueueAsync(by, account, now, anew, ct);
    }

    private Task QueueAsync(ClaimsPrincipal by, Account account, DateTimeOffset now, bool anew, CancellationToken ct) =>
        QueueAsync(by, account.AuthorityId, new(account.Id), account.YoungPersonId, account.IsStaff ? keys.Seal(Rule, TokenFor(account.Id, account.SecurityStamp!, now)) : null, now, anew, ct);

    private async Task QueueAsync(ClaimsPrincipal by, AuthorityId authority, AccountId account, YoungPersonId? about, byte[]? payload, DateTimeOffset now, bool anew, CancellationToken ct)
    {
        // One a minute: a second tap sends no second mail.
        var occurrence = now.ToUniversalTime().ToString(anew ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);
        await db.QueueAsync(new(authority, account, about, Rule, occurrence, now, now + Life, payload), now, ct);
        await db.AuditAsync(by, "sent-invitation", account.Value, now, ct);
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
    private string TokenFor(Guid account, string stamp, DateTimeOffset now)
    {
        Span<byte> until = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(until, (now + Life).ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(Protector.Protect([.. account.ToByteArray(), .. until, .. Encoding.UTF8.GetBytes(stamp)]));
    }

    private async Task<Outcome<Account>> AddAsync(ClaimsPrincipal by, Account account, CancellationToken ct)
    {
        // Set as it is added: a partner who adds another may not change their account afterwards.
        var now = clock.GetUtcNow();
        account.InvitedAt = now;
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
        await db.AuditAsync(by, "added-account", account.Id, now, ct);
        await QueueAsync(by, account, now, anew: false, ct);
        return account;
    }
}

/// <summary>A partner who was asked in.</summary>
/// <param name="IsNew">Whether the account was made just now, and a mail is on its way.</param>
public sealed record InvitedPartner(AccountId Id, bool IsNew);

using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>Changes where somebody's mails go, which is also the name they sign in with, and says that an address that took nothing is right after all.</summary>
public sealed class Addresses(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock)
{
    private const string CodeRule = "address-code";
    private const string ChangedRule = "address-changed";

    /// <summary>Sends a code to the new address. Older codes stop working: only the newest counts.</summary>
    public async Task AskAsync(Account mine, string address, CancellationToken ct)
    {
        var (now, digits) = (clock.GetUtcNow(), OneTimeCode.NewDigits());
        await db.NewAddresses.Where(old => old.AccountId == mine.Id).ExecuteDeleteAsync(ct);
        var asked = new NewAddress(mine.Id, address, digits, now);
        db.NewAddresses.Add(asked);
        await db.SaveChangesAsync(ct);
        await db.QueueAsync(new(mine.AuthorityId, new(mine.Id), mine.YoungPersonId, CodeRule, asked.Id.ToString(), now, asked.ExpiresAt, keys.Seal(CodeRule, $"{asked.Address}\n{digits}")), now, ct);
    }

    /// <summary>The address that waits for its code, or null.</summary>
    public async Task<string?> FindAskedAsync(Account mine, CancellationToken ct) =>
        await db.NewAddresses.AsNoTracking().Where(asked => asked.AccountId == mine.Id && asked.UsedAt == null).Select(asked => asked.Address).SingleOrDefaultAsync(ct);

    /// <summary>The new address, when these are the digits that were sent there, in time and not used before; null when not.</summary>
    public async Task<string?> TryAsync(Account mine, string typed, CancellationToken ct)
    {
        // The row lock makes tries at one code queue up: each sees the count of the one before.
        var asked = await db.NewAddresses.FromSql($"select * from identity.new_address where account_id = {mine.Id} for update").SingleOrDefaultAsync(ct);
        var right = asked?.Try(typed, clock.GetUtcNow()) is true;
        await db.SaveChangesAsync(ct);
        return right ? asked!.Address : null;
    }

    /// <summary>Gives the account its new address and ends its sessions. The old one hears of it, unless nothing arrives there.</summary>
    /// <param name="isProved">Whether a code came back from it.</param>
    /// <returns>Null when done; <c>email-in-use</c> when another account has it. Then nothing was changed, and the transaction cannot go on.</returns>
    public async Task<Refusal?> MoveAsync(Account account, string address, bool isProved, CancellationToken ct)
    {
        var (now, left) = (clock.GetUtcNow(), account.Email!);
        var isStopped = await db.FindStoppedAsync(new(account.Id), ct) is not null;
        account.MoveTo(address, isProved);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: "account_user_name_once" })
        {
            db.ChangeTracker.Clear();
            return new("email-in-use");
        }
        await db.AddressIsGoodAsync(new(account.Id), "changed", now, ct);
        if (!isStopped)
            await db.QueueAsync(new(account.AuthorityId, new(account.Id), account.YoungPersonId, ChangedRule, Guid.CreateVersion7().ToString(), now, now.AddDays(1), keys.Seal(ChangedRule, left + "\n")), now, ct);
        return null;
    }
}

/// <summary>What is known of the addresses people have.</summary>
public static class AddressStanding
{
    private sealed record Row(bool IsStopped, DateTimeOffset Since);

    /// <summary>UTC instant since which the e-mail address of an account takes nothing; null while nothing is known against it, or when the caller may not know.</summary>
    /// <returns>One statement, by key.</returns>
    public static async Task<DateTimeOffset?> FindStoppedAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        (await db.Database.SqlQuery<Row>(
            $"""
            select s.is_stopped, s.since from pledge.address_standing s
            where s.account_id = {account.Value} and s.channel = {NewAddress.Email} order by s.number desc limit 1
            """).ToListAsync(ct)) is [{ IsStopped: true } row] ? row.Since : null;

    /// <summary>Says that the e-mail address of an account takes mails, if it was stopped: what waited for it goes. Changes nothing where the caller may not say so.</summary>
    /// <param name="reason"><c>signed-in</c>, <c>said-right</c> or <c>changed</c>.</param>
    public static Task AddressIsGoodAsync(this PledgeDb db, AccountId account, string reason, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pledge.address_is_good({account.Value}, {NewAddress.Email}, {reason}, {now.ToUniversalTime()})", ct);
}

using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>Changes where somebody's mails go, which is also the name they sign in with, and their texts. A new address is proved by a code that is sent there.</summary>
public sealed class Addresses(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock)
{
    private const string CodeRule = "address-code";
    private const string ChangedRule = "address-changed";

    /// <summary>Sends a code to the new address. Older codes stop working: only the newest counts.</summary>
    /// <param name="channel">One of <see cref="Channel"/>.</param>
    /// <param name="from">Network address of whoever asks.</param>
    /// <returns>Null when sent; <c>codes-too-many</c>.</returns>
    public async Task<Refusal?> AskAsync(Account mine, string channel, string address, IPAddress? from, CancellationToken ct)
    {
        var (now, digits) = (clock.GetUtcNow(), OneTimeCode.NewDigits());
        if (!await db.MayTryAsync(SignInLimit.NewAddress, mine.Id.ToString(), from, now, ct) || !await db.MayTryAsync(SignInLimit.CodeInADay, mine.Id.ToString(), from, now, ct))
            return new("codes-too-many");
        await db.NewAddresses.Where(old => old.AccountId == mine.Id && old.Channel == channel).ExecuteDeleteAsync(ct);
        var asked = new NewAddress(mine.Id, channel, address, digits, now);
        db.NewAddresses.Add(asked);
        await db.SaveChangesAsync(ct);
        await db.QueueAsync(new(mine.AuthorityId, new(mine.Id), mine.YoungPersonId, CodeRule, asked.Id.ToString(), now, asked.ExpiresAt, keys.Seal(CodeRule, $"{asked.Address}\n{digits}"), channel), now, ct);
        return null;
    }

    /// <summary>The address that waits for its code, or null.</summary>
    public async Task<string?> FindAskedAsync(Account mine, string channel, CancellationToken ct) =>
        await db.NewAddresses.AsNoTracking().Where(asked => asked.AccountId == mine.Id && asked.Channel == channel && asked.UsedAt == null).Select(asked => asked.Address).SingleOrDefaultAsync(ct);

    /// <summary>The new address, when these are the digits that were sent there, in time and not used before.</summary>
    /// <param name="typed">With whatever stands between the digits.</param>
    /// <param name="from">Network address of whoever tries.</param>
    /// <returns><c>tries-too-many</c> or <c>code-not-right</c>.</returns>
    public async Task<Outcome<string>> TryAsync(Account mine, string channel, string typed, IPAddress? from, CancellationToken ct)
    {
        if (!await db.MayTryAsync(SignInLimit.CodeTry, mine.Id.ToString(), from, clock.GetUtcNow(), ct))
            return new Refusal("tries-too-many");
        // The row lock makes tries at one code queue up: each sees the count of the one before.
        var asked = await db.NewAddresses.FromSql($"select * from identity.new_address where account_id = {mine.Id} and channel = {channel} for update").SingleOrDefaultAsync(ct);
        var right = asked?.Try(string.Concat(typed.Where(char.IsAsciiDigit)), clock.GetUtcNow()) is true;
        await db.SaveChangesAsync(ct);
        return right ? asked!.Address : new Refusal("code-not-right");
    }

    /// <summary>Gives the account its new address and ends its sessions. The old one hears of it, unless nothing arrives there.</summary>
    /// <param name="isProved">Whether a code came back from it.</param>
    /// <returns>Null when done; <c>email-in-use</c> when another account has it. Then nothing was changed, and the transaction cannot go on.</returns>
    public async Task<Refusal?> MoveAsync(Account account, string address, bool isProved, CancellationToken ct)
    {
        var (now, left) = (clock.GetUtcNow(), account.Email!);
        var isStopped = await db.FindStoppedAsync(new(account.Id), Channel.Email, ct) is not null;
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
        await db.AddressIsGoodAsync(new(account.Id), Channel.Email, "changed", now, ct);
        if (!isStopped)
            await db.QueueAsync(new(account.AuthorityId, new(account.Id), account.YoungPersonId, ChangedRule, Guid.CreateVersion7().ToString(), now, now.AddDays(1), keys.Seal(ChangedRule, left + "\n")), now, ct);
        return null;
    }

    /// <summary>Gives the account a number that a code came back from, or takes it away. What is known against the old one is over, and so is its STOP.</summary>
    /// <param name="number">As <see cref="PhoneNumber.Read"/> gives it; null for none.</param>
    public async Task MoveNumberAsync(Account mine, string? number, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        (mine.PhoneNumber, mine.PhoneNumberConfirmed) = (number, number is not null);
        await db.SaveChangesAsync(ct);
        await db.AddressIsGoodAsync(new(mine.Id), Channel.Text, "changed", now, ct);
        if (number is not null)
            await db.ChooseChannelAsync(mine.AuthorityId, new(mine.Id), Channel.Text, wanted: true, now, ct);
    }
}

/// <summary>What is known of the addresses people have.</summary>
public static class AddressStanding
{
    private sealed record Row(bool IsStopped, DateTimeOffset Since);

    /// <summary>UTC instant since which the address, or the number, of an account takes nothing; null while nothing is known against it, or when the caller may not know.</summary>
    /// <param name="channel">One of <see cref="Channel"/>.</param>
    /// <returns>One statement, by key.</returns>
    public static async Task<DateTimeOffset?> FindStoppedAsync(this PledgeDb db, AccountId account, string channel, CancellationToken ct) =>
        (await db.Database.SqlQuery<Row>(
            $"""
            select s.is_stopped, s.since from pledge.address_standing s
            where s.account_id = {account.Value} and s.channel = {channel} order by s.number desc limit 1
            """).ToListAsync(ct)) is [{ IsStopped: true } row] ? row.Since : null;

    /// <summary>Says that the address of an account takes messages, if it was stopped: what waited for it goes. Changes nothing where the caller may not say so.</summary>
    /// <param name="channel">One of <see cref="Channel"/>.</param>
    /// <param name="reason"><c>signed-in</c>, <c>said-right</c> or <c>changed</c>.</param>
    public static Task AddressIsGoodAsync(this PledgeDb db, AccountId account, string channel, string reason, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pledge.address_is_good({account.Value}, {channel}, {reason}, {now.ToUniversalTime()})", ct);
}

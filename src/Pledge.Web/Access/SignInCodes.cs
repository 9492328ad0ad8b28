using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>Sends one-time codes and checks them. Does the same work, in as many steps, when there is no such account.</summary>
public sealed class SignInCodes(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock)
{
    public const string Rule = "sign-in-code";

    /// <summary>Queues a code to the account. Older codes stop working: only the newest counts.</summary>
    /// <param name="account">Null when nobody has the e-mail that was typed.</param>
    public async Task SendAsync(Account? account, CancellationToken ct)
    {
        var (now, digits) = (clock.GetUtcNow(), SignInCode.NewDigits());
        var code = new SignInCode(account?.Id ?? Guid.Empty, digits, now);
        var payload = keys.Seal(Rule, digits);

        await db.SignInCodes.Where(old => old.AccountId == code.AccountId && old.ExpiresAt < now - SignInCode.Life).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into identity.sign_in_code (id, account_id, code_hash, created_at, expires_at)
            select {code.Id}, a.id, {code.CodeHash}, {code.CreatedAt}, {code.ExpiresAt} from identity.account a where a.id = {code.AccountId}
            """, ct);
        if (account is not null)
        {
            await db.QueueAsync(new(account.AuthorityId, new(account.Id), account.YoungPersonId, Rule, code.Id.ToString(), now, code.ExpiresAt, payload), now, ct);
            return;
        }
        // One more round trip, as queueing takes for an account that is there, so that the wait tells nothing.
        await db.SignInCodes.Where(none => none.Id == code.Id).ExecuteDeleteAsync(ct);
    }

    /// <summary>True when these are the digits of the account's newest code, in time and not used before.</summary>
    /// <param name="account">Null when nobody has the e-mail that was typed.</param>
    public async Task<bool> TryAsync(Account? account, string typed, CancellationToken ct)
    {
        var id = account?.Id ?? Guid.Empty;
        // The row lock makes tries at one code queue up: each sees the count of the one before.
        var code = await db.SignInCodes
            .FromSql($"select * from identity.sign_in_code where account_id = {id} order by created_at desc, id desc limit 1 for update")
            .AsNoTracking().SingleOrDefaultAsync(ct);

        var tried = code ?? new SignInCode(id, "", clock.GetUtcNow());
        var right = tried.Try(typed, clock.GetUtcNow());
        await db.SignInCodes.Where(row => row.Id == tried.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, tried.Tries).SetProperty(row => row.UsedAt, tried.UsedAt), ct);
        return right && code is not null;
    }
}

using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;
using Pledge.Web.Access;

namespace Pledge.Web.Data;

/// <summary>Who the database should believe is asking. Read by the row policies in <c>migrations/</c>.</summary>
/// <remarks>A scope lasts as long as its transaction; outside one every policy matches nothing.</remarks>
public sealed record RowScope
{
    private readonly string _actor;
    private readonly Guid? _account;
    private readonly string? _stamp;
    private readonly Guid? _authority;
    private readonly Guid? _youngPerson;
    private readonly Guid? _session;
    private readonly Guid? _lookingAt;

    private RowScope(string actor, Guid? account, string? stamp, Guid? authority, Guid? youngPerson, Guid? session = null) =>
        (_actor, _account, _stamp, _authority, _youngPerson, _session) = (actor, account, stamp, authority, youngPerson, session);

    /// <summary>Sign-in and the pages before it: reaches accounts and codes, no records.</summary>
    public static RowScope SignIn { get; } = new("sign-in", null, null, null, null);

    /// <summary>A job by its name, for one authority, or for none where its policies allow that.</summary>
    public static RowScope Job(string name, AuthorityId? authority) => new($"job:{name}", null, null, authority?.Value, null);

    /// <summary>The signed-in person, as their cookie says; the database checks it against the account.</summary>
    public static RowScope Of(ClaimsPrincipal user) => new(
        user.RoleName() ?? throw new InvalidOperationException("Nobody is signed in."),
        user.AccountId().Value, user.FindFirstValue(PledgeClaims.Stamp), user.AuthorityId().Value,
        Guid.TryParse(user.FindFirstValue(PledgeClaims.YoungPerson), out var id) ? id : null, user.SessionId());

    private RowScope(RowScope scope, Guid lookingAt) : this(scope._actor, scope._account, scope._stamp, scope._authority, scope._youngPerson, scope._session) => _lookingAt = lookingAt;

    /// <summary>The same person on a page that only reads one record: that record is read too if they gave a reason for it today.</summary>
    public RowScope LookingAt(Guid youngPerson) => new(this, youngPerson);

    /// <summary>Opens a transaction in which every query sees only this scope's rows.</summary>
    /// <param name="today">The London day, so that policies and rules agree on it.</param>
    /// <returns>Null when the account was closed, changed its role or signed out, here or everywhere, since the cookie was issued.</returns>
    public async Task<IDbContextTransaction?> EnterAsync(PledgeDb db, DateOnly today, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (_account is null)
                await db.Database.ExecuteSqlAsync($"select pledge.enter_as({_actor}, {_authority}, {today})", ct);
            else if (!await EnteredAsync(db, today, ct))
            {
                await transaction.DisposeAsync();
                return null;
            }
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same check as the first command of a batch; its one value says whether the scope was entered.</summary>
    /// <exception cref="InvalidOperationException">The scope is no account's: a bug.</exception>
    internal NpgsqlBatchCommand EnterCommand(DateOnly today)
    {
        if (_account is not { } account)
            throw new InvalidOperationException("Only a signed-in person's scope is checked.");
        return ScopedRead.Query("select pledge.enter($1, $2, $3, $4, $5, $6, $7)",
            ScopedRead.Value(_actor), ScopedRead.Value(account), ScopedRead.Value(_stamp ?? ""), ScopedRead.Value(_authority ?? Guid.Empty),
            OrNull(_youngPerson), ScopedRead.Value(today), OrNull(_session));
    }

    private static NpgsqlParameter OrNull(Guid? id) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = id ?? (object)DBNull.Value };

    private async Task<bool> EnteredAsync(PledgeDb db, DateOnly today, CancellationToken ct) =>
        (await (_lookingAt is { } record
            ? db.Database.SqlQuery<bool>(
                $"""
                select pledge.enter({_actor}, {_account}, {_stamp}, {_authority}, {_youngPerson}, {today}, {_session})
                   and set_config('pledge.looking_at', {record.ToString()}, true) is not null as "Value"
                """)
            : db.Database.SqlQuery<bool>(
                $"select pledge.enter({_actor}, {_account}, {_stamp}, {_authority}, {_youngPerson}, {today}, {_session}) as \"Value\"")).ToListAsync(ct))[0];
}

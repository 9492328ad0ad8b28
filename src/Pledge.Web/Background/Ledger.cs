using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>A message somebody should get, at most once for its occurrence.</summary>
/// <param name="About">The young person it is about, or null.</param>
/// <param name="Rule">Kebab-case name of the reason; also picks the words.</param>
/// <param name="Occurrence">What makes this one different from the last of the same rule, such as a due day or an id. Never personal data.</param>
/// <param name="NotBefore">UTC instant from which it may be sent.</param>
/// <param name="StaleAt">UTC instant from which it is no longer worth sending.</param>
/// <param name="Payload">What the words need beyond the rows, sealed by <see cref="Ledger.Seal"/>, or null.</param>
public sealed record NewMessage(
    AuthorityId Authority, AccountId Account, YoungPersonId? About, string Rule, string Occurrence, DateTimeOffset NotBefore, DateTimeOffset StaleAt, byte[]? Payload);

/// <summary>Every message this service sends starts as a row here, written in the transaction that decided it.</summary>
public static class Ledger
{
    /// <summary>Adds the message unless the account already has one for this rule and occurrence.</summary>
    public static Task QueueAsync(this PledgeDb db, NewMessage message, DateTimeOffset now, CancellationToken ct) =>
        // No conflict target and nothing returned: either would need leave to read the ledger, which most who queue do not have.
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, payload, state, decided_at, not_before, stale_at)
            values ({MessageId.New().Value}, {message.Authority.Value}, {message.Account.Value}, {message.About?.Value}, {message.Rule}, {message.Occurrence}, 'email',
                    {message.Payload}, 'queued', {now.ToUniversalTime()}, {message.NotBefore.ToUniversalTime()}, {message.StaleAt.ToUniversalTime()})
            on conflict do nothing
            """, ct);

    /// <summary>Encrypts what only the sender may read, such as a one-time code.</summary>
    public static byte[] Seal(this IDataProtectionProvider keys, string rule, string text) =>
        keys.CreateProtector("message", rule).Protect(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>What was sealed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Not sealed for this rule, or its key is gone: a bug or a restored database.</exception>
    public static string Open(this IDataProtectionProvider keys, string rule, byte[] payload) =>
        System.Text.Encoding.UTF8.GetString(keys.CreateProtector("message", rule).Unprotect(payload));
}

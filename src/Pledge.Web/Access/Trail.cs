using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>Leaves the traces people can read later: who looked at or changed a young person's record, and what administrators did.</summary>
/// <remarks>Append-only and chained by hash in the database. Each call is one statement in the caller's transaction.</remarks>
public static class Trail
{
    /// <param name="what">Kebab-case name of what was seen, put in words by <c>RecordsText.resx</c>; never personal data.</param>
    /// <param name="subject">Which one of several, such as the document that was opened; its name is read where the trace is shown, by who may read it.</param>
    public static Task LookedAsync(this PledgeDb db, ClaimsPrincipal who, YoungPersonId whose, string what, DateTimeOffset at, CancellationToken ct, Guid? subject = null) =>
        db.TraceAsync(who, whose, "looked", what, at, subject, ct);

    /// <param name="what">Kebab-case name of what was written.</param>
    /// <param name="subject">As in <see cref="LookedAsync"/>.</param>
    public static Task WroteAsync(this PledgeDb db, ClaimsPrincipal who, YoungPersonId whose, string what, DateTimeOffset at, CancellationToken ct, Guid? subject = null) =>
        db.TraceAsync(who, whose, "wrote", what, at, subject, ct);

    /// <summary>Somebody opened words that the caller need not know whose they are: raised with the forum, or answered in a consultation. Of words without a name there is no trace.</summary>
    /// <remarks>That there is such a trace is the young person's alone: no list of staff holds it. See <c>pledge.look_at_words</c>.</remarks>
    public static Task LookedAtWordsAsync(this PledgeDb db, Guid words, DateTimeOffset at, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pledge.look_at_words({words}, {at.ToUniversalTime()})", ct);

    /// <param name="what">Kebab-case name of the act.</param>
    /// <param name="subject">The account, edition or import it was done to.</param>
    public static Task AuditAsync(this PledgeDb db, ClaimsPrincipal who, string what, Guid? subject, DateTimeOffset at, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.audit_event (authority_id, account_id, role, what, subject_id, at)
            values ({who.AuthorityId().Value}, {who.AccountId().Value}, {who.RoleName()}, {what}, {subject}, {at.ToUniversalTime()})
            """, ct);

    private static Task<int> TraceAsync(this PledgeDb db, ClaimsPrincipal who, YoungPersonId whose, string act, string what, DateTimeOffset at, Guid? subject, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.record_look (authority_id, young_person_id, account_id, role, act, what, at, subject_id)
            values ({who.AuthorityId().Value}, {whose.Value}, {who.AccountId().Value}, {who.RoleName()}, {act}, {what}, {at.ToUniversalTime()}, {subject})
            """, ct);
}

using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Relationships;

/// <summary>Puts what a young person says about their people on record, and leaves the trace. A form that arrives twice is kept once.</summary>
public static class RelationshipWrites
{
    /// <returns>Refused as <see cref="Relationship.Add"/> is, or with <c>relationships-too-many</c>.</returns>
    public static async Task<Refusal?> AddRelationshipAsync(this PledgeDb db, ClaimsPrincipal user, RelationshipForm form, DateTimeOffset now, CancellationToken ct)
    {
        var me = user.YoungPersonId();
        await db.WaitForTurnAsync(me, ct);
        var keys = await db.Relationships.Where(row => row.YoungPersonId == me && (row.SupersededAt == null || row.PersonKey == form.Key)).Select(row => row.PersonKey).ToListAsync(ct);
        if (keys.Contains(form.Key))
            return null;
        if (keys.Count >= Relationship.Most)
            return new("relationships-too-many", Relationship.Most);

        var key = form.Key == Guid.Empty ? Guid.CreateVersion7(now) : form.Key;
        var added = Relationship.Add(user.AuthorityId(), me, form.Details, key, now, user.AccountId());
        if (added.IsRefused)
            return added.Refusal;
        db.Relationships.Add(added.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, me, "relationship", now, ct);
        return null;
    }

    /// <returns>Refused as <see cref="Relationship.Change"/> is.</returns>
    public static async Task<Refusal?> ChangeRelationshipAsync(this PledgeDb db, ClaimsPrincipal user, Relationship row, RelationshipForm form, DateTimeOffset now, CancellationToken ct)
    {
        var changed = row.Change(form.Details, now, user.AccountId());
        if (changed.IsRefused)
            return changed.Refusal;
        if (changed.Value == row)
            return null;
        // One version at a time is a rule of the database too, so the old one ends before the new one begins.
        await db.SaveChangesAsync(ct);
        db.Relationships.Add(changed.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, row.YoungPersonId, "relationship", now, ct);
        return null;
    }

    public static async Task TakeAwayAsync(this PledgeDb db, ClaimsPrincipal user, Relationship row, DateTimeOffset now, CancellationToken ct)
    {
        row.TakeAway(now);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, row.YoungPersonId, "relationship-taken-away", now, ct);
    }

    internal static Task<int> WaitForTurnAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 914))", ct);
}

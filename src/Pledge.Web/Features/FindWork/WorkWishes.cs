using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.FindWork;

/// <summary>Reads and writes what a young person looks for in work and learning.</summary>
public static class WorkWishes
{
    /// <summary>What one side wrote last, or null.</summary>
    public static Task<WorkWish?> FindWorkWishAsync(this PledgeDb db, YoungPersonId whose, WishSide side, CancellationToken ct) =>
        db.WorkWishes.SingleOrDefaultAsync(wish => wish.YoungPersonId == whose && wish.WrittenBySide == side && wish.SupersededAt == null, ct);

    /// <summary>A new version. What the young person says takes the place of a draft too.</summary>
    /// <param name="version">The wish the form was filled from; empty when there was none.</param>
    /// <returns>The refusal, if any: as <see cref="WorkWish.Write"/>, or <c>wish-changed-meanwhile</c>.</returns>
    public static async Task<Refusal?> WriteWorkWishAsync(
        this PledgeDb db, ClaimsPrincipal user, YoungPersonId whose, WishSide side, bool isLooking, WorkWishDetails details, Guid version, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 926))", ct);
        var standing = await db.WorkWishes.Where(wish => wish.YoungPersonId == whose && wish.SupersededAt == null).ToListAsync(ct);
        if ((standing.Find(wish => wish.WrittenBySide == side)?.Id.Value ?? Guid.Empty) != version)
            return new("wish-changed-meanwhile");
        var written = WorkWish.Write(user.AuthorityId(), whose, side, isLooking, details, now, user.AccountId());
        if (written.IsRefused)
            return written.Refusal;
        // One version of a side at a time is a rule of the database too, so the old one ends before the new one begins.
        foreach (var old in standing.Where(wish => wish.WrittenBySide == side || side is WishSide.YoungPerson))
            old.Supersede(now);
        await db.SaveChangesAsync(ct);
        db.WorkWishes.Add(written.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, whose, side is WishSide.Worker ? "work-wish-draft" : "work-wish", now, ct);
        return null;
    }
}

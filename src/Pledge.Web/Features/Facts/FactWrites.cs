using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Facts;

/// <summary>Loads and saves what we know of one kind about one person.</summary>
public static class FactWrites
{
    /// <summary>The current rows of one kind, tracked, so that saving writes what a change superseded.</summary>
    public static async Task<Timeline> FindTimelineAsync(this PledgeDb db, YoungPersonId person, FactKind kind, CancellationToken ct) => new(kind switch
    {
        FactKind.Home => await CurrentAsync(db.Facts.OfType<Home>(), person, ct),
        FactKind.Activity => await CurrentAsync(db.Facts.OfType<Activity>(), person, ct),
        _ => await CurrentAsync(db.Facts.OfType<InTouch>(), person, ct),
    });

    /// <summary>Saves a change to a timeline, and the legal status where it follows from being in touch: someone died or went home for good.
    /// Two writers at once: the later one fails as a whole.</summary>
    public static async Task SaveAsync(this PledgeDb db, PersonHead person, FactKind kind, TimelineChange change, DateTimeOffset now, CancellationToken ct)
    {
        db.Facts.AddRange(change.Insert);
        await db.SaveChangesAsync(ct);
        if (kind is FactKind.InTouch)
            await db.RefreshStatusAsync(person, now, ct);
    }

    /// <summary>What a form about a fact we no longer hold true gets: word that somebody else was first, or not found when there never was one.</summary>
    public static async Task<StatusCodeResult> TooLateAsync(this PledgeDb db, YoungPersonId person, FactId id, CancellationToken ct) =>
        await db.Facts.AnyAsync(fact => fact.Id == id && fact.YoungPersonId == person, ct) ? new StatusCodeResult(StatusCodes.Status409Conflict) : new NotFoundResult();

    /// <summary>The kind of a fact.</summary>
    public static FactKind KindOf(Fact fact) => fact switch
    {
        Home => FactKind.Home,
        Activity => FactKind.Activity,
        _ => FactKind.InTouch,
    };

    private static async Task<IEnumerable<Fact>> CurrentAsync<TFact>(IQueryable<TFact> facts, YoungPersonId person, CancellationToken ct) where TFact : Fact =>
        await facts.Where(fact => fact.YoungPersonId == person && fact.SupersededAt == null).ToListAsync(ct);
}

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
    /// Two writers at once: the later one writes nothing.</summary>
    /// <returns>False when somebody else was first.</returns>
    public static async Task<bool> SaveAsync(this PledgeDb db, PersonHead person, FactKind kind, TimelineChange change, DateTimeOffset now, CancellationToken ct)
    {
        db.Facts.AddRange(change.Insert);
        if (!await db.SavedUnlessChangedAsync(ct))
            return false;
        if (kind is FactKind.InTouch)
            await db.RefreshStatusAsync(person, now, ct);
        return true;
    }

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

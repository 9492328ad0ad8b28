using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Placements;

/// <summary>Places that were taken, with what was said of them. Row policies keep it to the young person, their workers, and of the organisation whoever may see applicants; an employer reads only what it may know.</summary>
public static class PlacementReads
{
    private const int Most = 300;

    /// <summary>Those of a young person, or of the reader's organisations when nobody is named; the latest first.</summary>
    /// <returns>Two statements.</returns>
    public static async Task<List<PlacementStory>> ListPlacementsAsync(this PledgeDb db, YoungPersonId? whose, CancellationToken ct)
    {
        var placements = await db.JobPlacements.AsNoTracking().Where(row => whose == null || row.YoungPersonId == whose).OrderByDescending(row => row.TakenAt).ThenBy(row => row.Id).Take(Most).ToListAsync(ct);
        var ids = placements.ConvertAll(row => row.Id);
        var said = (await db.PlacementStatements.AsNoTracking().Where(row => row.SupersededAt == null && ids.Contains(row.PlacementId)).ToListAsync(ct)).ToLookup(row => row.PlacementId);
        return placements.ConvertAll(row => new PlacementStory(row, said[row.Id]));
    }

    /// <summary>One, to say something of it: what stands is tracked.</summary>
    /// <returns>Null when it is not theirs to see.</returns>
    public static async Task<PlacementStory?> FindPlacementAsync(this PledgeDb db, JobPlacementId id, YoungPersonId? whose, CancellationToken ct) =>
        await db.JobPlacements.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && (whose == null || row.YoungPersonId == whose), ct) is { } found
            ? new(found, await db.PlacementStatements.Where(row => row.PlacementId == id && row.SupersededAt == null).ToListAsync(ct))
            : null;

    /// <summary>What a side is asked under an address: null when it is not asked that, or not yet.</summary>
    public static PlacementQuestion? Find(this PlacementStory story, PlacementSide side, string about, int afterDays, DateOnly today, DateOnly? born) =>
        story.QuestionsFor(side, today, born).FirstOrDefault(question => Kebab.Of(question.About) == about && question.AfterDays == afterDays);
}

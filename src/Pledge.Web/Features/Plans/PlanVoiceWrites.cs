using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

/// <summary>Finds and adds what both sides need.</summary>
public static class PlanVoiceWrites
{
    /// <summary>The latest version that was shared with the young person; null when none was.</summary>
    public static Task<PlanVersion?> FindSharedVersionAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.PlanVersions.AsNoTracking().Where(version => version.YoungPersonId == youngPerson && version.State == PlanState.Shared)
            .OrderByDescending(version => version.Number).FirstOrDefaultAsync(ct);

    /// <summary>Keeps what was said, unless it only is the same tap a second time.</summary>
    /// <returns>False when it was there already.</returns>
    public static async Task<bool> AddVoiceAsync(this PledgeDb db, PlanVoice voice, CancellationToken ct)
    {
        // Two taps can arrive at the same moment: the second waits until the first is on record, and then sees it.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({voice.YoungPersonId.Value.ToString()}, 909))", ct);
        var latest = await db.PlanVoices.AsNoTracking().Where(other => other.VersionId == voice.VersionId && other.Matter == voice.Matter)
            .OrderByDescending(other => other.RecordedAt).FirstOrDefaultAsync(ct);
        if (latest is not null && voice.Repeats(latest))
            return false;

        db.PlanVoices.Add(voice);
        await db.SaveChangesAsync(ct);
        return true;
    }
}

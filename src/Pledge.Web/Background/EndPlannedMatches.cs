using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Ends each match whose planned London day is past, unless the two meet after it. Both are told by the planner; safe to run as often as one likes.</summary>
public sealed class EndPlannedMatches(PledgeDb db, TimeProvider clock, ILogger<EndPlannedMatches> log)
{
    public const string Name = "end-planned-matches";

    public async Task RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, today, ct);
        var ended = (await db.Database.SqlQuery<int>($"select pledge.end_planned_matches({today}) as \"Value\"").ToListAsync(ct))[0];
        await transaction!.CommitAsync(ct);
        if (ended > 0)
            log.LogInformation("Ended {Count} matches on their planned day", ended);
    }
}

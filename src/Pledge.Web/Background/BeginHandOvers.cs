using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>On the first day of a new worker, moves the old one's open actions to them. Safe to run as often as one likes.</summary>
/// <remarks>The change of worker itself needs no job: it was written when the receiver said yes, and holds from its day.</remarks>
public sealed class BeginHandOvers(PledgeDb db, TimeProvider clock, ILogger<BeginHandOvers> log)
{
    public const string Name = "begin-hand-overs";

    public async Task RunAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var begun = (await db.Database.SqlQuery<int>($"select pledge.begin_due_hand_overs({clock.GetUtcNow().ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0];
        await transaction!.CommitAsync(ct);
        if (begun > 0)
            log.LogInformation("Began {Count} hand-overs", begun);
    }
}

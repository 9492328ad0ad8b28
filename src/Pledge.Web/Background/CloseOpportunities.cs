using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Writes down that posts whose London closing day is past are closed. Pages know it without; safe to run as often as one likes.</summary>
public sealed class CloseOpportunities(PledgeDb db, TimeProvider clock, ILogger<CloseOpportunities> log)
{
    public const string Name = "close-opportunities";

    public async Task RunAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var closed = (await db.Database.SqlQuery<int>($"select pledge.close_due_opportunities({clock.GetUtcNow().ToUniversalTime()}, {clock.Today()}) as \"Value\"").ToListAsync(ct))[0];
        await transaction!.CommitAsync(ct);
        if (closed > 0)
            log.LogInformation("Closed {Count} opportunities", closed);
    }
}

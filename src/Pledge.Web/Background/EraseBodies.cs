using Hangfire;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Erases what failed and doubtful messages carried <see cref="DaysKept"/> days after they were decided; what was sent or dropped keeps nothing from that moment.
/// That there was a message, and how it ended, is kept.</summary>
public sealed class EraseBodies(PledgeDb db, TimeProvider clock, ILogger<EraseBodies> log)
{
    public const string Name = "erase-bodies";
    public const int DaysKept = 30;

    // Once a night is too seldom to wait for the next.
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = new[] { 60, 600, 3600 })]
    public async Task RunAsync(CancellationToken ct)
    {
        // The sender's own rights: only it may change a message that is settled.
        await using var transaction = await RowScope.Job("send-messages", null).EnterAsync(db, clock.Today(), ct);
        var before = clock.GetUtcNow().AddDays(-DaysKept).ToUniversalTime();
        var erased = await db.Database.ExecuteSqlAsync(
            $"update pledge.message set payload = null where payload is not null and decided_at <= {before} and state in ('failed', 'in-doubt')", ct);
        await transaction!.CommitAsync(ct);
        if (erased > 0)
            log.LogInformation("Erased what {Messages} messages carried", erased);
    }
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>How messages and plans of the whole installation are doing. Counts and seconds; it knows nobody.</summary>
/// <param name="Waiting">Not settled yet, due or not.</param>
/// <param name="Due">Of these, those whose time has come.</param>
/// <param name="OldestDueSeconds">How long the oldest of these has been due; 0 when none is.</param>
/// <param name="FailedOpen">Failed ever and waiting for an administrator.</param>
/// <param name="LatencySeconds">From being due to being accepted, for 95 of 100 that were sent in the last hour; 0 when none was.</param>
/// <param name="PlanLagSeconds">Since reminders were last planned, for the authority for which that is longest ago.</param>
/// <param name="ChannelsOff">Stops in force.</param>
/// <param name="AddressesStopped">Addresses that take nothing.</param>
public sealed record MessageHealth(
    long Waiting, long Due, double OldestDueSeconds, long SentLastMinute, long SentLastHour, long FailedLastHour, long FailedOpen, long InDoubt,
    double LatencySeconds, double PlanLagSeconds, long ChannelsOff, long AddressesStopped)
{
    /// <returns>One statement.</returns>
    public static async Task<MessageHealth> ReadAsync(PledgeDb db, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job("measure", null).EnterAsync(db, clock.Today(), ct);
        return (await db.Database.SqlQuery<MessageHealth>($"select * from pledge.message_health({clock.GetUtcNow().ToUniversalTime()})").ToListAsync(ct))[0];
    }
}

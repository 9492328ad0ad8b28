using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>How the messages of one channel, and the plans, of the whole installation are doing. Counts and seconds; it knows nobody.</summary>
/// <param name="Channel">One of <see cref="Domain.Reminders.Channel"/>.</param>
/// <param name="Waiting">Not settled yet, due or not.</param>
/// <param name="Due">Of these, those whose time has come.</param>
/// <param name="OldestDueSeconds">How long the oldest of these has been due; 0 when none is.</param>
/// <param name="FailedOpen">Failed ever and waiting for an administrator.</param>
/// <param name="LatencySeconds">From being due to being accepted, for 95 of 100 that were sent in the last hour; 0 when none was.</param>
/// <param name="PlanLagSeconds">Since reminders were last planned, for the authority for which that is longest ago; the same for each channel.</param>
/// <param name="Stops">Stops in force; one of all messages counts for each channel.</param>
/// <param name="AddressesStopped">Addresses, or numbers, that take nothing.</param>
public sealed record ChannelHealth(
    string Channel, long Waiting, long Due, double OldestDueSeconds, long SentLastMinute, long SentLastHour, long FailedLastHour, long FailedOpen, long InDoubt,
    double LatencySeconds, double PlanLagSeconds, long Stops, long AddressesStopped)
{
    /// <returns>Every channel; one statement.</returns>
    public static async Task<IReadOnlyList<ChannelHealth>> ReadAsync(PledgeDb db, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job("measure", null).EnterAsync(db, clock.Today(), ct);
        return await db.Database.SqlQuery<ChannelHealth>($"select * from pledge.channel_health({clock.GetUtcNow().ToUniversalTime()})").ToListAsync(ct);
    }
}

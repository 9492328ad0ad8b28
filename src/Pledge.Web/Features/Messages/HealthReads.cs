using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Messages;

/// <summary>What became of the messages that were settled on one London day.</summary>
public sealed record MessageDay(DateOnly Day, int Sent, int Failed, int InDoubt, int Dropped);

/// <summary>How the messages of an authority are doing now.</summary>
/// <param name="OldestDue">UTC instant since which the oldest message that should have gone is due; null when none is.</param>
/// <param name="PlannedAt">UTC instant at which reminders were last planned; null when they never were.</param>
public sealed record MessagesNow(int Waiting, DateTimeOffset? OldestDue, int Failed, int InDoubt, DateTimeOffset? PlannedAt)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan PlansEvery = TimeSpan.FromHours(1);

    /// <summary>True when a message should have gone long ago.</summary>
    public bool IsStuck(DateTimeOffset now) => now - OldestDue > Patience;

    /// <summary>True when reminders should have been planned again long ago.</summary>
    public bool IsPlanLate(DateTimeOffset now) => PlannedAt is null || now - PlannedAt > PlansEvery;
}

/// <summary>What an administrator sees of the ledger of their authority.</summary>
public static class HealthReads
{
    public const int Days = 30;

    /// <returns>One statement.</returns>
    public static async Task<MessagesNow> ReadMessagesNowAsync(this PledgeDb db, DateTimeOffset now, CancellationToken ct)
    {
        var at = now.ToUniversalTime();
        return (await db.Database.SqlQuery<MessagesNow>(
            $"""
            select (count(*) filter (where m.state in ('queued', 'claimed', 'sending')))::integer as waiting,
                   min(m.not_before) filter (where m.state in ('queued', 'claimed', 'sending') and m.not_before <= {at}) as oldest_due,
                   (count(*) filter (where m.state = 'failed'))::integer as failed, (count(*) filter (where m.state = 'in-doubt'))::integer as in_doubt,
                   (select p.finished_at from pledge.reminder_plan p) as planned_at
            from pledge.message m where m.state in ('queued', 'claimed', 'sending', 'failed', 'in-doubt')
            """).ToListAsync(ct))[0];
    }

    /// <summary>The last <see cref="Days"/> London days, today first, those without a message too.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<MessageDay>> ListMessageDaysAsync(this PledgeDb db, DateOnly today, CancellationToken ct)
    {
        var first = today.AddDays(1 - Days);
        return db.Database.SqlQuery<MessageDay>(
            $"""
            select d.day, coalesce(n.sent, 0) as sent, coalesce(n.failed, 0) as failed, coalesce(n.in_doubt, 0) as in_doubt, coalesce(n.dropped, 0) as dropped
            from (select {today}::date - back as day from generate_series(0, {Days - 1}) back) d
            left join (select (m.settled_at at time zone 'Europe/London')::date as day, (count(*) filter (where m.state = 'sent'))::integer as sent,
                              (count(*) filter (where m.state = 'failed'))::integer as failed, (count(*) filter (where m.state = 'in-doubt'))::integer as in_doubt,
                              (count(*) filter (where m.state = 'dropped'))::integer as dropped
                       from pledge.message m where m.settled_at >= {LondonTime.At(first, TimeOnly.MinValue)} group by 1) n on n.day = d.day
            order by d.day desc
            """).ToListAsync(ct);
    }
}

using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.HandOvers;

/// <summary>What a hand-over sets off besides itself: traces, and who is told.</summary>
public static class HandOverWrites
{
    /// <summary>Says yes, leaves the trace and tells the young person, neutrally, that there is news.</summary>
    /// <exception cref="DbUpdateException">The worker changed in the meantime: the request answers 409.</exception>
    public static async Task<Refusal?> AcceptAsync(this PledgeDb db, ClaimsPrincipal who, HandOver handOver, string? hello, DateTimeOffset now, CancellationToken ct)
    {
        if (handOver.Accept(hello, now, who.AccountId()) is { } refusal)
            return refusal;
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(who, handOver.YoungPersonId, "hand-over-accepted", now, ct);
        var account = (await db.Database.SqlQuery<Guid?>($"select pledge.account_for_hand_over({handOver.Id.Value}) as \"Value\"").ToListAsync(ct))[0];
        if (account is { } to)
            await db.TellOfWorkerAsync(handOver.AuthorityId, new(to), handOver.YoungPersonId, $"hand-over:{handOver.Id}", now, ct);
        return null;
    }

    /// <summary>Tells the young person by day that there is news about their worker.</summary>
    /// <param name="occurrence">Which news: each is told once.</param>
    public static Task<bool> TellOfWorkerAsync(this PledgeDb db, AuthorityId authority, AccountId account, YoungPersonId about, string occurrence, DateTimeOffset now, CancellationToken ct)
    {
        var sendAt = QuietHours.Usual.FirstMoment(now);
        return db.QueueAsync(new(authority, account, about, ReminderRule.WorkerNews.Key, occurrence, now, sendAt.AddDays(ReminderRule.WorkerNews.StaleAfterDays)), now, ct);
    }

    /// <summary>Tells the receiver that somebody is to be handed over: once a group and day.</summary>
    public static Task TellReceiverAsync(this PledgeDb db, HandOver handOver, DateTimeOffset now, CancellationToken ct) =>
        db.TellStaffAsync("hand-over-offered", handOver, handOver.ToStaffId, now, ct);

    /// <summary>Tells the giver that the receiver answered: once a group and day.</summary>
    public static Task TellGiverAsync(this PledgeDb db, HandOver handOver, DateTimeOffset now, CancellationToken ct) =>
        db.TellStaffAsync("hand-over-answered", handOver, handOver.FromStaffId, now, ct);

    private static Task<bool> TellStaffAsync(this PledgeDb db, string rule, HandOver handOver, AccountId to, DateTimeOffset now, CancellationToken ct)
    {
        var day = LondonTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var sendAt = QuietHours.Usual.FirstMoment(now);
        return db.QueueAsync(new(handOver.AuthorityId, to, null, rule, $"{handOver.GroupId}:{day}", now, sendAt.AddDays(ReminderRule.Find(rule, toYoungPerson: false)!.StaleAfterDays)), now, ct);
    }
}

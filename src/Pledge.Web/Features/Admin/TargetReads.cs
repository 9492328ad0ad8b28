using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Indicators;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

/// <summary>One target as set.</summary>
/// <param name="To">Last London day it is meant for; null while open.</param>
/// <param name="By">Who set it; null for what came with the authority.</param>
/// <param name="SupersededAt">UTC instant another took its place, or null.</param>
public sealed record TargetLine(string Indicator, decimal Target, decimal Tolerance, DateOnly From, DateOnly? To, string? By, DateTimeOffset SetAt, DateTimeOffset? SupersededAt)
{
    /// <summary>True when it rates figures of <paramref name="day"/>.</summary>
    public bool HoldsOn(DateOnly day) => SupersededAt is null && From <= day && (To is null || To >= day);
}

/// <summary>Reads of the targets of the caller's authority.</summary>
public static class TargetReads
{
    /// <summary>Every target ever set, newest period first, the one that counts before those it replaced.</summary>
    /// <param name="indicator">Null for every indicator.</param>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<TargetLine>> ListTargetsAsync(this PledgeDb db, Indicator? indicator, CancellationToken ct)
    {
        var code = indicator?.Code;
        return await db.IndicatorTargets.AsNoTracking().Where(target => code == null || target.Indicator == code)
            .OrderByDescending(target => target.PeriodFrom).ThenByDescending(target => target.SetAt)
            .Select(target => new TargetLine(target.Indicator, target.Target, target.Tolerance, target.PeriodFrom,
                target.PeriodTo == null ? null : target.PeriodTo.Value.AddDays(-1),
                db.Staff.Where(member => member.Id == target.SetBy).Select(member => member.DisplayName).FirstOrDefault(),
                target.SetAt, target.SupersededAt))
            .ToListAsync(ct);
    }
}

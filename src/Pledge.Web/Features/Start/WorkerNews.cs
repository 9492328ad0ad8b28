using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Start;

/// <summary>A change of worker, told on the first page from the moment it is agreed until four weeks after.</summary>
/// <param name="StartsOn">First London day of the new worker.</param>
/// <param name="Goodbye">Words of the old worker, or null.</param>
/// <param name="Hello">Words of the new worker, or null.</param>
public sealed record NewWorker(string OldName, string NewName, DateOnly StartsOn, string? Goodbye, string? Hello);

/// <summary>Somebody who stands in while the worker is away, from two weeks before.</summary>
/// <param name="Last">Last London day.</param>
/// <param name="Phone">Of the one who stands in; null when we have none.</param>
public sealed record StandIn(string Away, string Name, string? Phone, DateOnly First, DateOnly Last);

/// <summary>What is new about the people who work with a young person; null where nothing is.</summary>
public sealed record WorkerNews(NewWorker? Change, StandIn? Cover);

public static class WorkerNewsReads
{
    private const int DaysToldAfter = 28;
    private const int DaysToldBefore = 14;

    private sealed record Row(
        string? OldName, string? NewName, DateOnly? StartsOn, string? Goodbye, string? Hello, string? Away, string? Covering, string? Phone, DateOnly? PeriodFrom, DateOnly? PeriodTo);

    /// <returns>One statement.</returns>
    public static async Task<WorkerNews> ReadWorkerNewsAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct)
    {
        var row = (await db.Database.SqlQuery<Row>(
            $"""
            select h.old_name, h.new_name, h.starts_on, h.goodbye, h.hello, c.away, c.covering, c.phone, c.period_from, c.period_to
            from (select 1) one
            left join lateral (
                select f.display_name as old_name, t.display_name as new_name, h.starts_on, h.goodbye, h.hello from pledge.hand_over h
                join pledge.staff_member f on f.id = h.from_staff_id join pledge.staff_member t on t.id = h.to_staff_id
                where h.young_person_id = {youngPerson.Value} and h.state = 'accepted' and h.starts_on > {today.AddDays(-DaysToldAfter)}
                order by h.starts_on desc limit 1) h on true
            left join lateral (
                select a.display_name as away, v.display_name as covering, v.work_phone as phone, c.period_from, c.period_to from pledge.leave_cover c
                join pledge.staff_member a on a.id = c.away_id join pledge.staff_member v on v.id = c.covering_id
                where c.young_person_id = {youngPerson.Value} and c.period_to > {today} and c.period_from <= {today.AddDays(DaysToldBefore)} and c.period_to > c.period_from
                order by c.period_from limit 1) c on true
            """).ToListAsync(ct))[0];
        return new(
            row.StartsOn is { } starts ? new(row.OldName!, row.NewName!, starts, row.Goodbye, row.Hello) : null,
            row.PeriodFrom is { } from ? new(row.Away!, row.Covering!, row.Phone, from, row.PeriodTo!.Value.AddDays(-1)) : null);
    }
}

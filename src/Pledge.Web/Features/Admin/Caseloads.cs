using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

/// <summary>Gives young people a worker, and hands them over. Dated: who was whose worker when stays on record.</summary>
public static class Caseloads
{
    /// <summary>Makes the worker responsible from today for those of the young people who have nobody.</summary>
    /// <returns>How many that was.</returns>
    public static async Task<int> GiveAsync(
        this PledgeDb db, AuthorityId authority, AccountId worker, IReadOnlyCollection<YoungPersonId> youngPeople, AccountId by, DateTimeOffset now, CancellationToken ct)
    {
        var today = LondonTime.DayOf(now);
        var free = await db.YoungPeople
            .Where(y => youngPeople.Contains(y.Id) && !db.Assignments.Any(a => a.YoungPersonId == y.Id && (a.PeriodTo == null || a.PeriodTo > today)))
            .Select(y => y.Id).ToListAsync(ct);
        db.Assignments.AddRange(free.Select(person => new Assignment(authority, person, worker, today, now, by)));
        await db.SaveChangesAsync(ct);
        return free.Count;
    }

    /// <summary>Ends everything that runs for one worker today and, when there is another, starts it for them.</summary>
    /// <param name="to">Null when nobody takes over: the young people then wait on the list of those without a worker.</param>
    /// <returns>How many young people that touched.</returns>
    public static async Task<int> MoveAsync(this PledgeDb db, AccountId from, AccountId? to, AccountId by, DateTimeOffset now, CancellationToken ct)
    {
        var today = LondonTime.DayOf(now);
        var running = await db.Assignments.Where(a => a.StaffMemberId == from && (a.PeriodTo == null || a.PeriodTo > today)).ToListAsync(ct);
        // A period that was to end anyway keeps that end under the new worker: somebody else is agreed for the day after.
        var ends = running.ToDictionary(old => old.Id, old => old.PeriodTo);
        foreach (var assignment in running)
            assignment.End(today);
        // The old periods end before the new begin, or the two would overlap for a moment and be refused.
        await db.SaveChangesAsync(ct);
        if (to is { } worker)
        {
            foreach (var old in running)
            {
                var next = new Assignment(old.AuthorityId, old.YoungPersonId, worker, old.PeriodFrom > today ? old.PeriodFrom : today, now, by);
                if (ends[old.Id] is { } end)
                    next.End(end);
                db.Assignments.Add(next);
            }
        }
        await db.SaveChangesAsync(ct);
        return running.Count;
    }
}

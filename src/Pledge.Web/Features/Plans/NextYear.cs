using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

/// <summary>A day in the next twelve months.</summary>
/// <param name="Kind"><c>review</c>, <c>birthday</c> or <c>own</c>.</param>
/// <param name="Age">The age they turn, for a birthday.</param>
/// <param name="What">Their own or their worker's words, for a day one of them entered.</param>
public sealed record YearDay(DateOnly On, string Kind, int Age, PlanDay? Entered);

/// <summary>What the next twelve months hold for a young person.</summary>
/// <param name="Worker">Their worker today, or null.</param>
/// <param name="Days">Soonest first.</param>
public sealed record NextYear(PlanDays Plan, string? Worker, IReadOnlyList<YearDay> Days);

/// <summary>Reads <see cref="NextYear"/>.</summary>
public static class NextYearReads
{
    /// <summary>The birthdays on which the law's help changes.</summary>
    private static readonly int[] Ages = [18, 21, 25];

    /// <returns>Four statements.</returns>
    public static async Task<NextYear> ReadNextYearAsync(this PledgeDb db, YoungPersonId youngPerson, AccountId me, DateOnly today, CancellationToken ct)
    {
        var plan = await db.FindPlanDaysAsync(youngPerson, today, ct) ?? throw new InvalidOperationException("A young person always reaches themselves.");
        var entered = await db.ListPlanDatesAsync(youngPerson, today, me, ct);
        var worker = (await db.Database.SqlQuery<string>(
            $"""
            select s.display_name as "Value" from pledge.assignment a join pledge.staff_member s on s.id = a.staff_member_id
            where a.young_person_id = {youngPerson.Value} and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            """).ToListAsync(ct)).FirstOrDefault();
        var end = today.AddYears(1);
        var days = entered.Select(day => new YearDay(day.On, "own", 0, day))
            .Concat(Ages.Select(age => new YearDay(LondonTime.Birthday(plan.Born, age), "birthday", age, null)))
            .Concat(plan.ReviewDue is { } due ? [new YearDay(due, "review", 0, null)] : [])
            .Where(day => day.On >= today && day.On <= end)
            .OrderBy(day => day.On);
        return new(plan, worker, [.. days]);
    }
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>A background check of somebody who works with a young person, which runs out soon or ran out.</summary>
/// <param name="Until">Last London day on which the earliest is good.</param>
public sealed record CheckLapsing(Guid YoungPersonId, DateOnly Until);

public static class ChecksLapsingReads
{
    /// <summary>By young person; somebody without one is not there.</summary>
    /// <param name="people">Whom to look for.</param>
    /// <returns>One statement, from an index that holds only checks.</returns>
    public static async Task<IReadOnlyDictionary<Guid, CheckLapsing>> ListChecksLapsingAsync(this PledgeDb db, Guid[] people, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<CheckLapsing>(
            $"""
            select p.young_person_id, min(p.check_again_by) as until from pledge.involved_professional p
            where p.young_person_id = any ({people}) and p.superseded_at is null and p.check_again_by <= {today.AddDays(DbsCheck.SoonDays)}
            group by p.young_person_id
            """).ToListAsync(ct)).ToDictionary(check => check.YoungPersonId);
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;

namespace Pledge.Web.Features.PlanWork;

/// <summary>What workers' pages of a plan look up again and again.</summary>
public static class PlanDesk
{
    /// <summary>Waits for whoever is writing in this person's plan at this moment, so that what is read next is the latest and stays so until this request ends.</summary>
    public static Task TakeTurnAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({youngPerson.Value.ToString()}, 908))", ct);

    /// <summary>The latest version, to change; null when there is none.</summary>
    public static Task<PlanVersion?> FindLatestVersionAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.PlanVersions.Where(version => version.YoungPersonId == youngPerson).OrderByDescending(version => version.Number).FirstOrDefaultAsync(ct);

    /// <summary>The plan in force: the latest one begun that has not ended; null when there is none.</summary>
    public static Task<PathwayPlan?> FindPlanAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.PathwayPlans.FromSql($"select *, xmin from pledge.pathway_plan where young_person_id = {youngPerson.Value} and ended_on is null order by started_on desc limit 1")
            .FirstOrDefaultAsync(ct);
}

/// <summary>One line of the task list of a version in work.</summary>
/// <param name="Part">What is written so far, or null.</param>
public sealed record PlanTask(PlanPartKind Kind, int Number, PlanPart? Part)
{
    public bool IsWritten => Part is { IsWritten: true };

    public string Path => Kind is PlanPartKind.Matter ? $"matters/{Number}" : $"needs/{Number}";

    /// <summary>Every part of a version in the order of the task list: what the assessment weighs, then the ten matters.</summary>
    public static IReadOnlyList<PlanTask> Of(PlanSheet sheet) =>
    [
        .. PlanNeed.All.Select(need => new PlanTask(PlanPartKind.Need, need.Number, sheet.Need(need.Number))),
        .. PlanMatter.All.Select(matter => new PlanTask(PlanPartKind.Matter, matter.Number, sheet.Matter(matter.Number))),
    ];
}

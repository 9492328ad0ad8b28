using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

/// <summary>One action of a plan.</summary>
/// <param name="OwnerName">Who does it, when that is not the young person and we have a name.</param>
/// <param name="DueOn">London day.</param>
/// <param name="DoneOn">London day, or null while it is to do.</param>
/// <param name="Matter">Number of the <see cref="PlanMatter"/> it belongs to.</param>
public sealed record PlanLine(Guid Id, string What, OwnerKind Owner, string? OwnerName, DateOnly DueOn, DateOnly? DoneOn, int Matter)
{
    public bool IsMine => Owner is OwnerKind.YoungPerson;
}

/// <summary>The days of a young person's plan.</summary>
/// <param name="StartedOn">London day the plan took effect; null when there is none yet.</param>
/// <param name="ReviewedOn">London day of the last review of this plan, or null.</param>
/// <param name="ReviewDue">London day by which the next review must be held, the one asked for included; null when no clock runs.</param>
public sealed record PlanDays(DateOnly? StartedOn, DateOnly? ReviewedOn, DateOnly? ReviewDue, DateOnly Born);

/// <summary>A young person's plan: its days and who does what.</summary>
public static class PlanReads
{
    /// <summary>Done actions shown at most; the newest.</summary>
    public const int DoneKept = 50;

    private sealed record LineRow(Guid Id, string What, string OwnerKind, string? OwnerName, DateOnly DueOn, DateTime? DoneAt, int Matter);

    private sealed record DaysRow(DateOnly DateOfBirth, string? Status, DateOnly? StartedOn, DateOnly? ReviewedOn, DateOnly? AskedOn);

    /// <summary>Everything still to do, soonest first, then what is done, newest first and at most <see cref="DoneKept"/>.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<PlanLine>> ListPlanLinesAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        Lines(await db.Database.SqlQuery<LineRow>(
            $"""
            select a.id, a.what, a.owner_kind, coalesce(a.owner_name, s.display_name) as owner_name, a.due_on, a.done_at, a.matter
            from (
                (select * from pledge.plan_action where young_person_id = {youngPerson.Value} and done_at is null and taken_out_at is null)
                union all
                (select * from pledge.plan_action where young_person_id = {youngPerson.Value} and done_at is not null order by done_at desc limit {DoneKept})) a
            left join pledge.staff_member s on s.id = a.owner_account_id
            order by a.done_at desc nulls first, a.due_on, a.id
            """).ToListAsync(ct));

    /// <summary>The actions of a version as they stood when it was approved; done where they are done by now.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<PlanLine>> ListKeptLinesAsync(this PledgeDb db, PlanVersionId version, CancellationToken ct) =>
        Lines(await db.Database.SqlQuery<LineRow>(
            $"""
            select k.action_id as id, k.what, k.owner_kind, coalesce(k.owner_name, s.display_name) as owner_name, k.due_on, coalesce(k.done_at, a.done_at) as done_at, k.matter
            from pledge.plan_version_action k
            left join pledge.plan_action a on a.id = k.action_id
            left join pledge.staff_member s on s.id = k.owner_account_id
            where k.version_id = {version.Value}
            order by k.matter, k.due_on, k.action_id
            """).ToListAsync(ct));

    private static IReadOnlyList<PlanLine> Lines(IEnumerable<LineRow> rows) =>
    [
        .. rows.Select(row => new PlanLine(
            row.Id, row.What, Kebab.Read<OwnerKind>(row.OwnerKind), row.OwnerName, row.DueOn, row.DoneAt is { } at ? LondonTime.DayOf(at) : null, row.Matter)),
    ];

    /// <summary>The days of the plan in force, the latest one begun, and the young person's birthday. Null when the caller does not reach them.</summary>
    /// <returns>Two statements: the days, and the authority's own lengths of the clock.</returns>
    public static async Task<PlanDays?> FindPlanDaysAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<DaysRow>(
            $"""
            select y.date_of_birth, l.status, p.started_on, r.reviewed_on,
                   (select min(o.asked_on) from pledge.review_request o
                    where o.young_person_id = y.id and o.taken_back_at is null and not exists (
                        select from pledge.plan_review v where v.young_person_id = o.young_person_id and v.reviewed_on >= o.asked_on and v.recorded_at >= o.asked_at)) as asked_on
            from pledge.young_person y
            left join lateral (select id, started_on from pledge.pathway_plan where young_person_id = y.id and ended_on is null order by started_on desc limit 1) p on true
            left join lateral (select max(reviewed_on) as reviewed_on from pledge.plan_review where young_person_id = y.id and plan_id = p.id) r on true
            left join pledge.legal_status l on l.young_person_id = y.id and l.superseded_at is null
                and l.period_from <= {today} and (l.period_to is null or l.period_to > {today})
            where y.id = {youngPerson.Value}
            """).ToListAsync(ct);
        var settings = await db.ClockSettings.AsNoTracking().Where(setting => setting.Rule == ClockRule.PlanReviewDue || setting.Rule == ClockRule.ReviewAskedFor).ToListAsync(ct);
        if (rows is not [{ } row])
            return null;

        var status = row.Status is null ? LegalStatus.None : Kebab.Read<LegalStatus>(row.Status);
        var clocks = new ClockFacts(row.DateOfBirth, status, null, null, null, row.StartedOn, row.ReviewedOn, row.AskedOn);
        return new(row.StartedOn, row.ReviewedOn, clocks.NextReview(today, settings).DueOn, row.DateOfBirth);
    }
}

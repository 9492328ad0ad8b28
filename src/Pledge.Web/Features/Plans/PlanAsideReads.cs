using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

/// <summary>A wish to go through the plan that still stands. Days are London days.</summary>
/// <param name="DueOn">Last day on which the review is in time; null where no clock runs.</param>
public sealed record OpenRequest(ReviewRequestId Id, string? Words, DateOnly AskedOn, DateOnly? DueOn);

/// <summary>A day that matters, as pages list it.</summary>
/// <param name="IsMine">True when the asking account entered it.</param>
public sealed record PlanDay(PlanDateId Id, string What, DateOnly On, bool IsMine);

/// <summary>Reads what stands beside the versions: days that matter, and whether a review was asked for.</summary>
public static class PlanAsideReads
{
    private sealed record RequestRow(Guid Id, string? Words, DateOnly AskedOn, DateOnly DateOfBirth, string? Status);

    private sealed record DateRow(Guid Id, string What, DateOnly FallsOn, bool Mine);

    /// <summary>The oldest request that no review has answered since; null when there is none.</summary>
    /// <returns>Two statements: the request, and the authority's own lengths of its clock.</returns>
    public static async Task<OpenRequest?> FindOpenRequestAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<RequestRow>(
            $"""
            select r.id, r.words, r.asked_on, y.date_of_birth, l.status
            from pledge.review_request r
            join pledge.young_person y on y.id = r.young_person_id
            left join pledge.legal_status l on l.young_person_id = y.id and l.superseded_at is null
                and l.period_from <= {today} and (l.period_to is null or l.period_to > {today})
            where r.young_person_id = {youngPerson.Value} and r.taken_back_at is null
              and not exists (select from pledge.plan_review v where v.young_person_id = r.young_person_id and v.reviewed_on >= r.asked_on and v.recorded_at >= r.asked_at)
            order by r.asked_at limit 1
            """).ToListAsync(ct);
        var settings = await db.ClockSettings.AsNoTracking().Where(setting => setting.Rule == ClockRule.ReviewAskedFor).ToListAsync(ct);
        if (rows is not [var row])
            return null;
        var status = row.Status is null ? LegalStatus.None : Kebab.Read<LegalStatus>(row.Status);
        return new(new(row.Id), row.Words, row.AskedOn, new ClockFacts(row.DateOfBirth, status, null, null, null, null, null, row.AskedOn).AskedReview(today, settings).DueOn);
    }

    /// <summary>Days still to come, soonest first, at most 20.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<PlanDay>> ListPlanDatesAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, AccountId me, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<DateRow>(
            $"""
            select d.id, d.what, d.falls_on, d.recorded_by = {me.Value} as mine from pledge.plan_date d
            where d.young_person_id = {youngPerson.Value} and d.taken_out_at is null and d.falls_on >= {today}
            order by d.falls_on, d.id limit 20
            """).ToListAsync(ct);
        return [.. rows.Select(row => new PlanDay(new(row.Id), row.What, row.FallsOn, row.Mine))];
    }
}

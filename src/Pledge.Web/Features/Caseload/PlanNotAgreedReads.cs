using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>The newest plan that was shared with somebody, to which they have not said yes.</summary>
/// <param name="Answer"><c>disagree</c>, <c>not-seen</c>, or null when they have said nothing to it yet.</param>
public sealed record PlanNotAgreed(Guid YoungPersonId, string? Answer);

public static class PlanNotAgreedReads
{
    /// <summary>By young person; somebody who agrees, or whose plan was never shared, is not there.</summary>
    /// <param name="people">Whom to look for.</param>
    /// <returns>One statement: the newest version and the newest answer of each by key.</returns>
    public static async Task<IReadOnlyDictionary<Guid, PlanNotAgreed>> ListPlansNotAgreedAsync(this PledgeDb db, Guid[] people, CancellationToken ct) =>
        (await db.Database.SqlQuery<PlanNotAgreed>(
            $"""
            select p.id as young_person_id, o.answer
            from unnest({people}) p (id)
            cross join lateral (
                select v.id from pledge.plan_version v where v.young_person_id = p.id and v.state = 'shared' order by v.number desc limit 1) v
            left join lateral (
                select a.answer from pledge.plan_voice a where a.version_id = v.id and a.matter is null and a.answer is not null order by a.recorded_at desc limit 1) o on true
            where o.answer is distinct from 'agree'
            """).ToListAsync(ct)).ToDictionary(plan => plan.YoungPersonId);
}

using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>A plan that is not agreed: a manager sent it back, or it was shared and the young person has not said yes.</summary>
/// <param name="Why"><c>sent-back</c>, <c>disagree</c>, <c>disagree-part</c> when only with one of its parts, <c>not-seen</c>, or <c>waits</c> when they have said nothing to it yet.</param>
public sealed record PlanNotAgreed(Guid YoungPersonId, string Why);

public static class PlanNotAgreedReads
{
    /// <summary>By young person; somebody who agrees, or whose plan was never shared nor sent back, is not there.</summary>
    /// <param name="people">Whom to look for.</param>
    /// <returns>One statement: the newest version and the newest answer of each by key.</returns>
    public static async Task<IReadOnlyDictionary<Guid, PlanNotAgreed>> ListPlansNotAgreedAsync(this PledgeDb db, Guid[] people, CancellationToken ct) =>
        (await db.Database.SqlQuery<PlanNotAgreed>(
            $"""
            select p.id as young_person_id,
                   case when b.step = 'sent-back' then b.step when o.answer = 'disagree' then o.answer when m.parts then 'disagree-part' else coalesce(o.answer, 'waits') end as why
            from unnest({people}) p (id)
            left join lateral (
                select t.step from pledge.plan_version w join pledge.plan_step t on t.version_id = w.id
                where w.young_person_id = p.id and w.state = 'draft' order by t.recorded_at desc, t.id desc limit 1) b on true
            left join lateral (
                select v.id from pledge.plan_version v where v.young_person_id = p.id and v.state = 'shared' order by v.number desc limit 1) v on true
            left join lateral (
                select a.answer from pledge.plan_voice a where a.version_id = v.id and a.matter is null and a.answer is not null order by a.recorded_at desc limit 1) o on true
            left join lateral (
                select bool_or(z.answer = 'disagree') as parts from (
                    select distinct on (a.matter) a.answer from pledge.plan_voice a
                    where a.version_id = v.id and a.matter is not null and a.answer is not null order by a.matter, a.recorded_at desc) z) m on true
            where b.step = 'sent-back' or (v.id is not null and (o.answer is distinct from 'agree' or m.parts))
            """).ToListAsync(ct)).ToDictionary(plan => plan.YoungPersonId);
}

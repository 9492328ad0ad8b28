namespace Pledge.Tests.Support;

/// <summary>Posts of partner organisations, put in place as the database owner.</summary>
public static class ArrangeOpportunities
{
    /// <summary>A whole post with one version, which stands as the post does.</summary>
    /// <param name="state">Of the post, kebab-case; <c>closed</c> was live before.</param>
    /// <param name="othersFrom">First day for young people of other authorities; null: only those of its own.</param>
    public static async Task<Guid> PostAsync(
        this Arrange arrange, Guid authority, Guid organisation, string state = "live", string title = "Baker", DateOnly? othersFrom = null, DateOnly? closesOn = null, DateOnly? publishedOn = null, string kind = "job", string? outcode = null, int? payPence = 1300, string? nationalReference = null)
    {
        var id = Guid.CreateVersion7();
        var closes = closesOn ?? new DateOnly(2026, 12, 20);
        var isPublished = state is "live" or "closed" or "told";
        await arrange.ExecuteAsync(
            """
            insert into pledge.opportunity (id, authority_id, organisation_id, organisation_name, state, newest_version, published_version, published_on, others_from, closes_on, places, closed_on, closed_because, filled, filled_by_ours, changed_at, changed_by)
            values ($1, $2, $3, 'Grocers', $4, 1, case when $5 then 1 end, case when $5 then $6 end, $7, case when $5 then $8 end, case when $5 then 2 end,
                    case when $4 in ('closed', 'told') then $8 end, case when $4 in ('closed', 'told') then 'expired' end, case when $4 = 'told' then 1 end, case when $4 = 'told' then 1 end, '2026-11-20Z', gen_random_uuid())
            """, id, authority, organisation, state, isPublished, publishedOn ?? new DateOnly(2026, 11, 1), othersFrom, closes);
        await arrange.ExecuteAsync(
            """
            insert into pledge.opportunity_version (opportunity_id, number, authority_id, organisation_id, state, kind, title, fields, work, places, pay_pence, pay_unit, hours_least, hours_most, closes_on, outcode, area, is_remote,
                essential, nice, checks, flexibility, support, has_guaranteed_interview, audience, head_start_days, kept_places, written_at, written_by, submitted_at, submitted_by, decided_at, decided_by, national_reference)
            values ($1, 1, $2, $3, $4, $5, $6, '{food}', 'Bake bread with us.', 2, $10, case when $10::integer is null then 'none' else 'hour' end, 20, 30, $7, $8, case when $8::text is null then null else 'Harbour' end, $8::text is null,
                '{}', '{computer-basics}', '{references}', 'can-talk', '{buddy}', true, case when $9::date is null then 'only' else 'first' end, case when $9::date is null then null else 14 end, 1, '2026-11-20Z', gen_random_uuid(),
                case when $4 <> 'draft' then timestamptz '2026-11-20Z' end, case when $4 <> 'draft' then gen_random_uuid() end, case when $4 in ('sent-back', 'approved') then timestamptz '2026-11-21Z' end, case when $4 in ('sent-back', 'approved') then gen_random_uuid() end, $11)
            """, id, authority, organisation, isPublished ? "approved" : state, kind, title, closes, outcode, othersFrom, payPence, nationalReference);
        return id;
    }

    /// <summary>A draft of a change of a live post with one version.</summary>
    public static async Task ChangeOfPostAsync(this Arrange arrange, Guid post)
    {
        await arrange.ExecuteAsync("update pledge.opportunity set newest_version = 2 where id = $1", post);
        await arrange.ExecuteAsync(
            """
            insert into pledge.opportunity_version (opportunity_id, number, authority_id, organisation_id, state, kind, title, fields, is_remote, essential, nice, checks, support, has_guaranteed_interview, written_at, written_by)
            select v.opportunity_id, 2, v.authority_id, v.organisation_id, 'draft', v.kind, v.title, v.fields, v.is_remote, v.essential, v.nice, v.checks, v.support, v.has_guaranteed_interview, v.written_at, v.written_by
            from pledge.opportunity_version v where v.opportunity_id = $1
            """, post);
    }
}

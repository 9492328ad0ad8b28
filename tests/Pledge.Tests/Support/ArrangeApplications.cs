namespace Pledge.Tests.Support;

/// <summary>Applications of young people, put in place as the database owner.</summary>
public static class ArrangeApplications
{
    /// <summary>An application for a post of the same authority.</summary>
    /// <param name="state">Kebab-case.</param>
    public static async Task<Guid> ApplicationAsync(this Arrange arrange, Someone person, Guid post, string state = "sent", string why = "I like bread", DateOnly? answerBy = null, string contact = "ash@young.test")
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.job_application (id, authority_id, young_person_id, opportunity_id, post_authority_id, organisation_id, title, organisation_name, state, called, contact, why, skills, tells_care, begun_at, sent_at, answer_by, interview_on, interview_words, ended_at, changed_at, changed_by)
            select $1, $2, $3, o.id, o.authority_id, o.organisation_id, 'Baker', 'Grocers', $4, 'Ash', $5, $6, 'Up early', false, '2026-11-20Z', case when $4 <> 'draft' then timestamptz '2026-11-20Z' end, case when $4 <> 'draft' then $7 end,
                case when $4 = 'interview' then date '2026-12-01' end, case when $4 = 'interview' then '10am, the shop' end, case when $4 in ('accepted', 'declined', 'withdrawn') then timestamptz '2026-11-21Z' end, '2026-11-20Z', gen_random_uuid()
            from pledge.opportunity o where o.id = $8
            """, id, person.Authority, person.YoungPerson, state, contact, why, answerBy ?? new DateOnly(2026, 12, 20), post);
        return id;
    }
}

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

    /// <summary>A place that somebody took.</summary>
    /// <param name="expectedOn">10 December 2026 unless told.</param>
    public static async Task<Guid> PlacementAsync(this Arrange arrange, Someone person, Guid post, string called = "Ash", string kind = "job", DateOnly? expectedOn = null)
    {
        var (id, application) = (Guid.CreateVersion7(), await arrange.ApplicationAsync(person, post, "accepted"));
        await arrange.ExecuteAsync(
            """
            insert into pledge.job_placement (id, authority_id, young_person_id, application_id, post_authority_id, organisation_id, organisation_name, title, kind, called, expected_on, hours, taken_at)
            select $1, a.authority_id, a.young_person_id, a.id, a.post_authority_id, a.organisation_id, a.organisation_name, a.title, $3, $4, $5, 30, a.ended_at from pledge.job_application a where a.id = $2
            """, id, application, kind, called, expectedOn ?? new DateOnly(2026, 12, 10));
        return id;
    }

    /// <summary>Something that somebody said of a place.</summary>
    /// <param name="saidAt">22 November 2026 unless told.</param>
    public static Task SaidAsync(this Arrange arrange, Guid placement, string about, string side, DateOnly? day, int afterDays = 0, bool says = true, string? reason = null, DateTimeOffset? saidAt = null) => arrange.ExecuteAsync(
        """
        insert into pledge.placement_statement (id, authority_id, young_person_id, placement_id, about, after_days, side, says, day, reason, said_at, said_by)
        select gen_random_uuid(), authority_id, young_person_id, id, $2, $3, $4, $5, $6, $7, $8, gen_random_uuid() from pledge.job_placement where id = $1
        """, placement, about, afterDays, side, says, day, reason, saidAt ?? new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
}

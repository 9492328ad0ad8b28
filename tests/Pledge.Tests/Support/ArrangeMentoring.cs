namespace Pledge.Tests.Support;

/// <summary>Mentors and wishes, put in place as the database owner.</summary>
public static class ArrangeMentoring
{
    /// <summary>Somebody whom every rule lets be suggested.</summary>
    public static async Task<Guid> FreeMentorAsync(this Arrange arrange, Guid authority, string name = "Mo Reed", int places = 1, string interests = "{music}", string? gender = "woman", string notShown = "{}")
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, backgrounds, gender, not_shown, state, birth_year, agrees_to_be_suggested, added_at, changed_at, changed_by)
            values ($1, $2, $3, 'mo@mentors.test', $4, '{saturdays}', '{english}', $5::text[], '{work}', '{care}', $6, $7::text[], 'available', 1970, true, '2026-11-01Z', '2026-11-01Z', gen_random_uuid())
            """, id, authority, name, places, interests, gender, notShown);
        await arrange.ExecuteAsync(
            "insert into pledge.mentor_clearance (id, authority_id, mentor_id, outcome, level, certificate_number, issued_on, recheck_due_on, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, 'accepted', 'enhanced-barred', '001234567890', '2026-01-01', '2029-01-01', now(), gen_random_uuid())",
            authority, id);
        await arrange.ExecuteAsync(
            "insert into pledge.mentor_training (id, authority_id, mentor_id, course, done_on, valid_until, recorded_at, recorded_by) select gen_random_uuid(), $1, $2, c, '2026-01-01', '2028-01-01', now(), gen_random_uuid() from unnest(array['training', 'code-of-conduct', 'safeguarding']) c",
            authority, id);
        return id;
    }

    /// <summary>They look for a mentor.</summary>
    public static Task<int> WishAsync(this Arrange arrange, Someone person, string interests = "{music}", string genders = "{}", string notUsed = "{}", string notShown = "{}", string words = "Somebody kind") => arrange.ExecuteAsync(
        """
        insert into pledge.mentor_wish (id, authority_id, young_person_id, written_by_side, is_looking, words, kinds, genders, backgrounds, languages, times, interests, hopes, not_used, not_shown, written_at, written_by)
        values (gen_random_uuid(), $1, $2, 'young-person', true, $7, '{}', $4::text[], '{care}', '{}', '{saturdays}', $3::text[], '{work}', $5::text[], $6::text[], '2026-11-01Z', gen_random_uuid())
        """, person.Authority, person.YoungPerson, interests, genders, notUsed, notShown, words);

    /// <summary>A proposal of a coordinator's, open for long; with the mentor's yes when there is a day to meet on.</summary>
    public static async Task<Guid> ProposalAsync(this Arrange arrange, Someone person, Guid mentor, DateOnly? meetingOn = null, string? youngPersonSays = null)
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.mentor_proposal (id, authority_id, young_person_id, mentor_id, young_person_called, mentor_called, made_by_side, made_at, made_by, expires_on, meeting_on, young_person_says, mentor_says, state)
            values ($1, $2, $3, $4, 'Ash', 'Mo', 'coordinator', '2026-11-20Z', gen_random_uuid(), '2026-12-20', $5, $6, case when $5::date is null then null else 'yes' end, 'open')
            """, id, person.Authority, person.YoungPerson, mentor, meetingOn, youngPersonSays);
        return id;
    }

    /// <summary>Somebody of a partner organisation who is this mentor and can sign in.</summary>
    public static async Task<Someone> MentorSignsInAsync(this Arrange arrange, Guid authority, Guid mentor)
    {
        var partner = await arrange.PartnerAsync(authority, await arrange.OrganisationAsync(authority, $"Q{Guid.NewGuid():n}"));
        await arrange.ExecuteAsync("update pledge.mentor set account_id = $2 where id = $1", mentor, partner.Account);
        return partner;
    }

    /// <summary>The two meet, for the first time on a day.</summary>
    public static async Task<Guid> MatchAsync(this Arrange arrange, Someone person, Guid mentor, DateOnly meetingOn, string called = "Ash")
    {
        var (id, proposal) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = meetingOn.AddDays(-7).ToDateTime(new(10, 0), DateTimeKind.Utc);
        await arrange.ExecuteAsync(
            """
            insert into pledge.mentor_proposal (id, authority_id, young_person_id, mentor_id, young_person_called, mentor_called, made_by_side, made_at, made_by, expires_on, meeting_on, young_person_says, mentor_says, state, decided_at)
            values ($1, $2, $3, $4, $7, 'Mo', 'coordinator', $6, gen_random_uuid(), $5, $5, 'yes', 'yes', 'matched', $6)
            """, proposal, person.Authority, person.YoungPerson, mentor, meetingOn, at, called);
        await arrange.ExecuteAsync(
            "insert into pledge.mentor_match (id, authority_id, young_person_id, mentor_id, proposal_id, place, meeting_on, started_at) select $1, $2, $3, $4, $5, 1 + count(*)::int, $6, $7 from pledge.mentor_match where mentor_id = $4 and ended_on is null",
            id, person.Authority, person.YoungPerson, mentor, proposal, meetingOn, at);
        return id;
    }
}

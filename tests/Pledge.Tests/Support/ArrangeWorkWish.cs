namespace Pledge.Tests.Support;

/// <summary>What young people look for in work and learning, put in place as the database owner.</summary>
public static class ArrangeWorkWish
{
    /// <summary>They want suggestions, and said this much.</summary>
    public static Task<int> WorkWishAsync(this Arrange arrange, Someone person, string kinds = "{job}", string fields = "{food}", string has = "{}", string support = "{buddy}", string notUsed = "{care-experience}", string? outcode = null) => arrange.ExecuteAsync(
        """
        insert into pledge.work_wish (id, authority_id, young_person_id, written_by_side, is_looking, words, kinds, fields, outcode, travel_km, hours_least, hours_most, least_pay, can_start_on, has, support, not_used, written_at, written_by)
        values (gen_random_uuid(), $1, $2, 'young-person', true, 'Between us', $3::text[], $4::text[], $8, case when $8::text is null then null else 16 end, 16, 25, 1000, '2026-12-01', $5::text[], $6::text[], $7::text[], '2026-11-01Z', gen_random_uuid())
        """, person.Authority, person.YoungPerson, kinds, fields, has, support, notUsed, outcode);
}

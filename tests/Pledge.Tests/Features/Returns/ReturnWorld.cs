using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Returns;

/// <summary>Care leavers for a return, put in place as the database owner.</summary>
public static class ReturnWorld
{
    /// <summary>A woman who left care at sixteen and a half, and what has been so since <paramref name="from"/>. Without a code nothing of the kind is known.</summary>
    /// <returns>Her id.</returns>
    public static async Task<Guid> LeaverAsync(
        this Site site, Guid authority, string child, DateOnly born, string? inTouch = "YES", string? activity = "F2", string? home = "U", bool? suitable = true, DateOnly? from = null, DateOnly? to = null)
    {
        var id = Guid.CreateVersion7();
        await site.ExecuteAsync(
            """
            with person as (
                insert into pledge.young_person (id, authority_id, child_id, given_name, family_name, date_of_birth, sex, mother, added_at)
                values ($1, $2, $3, 'Zephyrine', 'Vale', $4, 'F', false, timestamptz '2024-01-01') returning id, authority_id, date_of_birth as born),
            care as (
                insert into pledge.care_episode (id, authority_id, young_person_id, decom, dec, legal_status_code, rne, rec, recorded_at)
                select gen_random_uuid(), authority_id, id, born + interval '14 years', born + interval '198 months', 'C2', 'S', 'E13', timestamptz '2024-01-01' from person),
            status as (
                insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, period_to, derived_at)
                select gen_random_uuid(), p.authority_id, p.id, s.status, p.born + make_interval(months => s.after), p.born + make_interval(months => s.until), timestamptz '2024-01-01'
                from person p cross join (values ('relevant', 198, 216), ('former-relevant', 216, 300)) as s (status, after, until))
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, period_to, code, suitable, source, recorded_at)
            select gen_random_uuid(), p.authority_id, p.id, f.kind, $9::date, $10::date, f.code, f.suitable, 'worker', timestamptz '2024-08-01'
            from person p cross join (values ('home', $7::text, $8::boolean), ('activity', $6::text, null), ('in-touch', $5::text, null)) as f (kind, code, suitable) where f.code is not null
            """, id, authority, child, born, inTouch, activity, home, home is null or "0" ? null : suitable, from ?? new DateOnly(2024, 1, 1), to);
        return id;
    }
}

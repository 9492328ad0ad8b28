namespace Pledge.Tests.Support;

/// <summary>The people around a young person, put in place as the database owner.</summary>
public static class ArrangePeople
{
    private static int _added;

    /// <summary>Somebody the young person named; their key.</summary>
    public static async Task<Guid> RelationshipAsync(
        this Arrange arrange, Someone person, string name, string seenBy = "worker", string side = "love", string closeness = "closest", bool forLife = false, string? phone = null, string? ringFor = null)
    {
        // Lists go by when somebody was added, which the key tells to the millisecond.
        var key = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(56).AddMilliseconds(Interlocked.Increment(ref _added)));
        await arrange.ExecuteAsync(
            """
            insert into pledge.relationship (id, authority_id, young_person_id, person_key, side, name, what_to_me, for_life, closeness, ring_for, phone, seen_by, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, 'my friend', $7, $8, $9, $10, $11, '2026-11-01 09:00Z', $12)
            """, Guid.CreateVersion7(), person.Authority, person.YoungPerson, key, side, name, forLife, closeness, ringFor, phone, seenBy, person.Account);
        return key;
    }

    /// <summary>A professional a worker put on record; their key.</summary>
    /// <param name="checkAgainBy">Last day of an enhanced check that was seen, or null.</param>
    public static async Task<Guid> ProfessionalAsync(this Arrange arrange, Someone worker, Someone person, string name, string agreed = "agreed", string? because = null,
        DateOnly? checkAgainBy = null)
    {
        var key = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.involved_professional (id, authority_id, young_person_id, person_key, name, role, organisation, phone, agreed, because, since, recorded_at, recorded_by,
                check_level, check_issued_on, check_again_by)
            values ($1, $2, $3, $4, $5, 'Youth worker', 'The Hub', '0161 496 0000', $6, $7, '2026-10-01', '2026-11-01 09:00Z', $8,
                case when $9::date is not null then 'enhanced' end, ($9::date - interval '3 years')::date, $9::date)
            """, Guid.CreateVersion7(), person.Authority, person.YoungPerson, key, name, agreed, because, worker.Account, checkAgainBy);
        return key;
    }
}

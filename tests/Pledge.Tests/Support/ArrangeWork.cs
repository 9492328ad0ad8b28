using Pledge.Domain.Organisations;

namespace Pledge.Tests.Support;

/// <summary>Rows a worker meets: status, facts, contacts, plans, promises and answers, put in place as the database owner.</summary>
public static class ArrangeWork
{
    /// <summary>An adviser with an authority and a team of their own.</summary>
    public static async Task<Someone> AdviserAsync(this Arrange arrange, string name = "Sam Worker")
    {
        var authority = await arrange.AuthorityAsync("Area " + Guid.NewGuid().ToString("N")[..8]);
        return await arrange.StaffAsync(authority, Roles.Adviser, await arrange.TeamAsync(authority), name);
    }

    /// <summary>A former relevant young person of the adviser's: 20 years old, assigned a year ago.</summary>
    public static async Task<Someone> TheirsAsync(this Arrange arrange, Someone worker, string givenName = "Ash", string familyName = "Reed", DateOnly? born = null)
    {
        var person = await arrange.YoungPersonAsync(worker.Authority, givenName, familyName, born);
        await arrange.AssignAsync(worker, person);
        await arrange.StatusAsync(person, "former-relevant", new(2024, 5, 10));
        return person;
    }

    public static Task<int> StatusAsync(this Arrange arrange, Someone person, string status, DateOnly from) => arrange.ExecuteAsync(
        "insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, derived_at) values ($1, $2, $3, $4, $5, '2026-01-01Z')",
        Guid.CreateVersion7(), person.Authority, person.YoungPerson, status, from);

    public static async Task<Guid> FactAsync(this Arrange arrange, Someone person, string kind, string code, DateOnly from, DateOnly? to = null, bool? suitable = null, Someone? by = null)
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, period_to, code, suitable, source, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'worker', '2026-11-01 09:00Z', $9)
            """, id, person.Authority, person.YoungPerson, kind, from, to, code, kind == "home" && code != "0" ? suitable ?? true : null, by?.Account);
        return id;
    }

    public static async Task<Guid> ContactAsync(this Arrange arrange, Someone worker, Someone person, DateOnly on, string outcome = "made", string? note = null, string channel = "phone")
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.contact (id, authority_id, young_person_id, group_id, outcome, channel, started_by, occurred_on, note, recorded_at, recorded_by)
            values ($1, $2, $3, $1, $4, $8, 'worker', $5, $6, '2026-11-01 09:00Z', $7)
            """, id, person.Authority, person.YoungPerson, outcome, on, note, worker.Account, channel);
        return id;
    }

    public static async Task<Guid> PlanAsync(this Arrange arrange, Someone person, DateOnly from)
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            "insert into pledge.pathway_plan (id, authority_id, young_person_id, started_on, recorded_at) values ($1, $2, $3, $4, '2026-01-01Z')",
            id, person.Authority, person.YoungPerson, from);
        return id;
    }

    /// <summary>An edition in force since 2020 with promises of these keys; their ids in the same order.</summary>
    public static async Task<Guid[]> EditionAsync(this Arrange arrange, Guid authority, params string[] keys)
    {
        var edition = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            "insert into pledge.edition (id, authority_id, number, in_force_from, published_at) values ($1, $2, 1, '2020-11-24', '2020-11-24Z')", edition, authority);
        var ids = keys.Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var (key, position) in keys.Select((key, index) => (key, index + 1)))
        {
            await arrange.ExecuteAsync(
                "insert into pledge.promise (id, authority_id, edition_id, key, position, statement, outcome_area) values ($1, $2, $3, $4, $5, $6, 'health')",
                ids[position - 1], authority, edition, key, position, $"Statement of {key}");
        }
        return ids;
    }

    public static Task<int> AnswerAsync(this Arrange arrange, Someone person, Guid promise, string key, string value, DateTimeOffset at, string? words = null) =>
        arrange.ExecuteAsync(
            "insert into pledge.answer (id, authority_id, young_person_id, promise_id, promise_key, value, words, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            Guid.CreateVersion7(), person.Authority, person.YoungPerson, promise, key, value, words, at);
}

using Pledge.Domain.Promises;

namespace Pledge.Tests.Support;

/// <summary>Rows a young person meets on their own pages, put in place as the database owner.</summary>
public static class ArrangeYoung
{
    /// <summary>A young person with an account, in an authority of their own.</summary>
    public static async Task<Someone> YoungAsync(this Arrange arrange, string givenName = "Ash") =>
        await arrange.YoungPersonAsync(await arrange.AuthorityAsync("Area " + Guid.NewGuid().ToString("N")[..8]), givenName);

    /// <summary>The eleven promises every authority starts with, in force since 2020; their ids in order.</summary>
    public static async Task<Guid[]> DefaultPledgeAsync(this Arrange arrange, Guid authority)
    {
        var ids = await arrange.EditionAsync(authority, [.. Edition.DefaultPledge.Select(wording => wording.Key)]);
        foreach (var (id, wording) in ids.Zip(Edition.DefaultPledge))
            await arrange.ExecuteAsync("update pledge.promise set statement = $2 where id = $1", id, wording.Statement);
        return ids;
    }

    public static Task<int> ViewAsync(this Arrange arrange, Someone worker, Someone person, Guid promise, string key, string value, DateTimeOffset at, string? words = null) =>
        arrange.ExecuteAsync(
            """
            insert into pledge.worker_view (id, authority_id, young_person_id, promise_id, promise_key, value, words, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, Guid.CreateVersion7(), person.Authority, person.YoungPerson, promise, key, value, words, at, worker.Account);

    /// <summary>An action: the young person's own unless an owner is given.</summary>
    public static async Task<Guid> ActionAsync(this Arrange arrange, Someone person, string what, DateOnly due, Someone? worker = null, string? someoneElse = null)
    {
        var id = Guid.CreateVersion7();
        var kind = worker is not null ? "worker" : someoneElse is not null ? "someone-else" : "young-person";
        await arrange.ExecuteAsync(
            """
            insert into pledge.plan_action (id, authority_id, young_person_id, matter, what, owner_kind, owner_name, owner_account_id, due_on, recorded_at)
            values ($1, $2, $3, 5, $4, $5, $6, $7, $8, '2026-11-01 09:00Z')
            """, id, person.Authority, person.YoungPerson, what, kind, someoneElse, worker?.Account, due);
        return id;
    }

    public static Task<int> ReviewAsync(this Arrange arrange, Someone person, Guid plan, DateOnly on) => arrange.ExecuteAsync(
        "insert into pledge.plan_review (id, authority_id, young_person_id, plan_id, reviewed_on, recorded_at) values ($1, $2, $3, $4, $5, '2026-11-01 09:00Z')",
        Guid.CreateVersion7(), person.Authority, person.YoungPerson, plan, on);

    public static Task<int> MessageAsync(this Arrange arrange, Someone person, string rule, string occurrence, string state, DateTimeOffset at, string channel = "email") => arrange.ExecuteAsync(
        """
        insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, decided_at, not_before, stale_at, settled_at)
        values ($1, $2, $3, $4, $5, $6, $9, $7, $8, $8, $8, case when $7 = 'queued' then null else $8 end)
        """, Guid.CreateVersion7(), person.Authority, person.Account, person.YoungPerson, rule, occurrence, state, at, channel);

    public static Task<int> LookAsync(this Arrange arrange, Someone who, string role, Someone person, string act, string what, DateTimeOffset at) => arrange.ExecuteAsync(
        "insert into pledge.record_look (authority_id, young_person_id, account_id, role, act, what, at) values ($1, $2, $3, $4, $5, $6, $7)",
        person.Authority, person.YoungPerson, who.Account, role, act, what, at);
}

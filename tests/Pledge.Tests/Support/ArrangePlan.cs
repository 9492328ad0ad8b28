namespace Pledge.Tests.Support;

/// <summary>Versions of plans, put in place as the database owner.</summary>
public static class ArrangePlan
{
    /// <summary>A version in the young person's hands, with words for every matter and one need.</summary>
    public static async Task<Guid> SharedVersionAsync(this Arrange arrange, Someone worker, Someone person, int number = 1, string homeWords = "You stay in your flat on Elm Road.")
    {
        var plan = await arrange.PlanAsync(person, new DateOnly(2026, 1, 12).AddDays(number));
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.plan_version (id, authority_id, young_person_id, plan_id, number, state, begun_at, begun_by, submitted_at, submitted_by, approved_at, approved_by, shared_at, shared_by)
            values ($1, $2, $3, $4, $5, 'shared', '2026-09-01 09:00Z', $6, '2026-09-02 09:00Z', $6, '2026-09-03 09:00Z', $7, '2026-09-04 09:00Z', $6)
            """, id, person.Authority, person.YoungPerson, plan, number, worker.Account, Guid.CreateVersion7());
        foreach (var matter in Enumerable.Range(1, 10))
            await arrange.PartAsync(id, person, "matter", matter, matter == 5 ? homeWords : matter == 3 ? "You are at college." : $"We agreed on part {matter}.", notNow: matter == 3,
                goals: matter == 5 ? ["Have my own key", "Paint the wall"] : []);
        await arrange.PartAsync(id, person, "need", 1, "You sleep well.");
        return id;
    }

    /// <summary>A version that is being written, with nothing in it yet.</summary>
    public static async Task<Guid> DraftAsync(this Arrange arrange, Someone worker, Someone person, int number = 1)
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            "insert into pledge.plan_version (id, authority_id, young_person_id, number, state, begun_at, begun_by) values ($1, $2, $3, $4, 'draft', '2026-11-20 09:00Z', $5)",
            id, person.Authority, person.YoungPerson, number, worker.Account);
        return id;
    }

    /// <summary>A draft with words for every matter, handed to the manager.</summary>
    public static async Task<Guid> SubmittedAsync(this Arrange arrange, Someone worker, Someone person)
    {
        var id = await arrange.DraftAsync(worker, person);
        foreach (var matter in Enumerable.Range(1, 10))
            await arrange.PartAsync(id, person, "matter", matter, $"We agreed on part {matter}.");
        await arrange.ExecuteAsync("update pledge.plan_version set state = 'submitted', submitted_at = '2026-11-21 09:00Z', submitted_by = $2 where id = $1", id, worker.Account);
        return id;
    }

    public static Task<int> PartAsync(this Arrange arrange, Guid version, Someone person, string kind, int number, string words, bool notNow = false, string[]? goals = null) =>
        arrange.ExecuteAsync(
            """
            insert into pledge.plan_part (version_id, authority_id, young_person_id, kind, number, not_now, words, goals, edited_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-09-01 09:00Z')
            """, version, person.Authority, person.YoungPerson, kind, number, notNow, words, goals ?? []);

    /// <summary>A manager of the worker's team.</summary>
    public static async Task<Someone> ManagerOfAsync(this Arrange arrange, Site site, Someone worker) =>
        await arrange.StaffAsync(worker.Authority, "manager", await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account), "Mo Manager");
}

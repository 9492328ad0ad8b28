using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Consultations;

/// <summary>A manager and people who are asked something.</summary>
internal sealed record AskedPeople(Site Site, Someone Manager, IReadOnlyList<Someone> People)
{
    public const string Questions = """[{"kind":"choice","asks":"Where?","options":["The sea","The zoo"]},{"kind":"scale","asks":"How good?","options":[]},{"kind":"words","asks":"Why?","options":[]}]""";

    public static async Task<AskedPeople> MakeAsync(Site site, int people)
    {
        var worker = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        List<Someone> asked = [];
        for (var number = 0; number < people; number++)
            asked.Add(await site.Arrange.TheirsAsync(worker, $"Ash{number}", born: new(2007, 3, 1)));
        return new(site, manager, asked);
    }

    /// <summary>Asks everybody; open today.</summary>
    public async Task<Guid> AskAsync(bool isNamed = false, string questions = Questions)
    {
        var id = Guid.CreateVersion7();
        await Site.ExecuteAsync(
            $"""
            insert into pledge.consultation (id, authority_id, title, why, is_named, opens_on, closes_on, questions, state, asked_at, asked_by, changed_at, changed_by)
            values ($1, $2, 'Summer', 'There is money for it', {isNamed}, '2026-11-20', '2026-12-01', $3::jsonb, 'asked', now(), $4, now(), $4)
            """, id, Manager.Authority, questions, Manager.Account);
        foreach (var person in People)
            await Site.ExecuteAsync("insert into pledge.consultation_asked (consultation_id, authority_id, young_person_id, age_band, locality) values ($1, $2, $3, '18-20', 'North')", id, Manager.Authority, person.YoungPerson);
        return id;
    }

    public async Task<HttpResponseMessage> AnswerAsync(Guid consultation, int person, string where = "1", string good = "4", string why = "") =>
        // A browser sends nothing for a question of which nobody chose an answer.
        await (await Site.SignInAsync(People[person].Account)).SubmitAsync($"/have-my-say/{consultation}",
            [.. new[] { ("Given[0].Said", where), ("Given[1].Said", good) }.Where(given => given.Item2 != ""), ("Given[2].Words", why)]);

    public Task CloseAsync(Guid consultation) => Site.ExecuteAsync("update pledge.consultation set opens_on = '2026-10-01', closes_on = '2026-11-21' where id = $1", consultation);
}

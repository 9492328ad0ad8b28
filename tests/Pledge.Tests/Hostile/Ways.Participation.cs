namespace Pledge.Tests.Hostile;

internal static partial class Ways
{
    private const string OneQuestion = """[{"kind": "words", "asks": "What?", "options": []}]""";

    /// <param name="closed">Whether its days are over, and ten answered in words.</param>
    private static async Task<Guid> ConsultationAsync(Stage stage, string state, bool closed = false)
    {
        var asked = state == "draft" ? "null, null" : "'2026-11-01Z', :worker";
        var id = await stage.RowAsync(
            $"insert into pledge.consultation (id, authority_id, title, why, is_named, opens_on, closes_on, questions, state, asked_at, asked_by, changed_at, changed_by) values (:id, :authority, 'Homes', 'To change them', false, '{(state == "draft" ? "2026-11-23" : "2026-11-02")}', '{(closed ? "2026-11-20" : "2026-12-20")}', '{OneQuestion}', '{state}', {asked}, '2026-11-01Z', :worker)");
        if (state == "draft")
            return id;
        await stage.RowAsync($"insert into pledge.consultation_asked (consultation_id, authority_id, young_person_id, age_band) values ('{id}', :authority, :person, '18-20')");
        for (var other = 0; closed && other < 10; other++)
        {
            var person = await stage.Arrange.YoungPersonAsync(stage.Young.Authority);
            await stage.RowAsync($"insert into pledge.consultation_asked (consultation_id, authority_id, young_person_id, age_band, answered) values ('{id}', :authority, '{person.YoungPerson}', '18-20', true)");
            await stage.RowAsync($"insert into pledge.consultation_answer (authority_id, consultation_id, number, words) values (:authority, '{id}', 1, 'A garden')");
        }
        return id;
    }

    private static Dictionary<string, Way> Participation => new()
    {
        ["/consultations/write/{id:guid?}"] = ByManager(async s => $"/consultations/write/{await ConsultationAsync(s, "draft")}") with { OwnCaseload = false },
        ["/consultations/{id}#Add"] = ByManager(async s => $"/consultations/{await ConsultationAsync(s, "draft")}") with { OwnCaseload = false },
        ["/consultations/{id}#TakeOut"] = ByManager(async s => $"/consultations/{await ConsultationAsync(s, "draft")}") with { OwnCaseload = false },
        ["/consultations/{id}#Ask"] = ByManager(async s => $"/consultations/{await AskableAsync(s)}") with { OwnCaseload = false },
        ["/consultations/{id}#Publish"] = ByManager(async s => $"/consultations/{await ConsultationAsync(s, "asked", closed: true)}") with { OwnCaseload = false },
        ["/consultations/{id}/words"] = ByManager(async s => $"/consultations/{await ConsultationAsync(s, "asked", closed: true)}/words") with { OwnCaseload = false },
        ["/forum/{id}"] = ByManager(async s => $"/forum/{await RaisedAsync(s)}") with { OwnCaseload = false },
        ["/have-my-say/raise"] = ByYoung(_ => Task.FromResult("/have-my-say/raise")),
        ["/have-my-say/raised/{id}#Share"] = ByYoung(async s => $"/have-my-say/raised/{await RaisedAsync(s)}"),
        ["/have-my-say/raised/{id}#TakeBack"] = ByYoung(async s => $"/have-my-say/raised/{await RaisedAsync(s)}"),
        ["/have-my-say/{id}"] = ByYoung(async s => $"/have-my-say/{await ConsultationAsync(s, "asked")}"),
    };

    private static Task<Guid> RaisedAsync(Stage stage) =>
        stage.RowAsync("insert into pledge.forum_matter (id, authority_id, young_person_id, called, words, may_be_shown, raised_at) values (:id, :authority, :person, 'Ash', 'Buses', true, '2026-11-20Z')");

    private static async Task<Guid> AskableAsync(Stage stage)
    {
        for (var other = 0; other < 10; other++)
            await stage.Arrange.YoungPersonAsync(stage.Young.Authority);
        return await ConsultationAsync(stage, "draft");
    }
}

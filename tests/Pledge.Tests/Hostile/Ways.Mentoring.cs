namespace Pledge.Tests.Hostile;

internal static partial class Ways
{
    private static Way ByCoordinator(Func<Stage, Task<string>> page) => As(stage => stage.World.Coordinator, page) with { OwnCaseload = false };

    private static async Task<Guid> MentorAsync(Stage stage)
    {
        var mentor = await stage.RowAsync("insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, state, added_at, changed_at, changed_by) values (:id, :authority, :mark, 'mo@mentors.test', 1, '{}', '{}', '{}', '{}', 'references', '2026-11-20Z', '2026-11-20Z', :worker)");
        foreach (var (number, state) in new[] { (1, "applied"), (2, "references") })
            await stage.RowAsync($"insert into pledge.mentor_step (id, authority_id, mentor_id, number, state, recorded_at, recorded_by) values (:id, :authority, '{mentor}', {number}, '{state}', '2026-11-20Z', :worker)");
        return mentor;
    }

    private static Dictionary<string, Way> Mentoring => new()
    {
        ["/mentors"] = ByCoordinator(_ => Task.FromResult("/mentors")) with { Shows = true },
        ["/mentors/new"] = ByCoordinator(_ => Task.FromResult("/mentors/new")),
        ["/mentors/{id}/change"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/change"),
        ["/mentors/{id}/step"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/step"),
        ["/mentors/{id}/step#TakeBack"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/step"),
        ["/mentors/{id}/clearance"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/clearance"),
        ["/mentors/{id}/training"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/training"),
        ["/organisations/new"] = ByCoordinator(_ => Task.FromResult("/organisations/new")),
        ["/organisations/{id}"] = ByCoordinator(async s =>
            $"/organisations/{await s.RowAsync("insert into pledge.organisation (id, authority_id, name, kind, changed_at, changed_by) values (:id, :authority, 'B' || :id, 'employer', '2026-11-20Z', :worker)")}"),
    };
}

namespace Pledge.Tests.Hostile;

internal static partial class Ways
{
    private static Way ByRunner(Func<Stage, Task<string>> page) => As(stage => stage.Manager, page) with { OwnCaseload = false };

    private static Task<Guid> CommitmentAsync(Stage stage) => stage.RowAsync(
        "insert into pledge.organisation_commitment (id, authority_id, kind, promise_key, how_many, by_day, words, owner_id, owner_name, recorded_at, recorded_by) values (:id, :authority, 'priority', 'home', 2, '2027-01-01', :mark, :worker, 'Sam', '2026-11-20Z', :worker)");

    private static Task<Guid> MeetingAsync(Stage stage, bool closed, string firstDay = "1990-01-01") => stage.RowAsync(
        $"insert into pledge.board_meeting (id, authority_id, held_on, present, planned_at, planned_by, changed_at, changed_by, closed_at, closed_by) values (:id, :authority, date '{firstDay}' + (select count(*)::integer from pledge.board_meeting), :mark, '2026-11-20Z', :worker, '2026-11-20Z', :worker, {(closed ? "'2026-11-20Z', :worker" : "null, null")})");

    private static async Task<string> DecidedAsync(Stage stage)
    {
        var meeting = await MeetingAsync(stage, closed: false);
        await stage.RowAsync($"insert into pledge.board_meeting_line (id, authority_id, meeting_id, kind, words, recorded_at, recorded_by) values (:id, :authority, '{meeting}', 'decision', :mark, '2026-11-20Z', :worker)");
        return $"/board/meetings/{meeting}/write";
    }

    private static async Task<string> BoardActionAsync(Stage stage)
    {
        var action = await stage.RowAsync("insert into pledge.board_action (id, authority_id, what, promise_key, owner_id, owner_name, due_on, state, raised_at, raised_by, changed_at, changed_by) values (:id, :authority, :mark, 'home', :worker, 'Sam', '2026-12-20', 'open', '2026-11-20Z', :worker, '2026-11-20Z', :worker)");
        await stage.RowAsync($"insert into pledge.board_action_update (id, authority_id, action_id, state, owner_name, due_on, said_at, said_by) values (:id, :authority, '{action}', 'open', 'Sam', '2026-12-20', '2026-11-20Z', :worker)");
        return $"/board/actions/{action}";
    }

    private static async Task<Guid> BoardWordsAsync(Stage stage)
    {
        var answer = await stage.RowAsync("insert into pledge.answer (id, authority_id, young_person_id, promise_id, promise_key, value, words, answered_at) select :id, :authority, :person, p.id, 'home', 'true', :mark, '2026-11-20Z' from pledge.promise p where p.authority_id = :authority and p.key = 'home' limit 1");
        return await stage.RowAsync($"insert into pledge.board_words (id, authority_id, young_person_id, answer_id, promise_key, given_at) values (:id, :authority, :person, '{answer}', 'home', '2026-11-20Z')");
    }

    private static Dictionary<string, Way> Board => new()
    {
        ["/board/words"] = ByRunner(async s => $"/board/words?words={await BoardWordsAsync(s)}"),
        ["/board/notes"] = ByRunner(async s => $"/board/notes?note={await s.RowAsync("insert into pledge.practice_note (id, authority_id, promise_key, theme, seen, changes, written_at, written_by) values (:id, :authority, 'home', 'voice', :mark, :mark, '2026-11-20Z', :worker)")}"),
        ["/board/notes/new"] = ByRunner(async s =>
        {
            foreach (var _ in Enumerable.Range(0, 3))
                await SampleAsync(s, "sent");
            return "/board/notes/new";
        }),
        ["/commitments/new"] = ByRunner(_ => Task.FromResult("/commitments/new")),
        ["/commitments/{id}"] = ByRunner(async s => $"/commitments/{await CommitmentAsync(s)}"),
        ["/commitments/{id}#TakeBack"] = ByRunner(async s =>
        {
            var commitment = await CommitmentAsync(s);
            await s.RowAsync($"insert into pledge.commitment_update (id, authority_id, commitment_id, done, words, said_at, said_by) values (:id, :authority, '{commitment}', 1, :mark, '2026-11-20Z', :worker)");
            return $"/commitments/{commitment}";
        }),
        ["/commitments/{id}/change"] = ByRunner(async s => $"/commitments/{await CommitmentAsync(s)}/change"),
        ["/commitments/{id}/change#TakeBack"] = ByRunner(async s => $"/commitments/{await CommitmentAsync(s)}/change"),
        ["/board/actions/new"] = ByRunner(_ => Task.FromResult("/board/actions/new")),
        ["/board/actions/{id}"] = ByRunner(BoardActionAsync),
        ["/publications/{on:length(10)}"] = ByRunner(_ => Task.FromResult("/publications/2025-09-30?Again=true")),
        ["/board/meetings/new"] = ByRunner(_ => Task.FromResult("/board/meetings/new")),
        ["/board/meetings/{id}/write"] = ByRunner(async s => $"/board/meetings/{await MeetingAsync(s, closed: false)}/write"),
        ["/board/meetings/{id}/write#Decide"] = ByRunner(async s => $"/board/meetings/{await MeetingAsync(s, closed: false)}/write"),
        ["/board/meetings/{id}/write#TakeBack"] = ByRunner(DecidedAsync),
        ["/board/meetings/{id}/write#Close"] = ByRunner(async s => $"/board/meetings/{await MeetingAsync(s, closed: false)}/write"),
        ["/board/meetings/{id}/pack"] = ByRunner(async s =>
        {
            await s.RowAsync("with published as (insert into pledge.publication (id, authority_id, on_day, number, known_at, published_at, published_by, is_stale, figures) select :id, :authority, '2026-09-30', 1, '2026-10-20Z', '2026-10-20Z', :worker, false, 1 where not exists (select from pledge.publication where authority_id = :authority and on_day = '2026-09-30') returning id, authority_id) insert into pledge.published_figure (id, authority_id, publication_id, indicator, met, not_met, no_information, base, left_out_reasons, left_out, status) select gen_random_uuid(), authority_id, id, 'CL-TOUCH', 20, 10, 0, 35, '{}', '{}', 'grey' from published");
            return $"/board/meetings/{await MeetingAsync(s, closed: false, "2027-01-01")}/pack";
        }),
        ["/board/meetings/{id}/write#Correct"] = ByRunner(async s => $"/board/meetings/{await MeetingAsync(s, closed: true)}/write"),
    };
}

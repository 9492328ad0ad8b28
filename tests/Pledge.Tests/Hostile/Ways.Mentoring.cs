using Pledge.Tests.Support;

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

    /// <summary>Somebody whom every rule lets be suggested.</summary>
    private static async Task<Guid> FreeMentorAsync(Stage stage)
    {
        var mentor = await stage.RowAsync("insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, state, birth_year, agrees_to_be_suggested, added_at, changed_at, changed_by) values (:id, :authority, 'Mo Marsh', 'mo@mentors.test', 10, '{}', '{}', '{}', '{}', 'available', 1970, true, '2026-11-20Z', '2026-11-20Z', :worker)");
        await stage.RowAsync($"insert into pledge.mentor_clearance (id, authority_id, mentor_id, outcome, level, certificate_number, issued_on, recheck_due_on, recorded_at, recorded_by) values (:id, :authority, '{mentor}', 'accepted', 'enhanced-barred', '001234567890', '2026-01-01', '2029-01-01', '2026-11-20Z', :worker)");
        foreach (var course in new[] { "training", "code-of-conduct", "safeguarding" })
            await stage.RowAsync($"insert into pledge.mentor_training (id, authority_id, mentor_id, course, done_on, valid_until, recorded_at, recorded_by) values (:id, :authority, '{mentor}', '{course}', '2026-01-01', '2028-01-01', '2026-11-20Z', :worker)");
        return mentor;
    }

    private static Task<Guid> WishAsync(Stage stage) => stage.RowAsync(
        "insert into pledge.mentor_wish (id, authority_id, young_person_id, written_by_side, is_looking, words, kinds, genders, backgrounds, languages, times, interests, hopes, not_used, not_shown, written_at, written_by) values (:id, :authority, :person, 'young-person', true, :mark, '{friend}', '{}', '{}', '{}', '{}', '{music}', '{}', '{}', '{}', '2026-11-20Z', :account)");

    private static async Task<Guid> WithEmailAsync(Stage stage, Guid mentor)
    {
        await stage.RowAsync($"update pledge.mentor set email = '{Name()}@mentors.test' where id = '{mentor}'");
        return mentor;
    }

    /// <summary>They were invited and have no passphrase yet.</summary>
    private static async Task<Guid> SignsInAsync(Stage stage, Guid mentor)
    {
        var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()));
        await stage.RowAsync($"update pledge.mentor set account_id = '{partner.Account}' where id = '{mentor}'");
        return mentor;
    }

    private static async Task<Guid> ProposedAsync(Stage stage, string? youngPersonSays, Guid? mentor = null)
    {
        await WishAsync(stage);
        var said = youngPersonSays is null ? "null" : $"'{youngPersonSays}'";
        return await stage.RowAsync($"insert into pledge.mentor_proposal (id, authority_id, young_person_id, mentor_id, young_person_called, mentor_called, made_by_side, made_at, made_by, expires_on, young_person_says, state) values (:id, :authority, :person, '{mentor ?? await FreeMentorAsync(stage)}', :mark, :mark, 'coordinator', '2026-11-20Z', :worker, '2099-12-10', {said}, 'open')");
    }

    private static async Task<string> LooksAsync(Stage stage, string address)
    {
        await WishAsync(stage);
        await FreeMentorAsync(stage);
        return address;
    }

    private static async Task<string> AskAsync(Stage stage)
    {
        await WishAsync(stage);
        // Whatever other stages put there does not fit as well.
        var mentor = await FreeMentorAsync(stage);
        await stage.RowAsync($"update pledge.mentor set interests = '{{music}}', kinds = '{{friend}}' where id = '{mentor}'");
        await stage.RowAsync($"update pledge.mentor set interests = '{{}}', kinds = '{{}}' where id <> '{mentor}' and authority_id = :authority");
        return $"/mentor/ask/{mentor}";
    }

    private static async Task<string> SeekerAsync(Stage stage)
    {
        await AskAsync(stage);
        return $"/mentoring/{stage.Young.YoungPerson}";
    }

    /// <summary>A round that is ready, or is being worked out, with a pair of the young person's and one that both would rather have.</summary>
    private static async Task<string> RoundAsync(Stage stage, string state = "ready", bool isChanged = false)
    {
        await WishAsync(stage);
        var (got, rather) = (await FreeMentorAsync(stage), await FreeMentorAsync(stage));
        await stage.RowAsync("update pledge.mentor_round set state = 'dropped', decided_at = '2026-11-20Z', decided_by = :worker where authority_id = :authority and state not in ('released', 'dropped')");
        var round = await stage.RowAsync($"insert into pledge.mentor_round (id, authority_id, meeting_on, state, asked_at, asked_by, progress, touched_at, worked_at, weights_version, people, mentors, matched, total, blocking) values (:id, :authority, '2099-12-18', '{state}', '2026-11-20Z', :worker, 0, '2026-11-20Z', '2026-11-20Z', 1, 1, 2, 1, 100, 1)");
        await stage.RowAsync($"insert into pledge.mentor_round_pair (authority_id, round_id, young_person_id, mentor_id, young_person_called, mentor_called, is_given, is_pinned, score) values (:authority, '{round}', :person, '{got}', :mark, 'Mo', true, false, 50), (:authority, '{round}', :person, '{rather}', :mark, 'Mo', false, false, 40)");
        if (isChanged)
            await stage.RowAsync($"insert into pledge.mentor_round_change (id, authority_id, round_id, young_person_id, mentor_id, wish, set_at, set_by) values (:id, :authority, '{round}', :person, '{got}', 'ban', '2026-11-20Z', :worker)");
        return $"/mentoring/rounds/{round}";
    }

    private static string Name() => $"Q{Guid.NewGuid():n}";

    private static async Task<string> PersonAsync(Stage stage)
    {
        var organisation = await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name());
        var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, organisation, "post");
        return $"/organisations/{organisation}/people/{await stage.World.SqlAsync<Guid>("select id from pledge.organisation_person where account_id = $1", partner.Account)}";
    }

    private static async Task<string> JoiningAsync(Stage stage) =>
        $"/organisations/joining/{await stage.RowAsync("insert into pledge.joining_request (id, authority_id, organisation_name, person_name, email, why, asked_at) values (:id, :authority, 'F' || :id, 'Fi Shaw', :id || '@fishers.test', :mark, '2026-11-20Z')")}";

    /// <summary>The young person meets a mentor.</summary>
    /// <returns>The address of it.</returns>
    private static async Task<string> CheckInAsync(Stage stage)
    {
        var match = (await MatchAsync(stage))[^36..];
        return $"/mentoring/matches/{match}/check-ins/{await stage.RowAsync($"insert into pledge.mentor_check_in (id, authority_id, young_person_id, match_id, side, months, done_on, going, words, recorded_at, recorded_by) values (:id, :authority, :person, '{match}', 'mentor', 1, '2026-11-15', 'worried', :mark, '2026-11-15Z', :worker)")}";
    }

    private static async Task<string> MatchAsync(Stage stage) =>
        $"/mentor-match/{await stage.Arrange.MatchAsync(stage.Young, await FreeMentorAsync(stage), new(2026, 11, 10), stage.Mark)}";

    private static async Task<string> MetAsync(Stage stage)
    {
        var match = await MatchAsync(stage);
        return $"{match}/meetings/{await stage.RowAsync($"insert into pledge.mentor_meeting (id, authority_id, young_person_id, match_id, side, on_day, place, recorded_at, recorded_by) values (:id, :authority, :person, '{match[^36..]}', 'young-person', '2026-11-15', :mark, '2026-11-14Z', :worker)")}";
    }

    /// <summary>The account of a partner who is this mentor, and the page.</summary>
    private static Way ByMentor(Func<Stage, Guid, Task<string>> page) => new(async stage =>
    {
        var mentor = await FreeMentorAsync(stage);
        var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()));
        await stage.RowAsync($"update pledge.mentor set account_id = '{partner.Account}' where id = '{mentor}'");
        var address = await page(stage, mentor);
        return (() => stage.World.SignInAsync(partner.Account), address);
    });

    private static Dictionary<string, Way> Mentoring => new()
    {
        ["/mentor-match/{match}/agreement"] = ByYoung(async s => $"{await MatchAsync(s)}/agreement"),
        ["/mentor-match/{match}/agreement#Yes"] = ByYoung(async s =>
        {
            var match = await MatchAsync(s);
            await s.RowAsync($"insert into pledge.mentor_agreement (id, authority_id, young_person_id, match_id, side, what_we_do, how_often, until_on, goals, written_at, written_by, mentor_yes_at) values (:id, :authority, :person, '{match[^36..]}', 'mentor', :mark, 'weekly', '2027-11-01', :mark, '2026-11-20Z', :worker, '2026-11-20Z')");
            return $"{match}/agreement";
        }),
        ["/mentor-match/{match}/meetings/new"] = ByYoung(async s => $"{await MatchAsync(s)}/meetings/new"),
        ["/mentor-match/{match}/meetings/{meeting}"] = ByYoung(MetAsync),
        ["/mentor-match/{match}/meetings/{meeting}#Withdraw"] = ByYoung(MetAsync),
        ["/mentor-match/{match}/break"] = ByYoung(async s => $"{await MatchAsync(s)}/break"),
        ["/mentor-match/{match}/break#End"] = ByYoung(async s =>
        {
            var match = await MatchAsync(s);
            await s.RowAsync($"insert into pledge.mentor_pause (id, authority_id, young_person_id, match_id, side, from_on, until_on, reason, set_at, set_by) values (:id, :authority, :person, '{match[^36..]}', 'mentor', '2026-11-20', '2026-12-20', :mark, '2026-11-20Z', :worker)");
            return $"{match}/break";
        }),
        ["/mentor-match/{match}/ending#Plan"] = ByYoung(async s => $"{await MatchAsync(s)}/ending"),
        ["/mentor-match/{match}/ending#GoOn"] = ByYoung(async s =>
        {
            var match = await MatchAsync(s);
            await s.RowAsync($"update pledge.mentor_match set ending_on = '2026-12-20', ending_planned_at = '2026-11-20Z', ending_planned_by = :worker where id = '{match[^36..]}'");
            return $"{match}/ending";
        }),
        ["/mentor-match/{match}/ending#Goodbye"] = ByYoung(async s => $"{await MatchAsync(s)}/ending"),
        ["/mentor-match/{match}/ending#Stop"] = ByYoung(async s => $"{await MatchAsync(s)}/ending"),
        ["/mentor-match/{match}/worried"] = ByYoung(async s => $"{await MatchAsync(s)}/worried"),
        ["/mentoring/matches/{match}#CheckIn"] = ByCoordinator(async s => $"/mentoring/matches/{(await MatchAsync(s))[^36..]}"),
        ["/mentoring/matches/{match}#EndSeen"] = ByCoordinator(async s =>
        {
            var match = (await MatchAsync(s))[^36..];
            await s.RowAsync($"update pledge.mentor_match set ended_on = '2026-11-20', ended_by = :worker, end_kind = 'mentor-stops' where id = '{match}'");
            return $"/mentoring/matches/{match}";
        }),
        ["/mentoring/matches/{match}/end"] = ByCoordinator(async s => $"/mentoring/matches/{(await MatchAsync(s))[^36..]}/end"),
        ["/mentoring/matches/{match}/check-ins/{checkIn}#Correct"] = ByCoordinator(CheckInAsync),
        ["/mentoring/matches/{match}/check-ins/{checkIn}#Act"] = ByCoordinator(CheckInAsync),
        ["/mentoring/worries/{concern}"] = ByWorker(async s =>
            $"/mentoring/worries/{await s.RowAsync($"insert into pledge.mentor_concern (id, authority_id, young_person_id, match_id, side, words, raised_at, raised_by) values (:id, :authority, :person, '{(await MatchAsync(s))[^36..]}', 'young-person', :mark, '2026-11-20Z', :account)")}"),
        ["/mentor-desk/apply"] = new(async stage =>
        {
            var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()));
            return (() => stage.World.SignInAsync(partner.Account), "/mentor-desk/apply");
        }),
        ["/mentor-desk/about"] = ByMentor((_, _) => Task.FromResult("/mentor-desk/about")),
        ["/mentor-desk/proposals/{proposal}"] = ByMentor(async (s, mentor) => $"/mentor-desk/proposals/{await ProposedAsync(s, "yes", mentor)}"),
        ["/mentors/{id}#Invite"] = ByCoordinator(async s => $"/mentors/{await WithEmailAsync(s, await MentorAsync(s))}"),
        ["/mentors/{id}#InviteAgain"] = ByCoordinator(async s => $"/mentors/{await SignsInAsync(s, await MentorAsync(s))}"),
        ["/mentors/{id}#EndSignIn"] = ByCoordinator(async s => $"/mentors/{await SignsInAsync(s, await MentorAsync(s))}"),
        ["/mentor#Release"] = ByYoung(s => LooksAsync(s, "/mentor")),
        ["/mentor#Stop"] = ByYoung(s => LooksAsync(s, "/mentor")),
        ["/mentor#Again"] = ByYoung(async s =>
        {
            await s.RowAsync($"insert into pledge.mentor_never (id, authority_id, young_person_id, mentor_id, side, set_at, set_by) values (:id, :authority, :person, '{await FreeMentorAsync(s)}', 'young-person', '2026-11-20Z', :account)");
            return await LooksAsync(s, "/mentor");
        }),
        ["/mentor/wish"] = ByYoung("/mentor/wish"),
        // Every mentor of the authority may be suggested to them; one from elsewhere never is.
        ["/mentor/ask/{mentor}"] = ByYoung(AskAsync) with { OwnCaseload = false },
        ["/mentor/ask/{mentor}#Never"] = ByYoung(AskAsync) with { OwnCaseload = false },
        ["/mentor/proposals/{proposal}"] = ByYoung(async s => $"/mentor/proposals/{await ProposedAsync(s, null)}"),
        ["/mentor/proposals/{proposal}#TakeBack"] = ByYoung(async s => $"/mentor/proposals/{await ProposedAsync(s, "yes")}"),
        ["/young-people/{id}/mentor"] = ByWorker(s => $"{s.Person}/mentor"),
        ["/mentoring/{youngPerson:guid}#Propose"] = ByCoordinator(SeekerAsync),
        ["/mentoring/{youngPerson:guid}#Look"] = ByCoordinator(SeekerAsync),
        ["/mentoring/{youngPerson:guid}#Never"] = ByCoordinator(SeekerAsync),
        ["/mentoring/proposals/{proposal}"] = ByCoordinator(async s => $"/mentoring/proposals/{await ProposedAsync(s, "yes")}"),
        ["/mentoring/{youngPerson:guid}#Allow"] = ByCoordinator(async s =>
        {
            await s.RowAsync($"insert into pledge.mentor_never (id, authority_id, young_person_id, mentor_id, side, reason, set_at, set_by) values (:id, :authority, :person, '{await FreeMentorAsync(s)}', 'coordinator', :mark, '2026-11-20Z', :worker)");
            return await LooksAsync(s, $"/mentoring/{s.Young.YoungPerson}");
        }),
        ["/mentoring/proposals/{proposal}#Withdraw"] = ByCoordinator(async s => $"/mentoring/proposals/{await ProposedAsync(s, "yes")}"),
        ["/mentoring/rounds"] = ByCoordinator(async s =>
        {
            await s.RowAsync("update pledge.mentor_round set state = 'dropped', decided_at = '2026-11-20Z', decided_by = :worker where authority_id = :authority and state not in ('released', 'dropped')");
            return "/mentoring/rounds";
        }),
        ["/mentoring/rounds/{id:guid}#Pin"] = ByCoordinator(s => RoundAsync(s)),
        ["/mentoring/rounds/{id:guid}#Ban"] = ByCoordinator(s => RoundAsync(s)),
        ["/mentoring/rounds/{id:guid}#Undo"] = ByCoordinator(s => RoundAsync(s, isChanged: true)),
        ["/mentoring/rounds/{id:guid}#Again"] = ByCoordinator(s => RoundAsync(s)),
        ["/mentoring/rounds/{id:guid}#Stop"] = ByCoordinator(s => RoundAsync(s, "working")),
        ["/mentoring/rounds/{id:guid}#Drop"] = ByCoordinator(s => RoundAsync(s)),
        ["/mentoring/rounds/{id:guid}#Release"] = ByCoordinator(s => RoundAsync(s)),
        ["/opportunities/weights"] = ByCoordinator(_ => Task.FromResult("/opportunities/weights")) with { Shows = true },
        ["/mentoring/weights"] = ByCoordinator(_ => Task.FromResult("/mentoring/weights")) with { Shows = true },
        ["/mentors"] = ByCoordinator(_ => Task.FromResult("/mentors")) with { Shows = true },
        ["/mentors/new"] = ByCoordinator(_ => Task.FromResult("/mentors/new")),
        ["/mentors/{id}#TakeBack"] = ByCoordinator(async s => $"/mentors/{await FreeMentorAsync(s)}"),
        ["/mentors/{id}/change"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/change"),
        ["/mentors/{id}/step"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/step"),
        ["/mentors/{id}/step#TakeBack"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/step"),
        ["/mentors/{id}/clearance"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/clearance"),
        ["/mentors/{id}/training"] = ByCoordinator(async s => $"/mentors/{await MentorAsync(s)}/training"),
        ["/organisations/{id}/people/new"] = ByCoordinator(async s => $"/organisations/{await s.Arrange.OrganisationAsync(s.Young.Authority, Name())}/people/new"),
        ["/organisations/{id}/people/{person}"] = ByCoordinator(PersonAsync),
        ["/organisations/{id}/people/{person}#End"] = ByCoordinator(PersonAsync),
        ["/organisations/{id}/people/{person}#InviteAgain"] = ByCoordinator(PersonAsync),
        ["/organisations/joining/{id}#Accept"] = ByCoordinator(JoiningAsync),
        ["/organisations/joining/{id}#TurnDown"] = ByCoordinator(JoiningAsync),
        ["/organisations/new"] = ByCoordinator(_ => Task.FromResult("/organisations/new")),
        ["/organisations/{id}"] = ByCoordinator(async s =>
            $"/organisations/{await s.RowAsync("insert into pledge.organisation (id, authority_id, name, kind, changed_at, changed_by) values (:id, :authority, 'B' || :id, 'employer', '2026-11-20Z', :worker)")}"),
    };
}

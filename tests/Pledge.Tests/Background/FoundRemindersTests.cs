using System.Globalization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>The queries of the planner, one by one.</summary>
public sealed class FoundRemindersTests : IClassFixture<MailSite>
{
    private readonly MailSite _site;

    public FoundRemindersTests(MailSite site)
    {
        _site = site;
        if (site.Clock.Today() == new DateOnly(2026, 11, 22))
            site.Clock.Advance(TimeSpan.FromDays(1)); // from a Sunday to a working day
    }

    private DateOnly Today => _site.Clock.Today();

    [Fact]
    public void Each_rule_that_looks_for_something_has_one_query() =>
        Assert.Equal(ReminderRule.All.Where(rule => rule.IsFound).Select(rule => (rule.Key, rule.To)).Order(), FoundReminders.Queries.Keys.Order());

    [Theory]
    [InlineData("action-due", true)]
    [InlineData("action-due", false)]
    [InlineData("plan-waiting", true)]
    [InlineData("plan-waiting", false)]
    [InlineData("plan-to-approve", false)]
    [InlineData("message-unanswered", false)]
    [InlineData("correction-due", false)]
    [InlineData("check-lapsing", false)]
    [InlineData("appointment-tomorrow", true)]
    [InlineData("appointment-tomorrow", false)]
    [InlineData("appointment-soon", true)]
    [InlineData("appointment-soon", false)]
    [InlineData("appointment-to-answer", true)]
    [InlineData("appointment-to-answer", false)]
    [InlineData("draft-unfinished", true)]
    [InlineData("mentor-to-answer", true)]
    [InlineData("mentor-news", true)]
    [InlineData("mentor-meeting-tomorrow", true)]
    [InlineData("mentor-agreement", true)]
    [InlineData("mentor-ending", true)]
    [InlineData("mentor-ended", true)]
    [InlineData("mentor-concern-unread", false)]
    [InlineData("application-news", true)]
    [InlineData("application-forgotten", true)]
    [InlineData("placement-start", true)]
    [InlineData("placement-start", false)]
    [InlineData("placement-going", true)]
    [InlineData("placement-going", false)]
    [InlineData("bursary-came", true)]
    [InlineData("bursary-came", false)]
    [InlineData("placement-to-confirm", false)]
    [InlineData("opportunity-closing", true)]
    [InlineData("opportunity-closed", true)]
    [InlineData("work-found", true)]
    [InlineData("consultation-open", true)]
    [InlineData("consultation-closing", true)]
    [InlineData("consultation-results", true)]
    [InlineData("forum-news", true)]
    [InlineData("forum-waiting", false)]
    public async Task Each_thing_that_is_looked_for_is_found_and_ends_when_it_is_done(string rule, bool toYoungPerson)
    {
        var worker = await _site.Arrange.AdviserAsync();
        var manager = await _site.Arrange.ManagerOfAsync(_site, worker);
        var person = await _site.Arrange.TheirsAsync(worker, born: Today.AddMonths(8).AddYears(-20));
        await _site.Arrange.ContactAsync(worker, person, Today);
        var reader = rule is "plan-to-approve" or "forum-waiting" ? manager : toYoungPerson ? person : worker;
        var done = await CauseAsync(rule, worker, person, toYoungPerson);

        await _site.PlanAsync(person.Authority);
        Assert.Equal("queued", await StateAsync(_site, reader, rule));

        await _site.ExecuteAsync(done);
        await _site.PlanAsync(person.Authority);
        Assert.Equal("dropped", await StateAsync(_site, reader, rule));
    }

    [Fact]
    public async Task An_answer_to_be_read_and_one_that_is_late_are_told_to_the_coordinator_and_name_nobody()
    {
        var person = await _site.Arrange.YoungAsync();
        var coordinator = await _site.Arrange.StaffAsync(person.Authority, Roles.Coordinator);
        var (turned, late) = (await ApplicationAsync(person), await ApplicationAsync(person, Today.AddDays(-1)));
        await _site.ExecuteAsync("insert into pledge.turning_down (application_id, post_authority_id, organisation_id, feedback, written_at, written_by) select id, post_authority_id, organisation_id, 'Not now', $2, gen_random_uuid() from pledge.job_application where id = $1", turned, _site.Clock.GetUtcNow());
        await _site.PlanAsync(person.Authority);
        const string Told = "select string_agg(rule || ' ' || state || ' ' || split_part(occurrence, ':', 3), ', ' order by rule) from pledge.message where account_id = $1 and rule <> 'digest'";
        Assert.Equal("answers-late bundled first, feedback-to-read bundled first", await _site.SqlAsync<string>(Told, coordinator.Account));

        await _site.ExecuteAsync("update pledge.turning_down set back = 'Kinder' where application_id = $1", turned);
        await _site.ExecuteAsync("update pledge.job_application set state = 'withdrawn', ended_at = now() where id = $1", late);
        await _site.PlanAsync(person.Authority);
        Assert.Equal("answers-late dropped first, feedback-to-read dropped first", await _site.SqlAsync<string>(Told, coordinator.Account));
    }

    [Fact]
    public async Task Whoever_sees_applicants_hears_that_somebody_applied_and_when_an_answer_is_due()
    {
        var person = await _site.Arrange.YoungAsync();
        var id = await ApplicationAsync(person, Today.AddDays(2));
        await _site.ExecuteAsync("update pledge.job_application set sent_at = $2 where id = $1", id, _site.Clock.GetUtcNow());
        var organisation = await _site.SqlAsync<Guid>("select organisation_id from pledge.job_application where id = $1", id);
        var (sees, posts) = (await _site.Arrange.PartnerAsync(person.Authority, organisation, "see-applicants"), await _site.Arrange.PartnerAsync(person.Authority, organisation, "post"));
        await _site.PlanAsync(person.Authority);
        const string Told = "select coalesce(string_agg(rule || ' ' || split_part(occurrence, ':', 3), ', ' order by rule), 'nothing') from pledge.message where account_id = $1 and rule like 'application-%'";
        Assert.Equal("application-came told, application-to-answer before", await _site.SqlAsync<string>(Told, sees.Account));
        Assert.Equal((true, false), (await IsComingAsync(sees), await IsComingAsync(posts)));
        async Task<bool> IsComingAsync(Someone who) => (await (await _site.SignInAsync(who.Account)).PageAsync("/reminders/work")).QuerySelectorAll(".rows li").Any(line => line.Reads().Contains("Answer to", StringComparison.Ordinal));
        Assert.Equal("nothing", await _site.SqlAsync<string>(Told, posts.Account));
    }

    [Fact]
    public async Task Whoever_sees_applicants_is_asked_once_if_somebody_started_and_not_when_they_said_so()
    {
        var person = await _site.Arrange.YoungAsync();
        var organisation = await _site.Arrange.OrganisationAsync(person.Authority, $"Grocers {Guid.NewGuid():n}");
        var id = await _site.Arrange.PlacementAsync(person, await _site.Arrange.PostAsync(person.Authority, organisation, closesOn: Today.AddDays(20)), expectedOn: Today.AddDays(-1));
        var sees = await _site.Arrange.PartnerAsync(person.Authority, organisation, "see-applicants");
        await _site.PlanAsync(person.Authority);
        const string Told = "select coalesce(string_agg(state, ', '), 'nothing') from pledge.message where account_id = $1 and rule = 'placement-to-tell'";
        Assert.NotEqual("nothing", await _site.SqlAsync<string>(Told, sees.Account));
        await _site.Arrange.SaidAsync(id, "started", "employer", Today.AddDays(-1));
        await _site.PlanAsync(person.Authority);
        Assert.Equal("dropped", await _site.SqlAsync<string>(Told, sees.Account));
    }

    [Fact]
    public async Task Whoever_keeps_a_commitment_or_does_an_action_hears_before_and_after_its_day_until_it_is_done()
    {
        var authority = await _site.Arrange.AuthorityAsync();
        var organisation = await _site.Arrange.OrganisationAsync(authority);
        var (keeper, doer) = (await _site.Arrange.PartnerAsync(authority, organisation), await _site.Arrange.StaffAsync(authority, Roles.Board));
        var (commitment, action) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _site.ExecuteAsync("insert into pledge.organisation_commitment (id, authority_id, organisation_id, kind, promise_key, how_many, by_day, owner_id, owner_name, recorded_at, recorded_by) values ($1, $2, $3, 'priority', 'home', 2, $4, $5, 'Pat', now(), $5)", commitment, authority, organisation, Today.AddDays(10), keeper.Account);
        await _site.ExecuteAsync("insert into pledge.board_action (id, authority_id, what, promise_key, owner_id, owner_name, due_on, state, raised_at, raised_by, changed_at, changed_by) values ($1, $2, 'Ask for flats', 'home', $4, 'Bea', $3, 'open', now(), $4, now(), $4)", action, authority, Today.AddDays(-1), doer.Account);
        await _site.PlanAsync(authority);
        const string Told = "select coalesce(string_agg(rule || ' ' || state || ' ' || split_part(occurrence, ':', 3), ', ' order by rule), 'nothing') from pledge.message where account_id = $1 and rule <> 'digest'";
        Assert.Equal("commitment-due queued before", await _site.SqlAsync<string>(Told, keeper.Account));
        Assert.Equal("board-action-due queued late", await _site.SqlAsync<string>(Told, doer.Account));
        Assert.Contains("Commitment to keep", (await (await _site.SignInAsync(keeper.Account)).PageAsync("/reminders/work")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        await _site.ExecuteAsync("insert into pledge.commitment_update (id, authority_id, commitment_id, done, words, said_at, said_by) values (gen_random_uuid(), $1, $2, 2, 'Both', now(), $3)", authority, commitment, keeper.Account);
        await _site.ExecuteAsync("update pledge.board_action set state = 'done' where id = $1", action);
        await _site.PlanAsync(authority);
        Assert.Equal("commitment-due dropped before", await _site.SqlAsync<string>(Told, keeper.Account));
        Assert.Equal("board-action-due dropped late", await _site.SqlAsync<string>(Told, doer.Account));
    }

    [Fact]
    public async Task Whoever_may_publish_hears_of_a_quarter_that_is_not_published_once_one_is()
    {
        var authority = await _site.Arrange.AuthorityAsync();
        var (officer, adviser) = (await _site.Arrange.StaffAsync(authority, Roles.DataOfficer), await _site.Arrange.StaffAsync(authority, Roles.Adviser));
        const string Told = "select coalesce(string_agg(state || ' ' || occurrence, ', '), 'nothing') from pledge.message where account_id = $1 and rule = 'quarter-to-publish'";
        var end = QuarterEnd.Before(Today).First();
        await _site.PlanAsync(authority);
        Assert.Equal("nothing", await _site.SqlAsync<string>(Told, officer.Account));

        await _site.PublishAsync(authority, $"{end.AddDays(1).AddMonths(-3).AddDays(-1):yyyy-MM-dd}", [("CL-TOUCH", null, 20, 30, 67, null, "grey")]);
        await _site.PlanAsync(authority);
        Assert.Equal($"queued {end:yyyy-MM-dd}:{end.AddDays(42):yyyy-MM-dd}:first", await _site.SqlAsync<string>(Told, officer.Account));
        Assert.Equal("nothing", await _site.SqlAsync<string>(Told, adviser.Account));

        await _site.ExecuteAsync("update pledge.authority set publish_within_weeks = 9 where id = $1", authority);
        await _site.PlanAsync(authority);
        Assert.StartsWith("dropped", await _site.SqlAsync<string>(Told, officer.Account), StringComparison.Ordinal);
        await _site.ExecuteAsync("update pledge.authority set publish_within_weeks = 6 where id = $1", authority);
        await _site.PlanAsync(authority);
        Assert.StartsWith("queued", await _site.SqlAsync<string>(Told, officer.Account), StringComparison.Ordinal);

        await _site.PublishAsync(authority, $"{end:yyyy-MM-dd}", [("CL-TOUCH", null, 20, 30, 67, null, "grey")]);
        await _site.PlanAsync(authority);
        Assert.StartsWith("dropped", await _site.SqlAsync<string>(Told, officer.Account), StringComparison.Ordinal);
    }

    /// <summary>The thing, and what ends it.</summary>
    private async Task<string> PlacementAsync(string rule, Someone person, bool toYoungPerson)
    {
        var organisation = await _site.Arrange.OrganisationAsync(person.Authority, $"Grocers {Guid.NewGuid():n}");
        var post = await _site.Arrange.PostAsync(person.Authority, organisation, closesOn: Today.AddDays(20));
        var days = rule switch { "placement-start" => toYoungPerson ? 1 : 15, "placement-going" => 91 + (toYoungPerson ? 0 : 21), "bursary-came" => 60 + (toYoungPerson ? 0 : 31), _ => 3 };
        var day = Today.AddDays(-days);
        var id = await _site.Arrange.PlacementAsync(person, post, kind: "apprenticeship", expectedOn: day);
        if (rule != "placement-start")
            await _site.Arrange.SaidAsync(id, "started", rule == "placement-to-confirm" ? "employer" : "worker", day, saidAt: _site.Clock.GetUtcNow().AddDays(rule == "placement-to-confirm" ? -1 : -3));
        var (about, after) = rule switch { "placement-going" => ("going", 91), "bursary-came" => ("bursary", 60), _ => ("started", 0) };
        var side = rule == "placement-to-confirm" ? "worker" : toYoungPerson ? "young-person" : rule == "bursary-came" ? "worker" : "employer";
        return $"insert into pledge.placement_statement (id, authority_id, young_person_id, placement_id, about, after_days, side, says, day, said_at, said_by) values (gen_random_uuid(), '{person.Authority}', '{person.YoungPerson}', '{id}', '{about}', {after}, '{side}', true, {(about == "going" ? "null" : $"'{day:yyyy-MM-dd}'")}, '{_site.Clock.GetUtcNow():O}', gen_random_uuid())";
    }

    private async Task<Guid> ApplicationAsync(Someone person, DateOnly? answerBy = null)
    {
        return await _site.Arrange.ApplicationAsync(person, await PostAsync(person, Today.AddDays(20)), answerBy: answerBy ?? Today.AddDays(20));
    }

    private Task KeptAsync(Someone person, string words) => _site.ExecuteAsync("insert into pledge.kept_search (id, authority_id, young_person_id, words, kept_at, looked_at) values (gen_random_uuid(), $1, $2, $3, $4, $4)",
        person.Authority, person.YoungPerson, words, _site.Clock.GetUtcNow().AddDays(-20));

    private async Task<Guid> PublishedAsync(Someone person, DateOnly on) =>
        await _site.Arrange.PostAsync(person.Authority, await _site.Arrange.OrganisationAsync(person.Authority, $"Grocers {Guid.NewGuid():n}"), publishedOn: on, closesOn: Today.AddDays(30));

    [Fact]
    public async Task What_is_new_for_several_kept_searches_is_told_once_a_week_and_only_what_fits()
    {
        var (person, other) = (await _site.Arrange.YoungAsync(), await _site.Arrange.YoungAsync());
        await KeptAsync(person, "bread");
        await KeptAsync(person, "baker");
        await KeptAsync(other, "gardens");
        await PublishedAsync(person, Today.AddDays(-2));
        await PublishedAsync(other, Today.AddDays(-2));
        await _site.PlanAsync(person.Authority);
        await _site.PlanAsync(other.Authority);
        const string Told = "select coalesce(string_agg(state || ' ' || split_part(occurrence, ':', 2), ', ' order by decided_at), 'nothing') from pledge.message where account_id = $1 and rule = 'work-found'";
        var first = $"queued {Today.AddDays(-2):yyyy-MM-dd}";
        Assert.Equal(first, await _site.SqlAsync<string>(Told, person.Account));
        Assert.Equal("nothing", await _site.SqlAsync<string>(Told, other.Account));

        await MovedAsync($"update pledge.message set state = 'sent', settled_at = '{_site.Clock.GetUtcNow().AddDays(-2):O}' where account_id = '{person.Account}'");
        await PublishedAsync(person, Today);
        await _site.PlanAsync(person.Authority);
        Assert.Equal(first.Replace("queued", "sent", StringComparison.Ordinal), await _site.SqlAsync<string>(Told, person.Account));
        await MovedAsync($"update pledge.message set settled_at = '{_site.Clock.GetUtcNow().AddDays(-7):O}', occurrence = replace(occurrence, '{Today.AddDays(-2):yyyy-MM-dd}', '{Today.AddDays(-7):yyyy-MM-dd}') where account_id = '{person.Account}'");
        await _site.PlanAsync(person.Authority);
        Assert.Contains($"queued {Today:yyyy-MM-dd}", await _site.SqlAsync<string>(Told, person.Account), StringComparison.Ordinal);
    }

    private async Task<Guid> PostAsync(Someone person, DateOnly closesOn, string state = "live") =>
        await _site.Arrange.PostAsync(person.Authority, await _site.Arrange.OrganisationAsync(person.Authority, $"Grocers {Guid.NewGuid():n}"), state, closesOn: closesOn);

    [Fact]
    public async Task Whoever_posts_hears_what_a_coordinator_said_and_before_it_closes_and_a_coordinator_of_what_waits()
    {
        var person = await _site.Arrange.YoungAsync();
        var coordinator = await _site.Arrange.StaffAsync(person.Authority, Roles.Coordinator);
        var live = await PostAsync(person, Today.AddDays(7));
        await PostAsync(person, Today.AddDays(40), "submitted");
        var poster = await _site.Arrange.PartnerAsync(person.Authority, await _site.SqlAsync<Guid>("select organisation_id from pledge.opportunity where id = $1", live), "post");
        await _site.PlanAsync(person.Authority);
        const string Told = "select coalesce(string_agg(rule || ' ' || split_part(occurrence, ':', 3), ', ' order by rule), 'nothing') from pledge.message where account_id = $1 and rule like 'opportunity-%'";
        Assert.Contains("opportunity-to-approve", await _site.SqlAsync<string>(Told, coordinator.Account), StringComparison.Ordinal);
        Assert.Contains("opportunity-decided", await _site.SqlAsync<string>(Told, poster.Account), StringComparison.Ordinal);
        Assert.Contains("opportunity-ends", await _site.SqlAsync<string>(Told, poster.Account), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mentor_to_be_asked_is_told_to_the_coordinator_and_names_nobody()
    {
        var person = await _site.Arrange.YoungAsync();
        var coordinator = await _site.Arrange.StaffAsync(person.Authority, Roles.Coordinator);
        var proposal = await _site.Arrange.ProposalAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), youngPersonSays: "yes");
        await _site.ExecuteAsync("update pledge.mentor_proposal set made_at = $2, expires_on = $3 where id = $1", proposal, _site.Clock.GetUtcNow(), Today.AddDays(14));
        await _site.PlanAsync(person.Authority);
        Assert.Equal("queued first", await _site.SqlAsync<string>("select string_agg(state || ' ' || split_part(occurrence, ':', 3), ', ') from pledge.message where account_id = $1 and rule = 'mentor-to-ask'", coordinator.Account));

        await _site.ExecuteAsync("update pledge.mentor_proposal set mentor_says = 'no', state = 'declined', decided_at = $2 where id = $1", proposal, _site.Clock.GetUtcNow());
        await _site.PlanAsync(person.Authority);
        Assert.Equal("dropped", await _site.SqlAsync<string>("select string_agg(state, ', ') from pledge.message where account_id = $1 and rule = 'mentor-to-ask'", coordinator.Account));
        Assert.Equal("queued", await StateAsync(_site, person, "mentor-news"));
    }

    [Fact]
    public async Task A_mentor_who_signs_in_is_asked_themselves_and_hears_of_meetings_silence_and_the_end()
    {
        var person = await _site.Arrange.YoungAsync();
        var coordinator = await _site.Arrange.StaffAsync(person.Authority, Roles.Coordinator);
        var id = await _site.Arrange.FreeMentorAsync(person.Authority, places: 5);
        var mentor = await _site.Arrange.MentorSignsInAsync(person.Authority, id);
        var proposal = await _site.Arrange.ProposalAsync(person, id, youngPersonSays: "yes");
        await _site.ExecuteAsync("update pledge.mentor_proposal set made_at = $2, expires_on = $3 where id = $1", proposal, _site.Clock.GetUtcNow(), Today.AddDays(14));
        await _site.Arrange.MatchAsync(await AnotherAsync(), id, Today.AddDays(1));
        var quiet = await _site.Arrange.MatchAsync(await AnotherAsync(), id, Today.AddDays(-22));
        var paused = await _site.Arrange.MatchAsync(await AnotherAsync(), id, Today.AddDays(-22));
        await _site.ExecuteAsync("insert into pledge.mentor_pause (id, authority_id, young_person_id, match_id, side, from_on, until_on, reason, set_at, set_by) select gen_random_uuid(), authority_id, young_person_id, id, 'mentor', $2, $3, 'Exams', now(), gen_random_uuid() from pledge.mentor_match where id = $1",
            paused, Today.AddDays(-20), Today.AddDays(20));
        await _site.PlanAsync(person.Authority);
        Assert.Equal("mentor-asked first, mentor-meeting-tomorrow tomorrow, mentor-quiet three-weeks", await HeardAsync(mentor));
        var coming = (await (await _site.SignInAsync(mentor.Account)).PageAsync("/reminders/work")).QuerySelector("#coming ~ .rows").Reads();
        Assert.Contains($"{Today.AddDays(1).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}", coming, StringComparison.Ordinal);
        Assert.Equal("", await HeardAsync(coordinator));
        Assert.Equal(0, await _site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and young_person_id is not null", mentor.Account));

        await _site.ExecuteAsync("update pledge.mentor_match set meeting_on = $2 where id = $1", quiet, Today.AddMonths(-1));
        await _site.PlanAsync(person.Authority);
        // With each side by itself.
        Assert.Equal("mentor-check-in due, mentor-check-in due", await HeardAsync(coordinator));
        // A mentor who may not meet: of each match that runs, until it is put right.
        await _site.ExecuteAsync("update pledge.mentor_training set valid_until = $2 where mentor_id = $1 and course = 'safeguarding'", id, Today.AddDays(-1));
        await _site.PlanAsync(person.Authority);
        Assert.Equal("mentor-check-in due, mentor-check-in due, mentor-may-not-meet first, mentor-may-not-meet first, mentor-may-not-meet first", await HeardAsync(coordinator));
        await _site.ExecuteAsync("update pledge.mentor_training set valid_until = $2 where mentor_id = $1", id, Today.AddDays(300));
        await _site.PlanAsync(person.Authority);
        Assert.Equal("mentor-check-in due, mentor-check-in due", await HeardAsync(coordinator));

        await _site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", mentor.Account);
        await _site.PlanAsync(person.Authority);
        Assert.Equal("", await HeardAsync(mentor));

        async Task<Someone> AnotherAsync() => await _site.Arrange.YoungPersonAsync(person.Authority);
        Task<string> HeardAsync(Someone who) => _site.SqlAsync<string>(
            "select coalesce(string_agg(rule || ' ' || reverse(split_part(reverse(occurrence), ':', 1)), ', ' order by rule), '') from pledge.message where account_id = $1 and state in ('queued', 'bundled') and rule like 'mentor-%'", who.Account);
    }

    [Fact]
    public async Task A_worry_that_nobody_reads_rises_to_manager_and_service_and_cannot_be_kept_from_it()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var manager = await _site.Arrange.ManagerOfAsync(_site, worker);
        var service = await _site.Arrange.StaffAsync(worker.Authority, Roles.Manager);
        var coordinator = await _site.Arrange.StaffAsync(worker.Authority, Roles.Coordinator);
        var person = await _site.Arrange.TheirsAsync(worker);
        var match = await _site.Arrange.MatchAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), Today.AddDays(-5));
        var concern = Guid.NewGuid();
        foreach (var (days, moment, readers) in new (int, string, Someone[])[] { (1, "again", [worker, coordinator]), (2, "manager", [manager, coordinator]), (3, "service", [service, coordinator]) })
        {
            await _site.ExecuteAsync("alter table pledge.mentor_concern disable trigger mentor_concern_stays");
            await _site.ExecuteAsync("delete from pledge.mentor_concern where id = $1", concern);
            await _site.ExecuteAsync("insert into pledge.mentor_concern (id, authority_id, young_person_id, match_id, side, words, raised_at, raised_by) values ($5, $1, $2, $3, 'mentor', 'They were cold', $4, gen_random_uuid())",
                person.Authority, person.YoungPerson, match, _site.Clock.GetUtcNow().AddDays(-days), concern);
            await _site.ExecuteAsync("alter table pledge.mentor_concern enable trigger mentor_concern_stays");
            await _site.PlanAsync(person.Authority);
            foreach (var reader in readers)
                Assert.Equal(1, await _site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'mentor-concern-unread' and occurrence like '%:' || $2 and state in ('queued', 'bundled')", reader.Account, moment));
        }
        var due = Today.AddDays(-3);
        var visitor = await _site.SignInAsync(worker.Account);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.GetAsync($"/young-people/{person.YoungPerson}/reminders/mentor-concern-unread/{concern}:{due:yyyy-MM-dd}")).StatusCode);
    }

    [Theory]
    [InlineData("clearance-lapses")]
    [InlineData("training-lapses")]
    public async Task What_runs_out_of_a_mentor_is_told_to_each_coordinator_who_is_still_there_and_to_nobody_else(string rule)
    {
        var authority = await _site.Arrange.AuthorityAsync();
        var (one, two, gone, manager) = (await CoordinatorAsync(), await CoordinatorAsync(), await CoordinatorAsync(), await _site.Arrange.StaffAsync(authority, Roles.Manager));
        await _site.ExecuteAsync("update pledge.staff_member set left_on = $2 where id = $1", gone.Account, Today.AddDays(-1));
        await LapseAsync(authority, "available", rule, Today.AddDays(29));
        await LapseAsync(authority, "left", rule, Today.AddDays(29));

        await _site.PlanAsync(authority);

        foreach (var reader in new[] { one, two })
        {
            Assert.Equal("queued one-month", await _site.SqlAsync<string>("select string_agg(state || ' ' || split_part(occurrence, ':', 3), ', ') from pledge.message where account_id = $1 and young_person_id is null", reader.Account));
            var coming = (await (await _site.SignInAsync(reader.Account)).PageAsync("/reminders/work")).QuerySelector("#coming ~ .rows").Reads();
            Assert.Contains($"of a mentor: Mo available, due by {Today.AddDays(29).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}", coming, StringComparison.Ordinal);
            Assert.Contains("Comes on", coming, StringComparison.Ordinal);
            Assert.DoesNotContain("Mo left", coming, StringComparison.Ordinal);
        }
        Assert.Equal(0, await _site.SqlAsync<long>("select count(*) from pledge.message where account_id = any ($1)", new[] { gone.Account, manager.Account }));

        await _site.ExecuteAsync($"update pledge.mentor_{rule.Split('-')[0]} set superseded_at = now(), superseded_by = gen_random_uuid() where authority_id = $1", authority);
        await _site.PlanAsync(authority);
        Assert.Equal("dropped", await StateAsync(_site, one, rule));

        Task<Someone> CoordinatorAsync() => _site.Arrange.StaffAsync(authority, Roles.Coordinator);
    }

    [Theory]
    [InlineData(60, "two-months")]
    [InlineData(30, "one-month")]
    [InlineData(7, "one-week")]
    [InlineData(-1, "late")]
    [InlineData(61, null)]
    public async Task What_runs_out_of_a_mentor_is_told_so_many_days_before_and_once_after(int days, string? moment)
    {
        var authority = await _site.Arrange.AuthorityAsync();
        var reader = await _site.Arrange.StaffAsync(authority, Roles.Coordinator);
        await LapseAsync(authority, "paused", "clearance-lapses", Today.AddDays(days));

        await _site.PlanAsync(authority);

        Assert.Equal(moment ?? "", await _site.SqlAsync<string>("select coalesce(string_agg(split_part(occurrence, ':', 3), ', '), '') from pledge.message where account_id = $1", reader.Account));
    }

    [Fact]
    public async Task Several_that_run_out_come_in_one_mail_that_names_nobody_and_leads_to_the_list()
    {
        var authority = await _site.Arrange.AuthorityAsync();
        var reader = await _site.Arrange.StaffAsync(authority, Roles.Coordinator);
        await LapseAsync(authority, "available", "clearance-lapses", Today.AddDays(29));
        await LapseAsync(authority, "paused", "clearance-lapses", Today.AddDays(28));

        await _site.PlanAsync(authority);
        await _site.SendAsync();

        var mail = Assert.Single(_site.Smtp.Messages, mail => mail.To.Mailboxes.Single().Address == reader.Email);
        var said = string.Join(' ', mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("There are 2 like this. See all 2 https://pledge.council.test/mentors", said, StringComparison.Ordinal);
        foreach (var wrong in new[] { "Mo ", "/caseload" })
            Assert.DoesNotContain(wrong, mail.Subject + said + mail.HtmlBody, StringComparison.Ordinal);
    }

    /// <summary>A mentor, called after their state, of whom something runs out.</summary>
    private async Task LapseAsync(Guid authority, string state, string rule, DateOnly until)
    {
        var mentor = Guid.NewGuid();
        await _site.ExecuteAsync("insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, state, added_at, changed_at, changed_by) values ($1, $2, 'Mo ' || $3, 'mo@mentors.test', 1, '{}', '{}', '{}', '{}', $3, now(), now(), gen_random_uuid())",
            mentor, authority, state);
        await _site.ExecuteAsync(rule == "clearance-lapses"
            ? "insert into pledge.mentor_clearance (id, authority_id, mentor_id, outcome, level, certificate_number, issued_on, recheck_due_on, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, 'accepted', 'enhanced', '001234567890', $3::date - 365, $3, now(), gen_random_uuid())"
            : "insert into pledge.mentor_training (id, authority_id, mentor_id, course, done_on, valid_until, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, 'safeguarding', $3::date - 365, $3, now(), gen_random_uuid())",
            authority, mentor, until);
    }

    /// <summary>Apart, because it moves the clock to the day of the month that is this person's.</summary>
    public sealed class Nudge(MailSite site) : IClassFixture<MailSite>
    {
        [Fact]
        public async Task Who_has_said_nothing_for_long_is_asked_once_a_month_until_they_say_something()
        {
            var person = await site.Arrange.TheirsAsync(await site.Arrange.AdviserAsync());
            var day = await site.SqlAsync<int>("select (hashtext($1::text) & 1023) % 28 + 1", person.Account);
            site.Clock.SetUtcNow(new(2027, 1, day, 10, 0, 0, TimeSpan.Zero));
            var promise = (await site.Arrange.EditionAsync(person.Authority, "home"))[0];
            await site.Arrange.AnswerAsync(person, promise, "home", "true", site.Clock.GetUtcNow().AddDays(-90));

            await site.PlanAsync(person.Authority);
            Assert.Equal("queued", await StateAsync(site, person, "pledge-nudge"));

            await site.ExecuteAsync("update pledge.answer set answered_at = $2 where young_person_id = $1", person.YoungPerson, site.Clock.GetUtcNow());
            await site.PlanAsync(person.Authority);
            Assert.Equal("dropped", await StateAsync(site, person, "pledge-nudge"));
        }
    }

    /// <summary>Makes something due now.</summary>
    /// <returns>What ends it.</returns>
    private async Task<string> CauseAsync(string rule, Someone worker, Someone person, bool toYoungPerson)
    {
        var id = person.YoungPerson;
        switch (rule)
        {
            case "mentor-to-answer":
                var asked = await _site.Arrange.ProposalAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority));
                await MovedAsync($"update pledge.mentor_proposal set made_at = '{_site.Clock.GetUtcNow():O}', expires_on = '{Today.AddDays(14):yyyy-MM-dd}' where id = '{asked}'");
                return $"update pledge.mentor_proposal set young_person_says = 'no', state = 'declined', decided_at = now() where id = '{asked}'";
            case "mentor-news":
                var waited = await _site.Arrange.ProposalAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), youngPersonSays: "yes");
                await MovedAsync($"update pledge.mentor_proposal set mentor_says = 'no', state = 'declined', decided_at = '{_site.Clock.GetUtcNow():O}' where id = '{waited}'");
                return $"update pledge.mentor_proposal set decided_at = '2026-01-01Z' where id = '{waited}'";
            case "mentor-meeting-tomorrow":
                var meets = await _site.Arrange.MatchAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), Today.AddDays(-5));
                await _site.ExecuteAsync("insert into pledge.mentor_meeting (id, authority_id, young_person_id, match_id, side, on_day, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, $3, 'mentor', $4, now(), gen_random_uuid())", person.Authority, id, meets, Today.AddDays(1));
                return $"update pledge.mentor_meeting set outcome = 'called-off', outcome_at = now(), outcome_by = gen_random_uuid() where match_id = '{meets}'";
            case "mentor-agreement":
                var agreed = await _site.Arrange.MatchAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), Today.AddDays(-5));
                await _site.ExecuteAsync("insert into pledge.mentor_agreement (id, authority_id, young_person_id, match_id, side, what_we_do, how_often, until_on, written_at, written_by, mentor_yes_at) values (gen_random_uuid(), $1, $2, $3, 'mentor', 'Coffee', 'weekly', '2027-11-01', $4, gen_random_uuid(), $4)",
                    person.Authority, id, agreed, _site.Clock.GetUtcNow().AddDays(-1));
                return $"update pledge.mentor_agreement set young_person_yes_at = now() where match_id = '{agreed}'";
            case "mentor-ending":
                var ends = await _site.Arrange.MatchAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), Today.AddDays(-5));
                await _site.ExecuteAsync("update pledge.mentor_match set ending_on = $2, ending_planned_at = now(), ending_planned_by = gen_random_uuid() where id = $1", ends, Today.AddDays(14));
                return $"update pledge.mentor_match set ending_on = '2027-06-01' where id = '{ends}'";
            case "mentor-ended":
                var ended = await _site.Arrange.MatchAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), Today.AddDays(-50));
                await MovedAsync($"update pledge.mentor_match set ending_on = '{Today.AddDays(-1):yyyy-MM-dd}', ending_planned_at = '{_site.Clock.GetUtcNow().AddDays(-30):O}', ending_planned_by = gen_random_uuid(), ended_on = '{Today.AddDays(-1):yyyy-MM-dd}', end_kind = 'as-planned' where id = '{ended}'");
                return $"update pledge.mentor_match set ended_by = gen_random_uuid() where id = '{ended}'";
            case "mentor-concern-unread":
                var worried = await _site.Arrange.MatchAsync(person, await _site.Arrange.FreeMentorAsync(person.Authority), Today.AddDays(-5));
                await _site.ExecuteAsync("insert into pledge.mentor_concern (id, authority_id, young_person_id, match_id, side, words, raised_at, raised_by) values (gen_random_uuid(), $1, $2, $3, 'mentor', 'They were cold', $4, gen_random_uuid())",
                    person.Authority, id, worried, _site.Clock.GetUtcNow().AddDays(-1));
                return $"update pledge.mentor_concern set read_at = now(), read_by = gen_random_uuid() where match_id = '{worried}'";
            case "opportunity-closing" or "opportunity-closed":
                var saved = await PostAsync(person, Today.AddDays(2));
                await _site.ExecuteAsync("insert into pledge.saved_opportunity (id, authority_id, young_person_id, opportunity_id, title, saved_at) values (gen_random_uuid(), $1, $2, $3, 'Baker', now())", person.Authority, id, saved);
                if (rule == "opportunity-closed")
                    await MovedAsync($"update pledge.opportunity set state = 'closed', closed_on = '{Today:yyyy-MM-dd}', closed_because = 'filled' where id = '{saved}'");
                return $"update pledge.saved_opportunity set ended_at = now() where opportunity_id = '{saved}'";
            case "placement-start" or "placement-going" or "bursary-came" or "placement-to-confirm":
                return await PlacementAsync(rule, person, toYoungPerson);
            case "application-forgotten":
                var forgotten = await ApplicationAsync(person);
                await MovedAsync($"update pledge.job_application set state = 'withdrawn', ended_at = '{_site.Clock.GetUtcNow().AddDays(30 - 365):O}' where id = '{forgotten}'");
                return $"update pledge.job_application set ended_at = '{_site.Clock.GetUtcNow():O}' where id = '{forgotten}'";
            case "work-found":
                await KeptAsync(person, "bread");
                await PublishedAsync(person, Today);
                return $"update pledge.kept_search set looked_at = '{_site.Clock.GetUtcNow():O}' where young_person_id = '{id}'";
            case "consultation-open" or "consultation-closing" or "consultation-results":
                var (opens, closes) = rule switch { "consultation-open" => (0, 20), "consultation-closing" => (-20, 3), _ => (-30, -5) };
                await _site.ExecuteAsync("insert into pledge.consultation (id, authority_id, title, why, is_named, opens_on, closes_on, questions, state, asked_at, asked_by, heard, did, published_at, published_by, changed_at, changed_by) values (gen_random_uuid(), $1, 'Homes', 'To change them', false, $2, $3, '[{\"kind\": \"words\", \"asks\": \"What?\", \"options\": []}]', $4, now(), $5, $6, $6, $7, $8, now(), $5)",
                    person.Authority, Today.AddDays(opens), Today.AddDays(closes), rule == "consultation-results" ? "published" : "asked", worker.Account, "It is cold", rule == "consultation-results" ? _site.Clock.GetUtcNow() : null, rule == "consultation-results" ? worker.Account : null);
                await _site.ExecuteAsync("insert into pledge.consultation_asked (consultation_id, authority_id, young_person_id, age_band) select c.id, c.authority_id, $1, '18-20' from pledge.consultation c where c.authority_id = $2", id, person.Authority);
                return rule == "consultation-results" ? $"delete from pledge.consultation_asked where young_person_id = '{id}'" : $"update pledge.consultation_asked set answered = true where young_person_id = '{id}'";
            case "forum-news" or "forum-waiting":
                var (matter, raised) = (Guid.CreateVersion7(), _site.Clock.GetUtcNow().AddDays(rule == "forum-news" ? 0 : -7));
                await _site.ExecuteAsync("insert into pledge.forum_matter (id, authority_id, young_person_id, words, may_be_shown, raised_at) values ($1, $2, $3, 'Buses', true, $4)", matter, person.Authority, id, raised);
                var step = $"insert into pledge.forum_step (id, authority_id, young_person_id, matter_id, number, kind, forum_on, at, by) values (gen_random_uuid(), '{person.Authority}', '{id}', '{matter}', 1, 'listed', '2027-01-04', '{raised:O}', '{worker.Account}')";
                if (rule == "forum-waiting")
                    return step;
                await _site.ExecuteAsync(step);
                return $"update pledge.forum_matter set taken_back_at = now() where id = '{matter}'";
            case "application-news":
                var applied = await ApplicationAsync(person);
                await MovedAsync($"update pledge.job_application set state = 'offered', changed_at = '{_site.Clock.GetUtcNow():O}' where id = '{applied}'");
                return $"update pledge.job_application set state = 'accepted', ended_at = now() where id = '{applied}'";
            case "action-due":
                await _site.Arrange.ActionAsync(person, "Ring the bank", Today.AddDays(2), toYoungPerson ? null : worker);
                return $"update pledge.plan_action set done_at = now(), done_by = gen_random_uuid() where young_person_id = '{id}'";
            case "plan-waiting":
                var version = await _site.Arrange.SharedVersionAsync(worker, person);
                await MovedAsync($"update pledge.plan_version set shared_at = '{_site.Clock.GetUtcNow().AddDays(toYoungPerson ? -4 : -29):O}' where id = '{version}'");
                return $"insert into pledge.plan_voice (id, authority_id, young_person_id, version_id, answer, said_by, recorded_at, recorded_by) values (gen_random_uuid(), '{person.Authority}', '{id}', '{version}', 'agree', 'young-person', now(), '{person.Account}')";
            case "plan-to-approve":
                await _site.Arrange.SubmittedAsync(worker, person);
                await MovedAsync($"update pledge.plan_version set submitted_at = submitted_at - interval '3 days' where young_person_id = '{id}'");
                return $"update pledge.plan_version set state = 'draft', submitted_at = null, submitted_by = null where young_person_id = '{id}'";
            case "message-unanswered":
                await _site.Arrange.ConversationAsync(worker, person, "My bus pass", _site.Clock.GetUtcNow().AddDays(-5), (true, "Can you help?"));
                return $"update pledge.conversation set waiting_since = null where young_person_id = '{id}'";
            case "correction-due":
                await _site.ExecuteAsync("insert into pledge.correction_request (id, authority_id, young_person_id, part, wrong, asked_at, asked_by, state) values (gen_random_uuid(), $1, $2, 'home', 'I moved', $3, $4, 'asked')",
                    person.Authority, id, _site.Clock.GetUtcNow().AddDays(-28), person.Account);
                return $"update pledge.correction_request set state = 'taken-back' where young_person_id = '{id}'";
            case "check-lapsing":
                await _site.Arrange.ProfessionalAsync(worker, person, "Ms Hall", checkAgainBy: Today.AddDays(29));
                return $"update pledge.involved_professional set superseded_at = now(), superseded_as = 'corrected' where young_person_id = '{id}'";
            case "appointment-tomorrow" or "appointment-soon":
                await _site.Arrange.AppointmentAsync(person, LondonTime.At(Today.AddDays(rule == "appointment-soon" ? 0 : 1), new(15, 0)));
                return $"update pledge.appointment set state = 'cancelled' where young_person_id = '{id}'";
            case "appointment-to-answer":
                await _site.Arrange.AppointmentAsync(person, LondonTime.At(Today.AddDays(20), new(15, 0)), proposedBy: toYoungPerson ? "worker" : "young-person", changedAt: _site.Clock.GetUtcNow().AddDays(-2));
                return $"update pledge.appointment set state = 'accepted' where young_person_id = '{id}'";
            case "draft-unfinished":
                await _site.ExecuteAsync("insert into pledge.draft (authority_id, account_id, form, body, page_key, saved_at) values ($1, $2, 'message-new', '{\"Body\": \"Hello\"}', gen_random_uuid(), $3)",
                    person.Authority, person.Account, _site.Clock.GetUtcNow().AddDays(-3));
                return $"delete from pledge.draft where account_id = '{person.Account}'";
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule, "Nothing here causes it.");
        }
    }

    /// <summary>A version only goes forward, so the owner stands its guard aside for a moment.</summary>
    private async Task MovedAsync(string sql)
    {
        await _site.ExecuteAsync("alter table pledge.plan_version disable trigger plan_version_moves");
        await _site.ExecuteAsync(sql);
        await _site.ExecuteAsync("alter table pledge.plan_version enable trigger plan_version_moves");
    }

    private static Task<string> StateAsync(MailSite site, Someone who, string rule) =>
        site.SqlAsync<string>("select case state when 'bundled' then 'queued' else state end from pledge.message where account_id = $1 and rule = $2", who.Account, rule);
}

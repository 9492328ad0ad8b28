using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Features.MentoringLife;

namespace Pledge.Tests.Features.MentoringLife;

public sealed class MentoringLifeTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly First = new(2026, 10, 10);

    [Fact]
    public async Task The_two_agree_and_a_changed_version_needs_both_again()
    {
        var (match, young, mentor, _, coordinator) = await ArrangeAsync();
        var address = $"/mentor-match/{match}";
        Assert.Contains("what you want to do together", await (await mentor.SubmitFormAsync($"{address}/agreement", "write")).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitFormAsync($"{address}/agreement", "write", [("WhatWeDo", "Cook together"), ("HowOften", "weekly"), ("Goals", "Five dishes"), .. Day("UntilOn", 1, 10, 2027)]));
        var mine = await ReadAsync(young, address);
        Assert.Contains("Mo wrote this", mine, StringComparison.Ordinal);
        Assert.Contains("Cook together", mine, StringComparison.Ordinal);
        var late = await young.FillAsync($"{address}/agreement", "yes");
        await RedirectAsync(mentor.SubmitFormAsync($"{address}/agreement", "write", ("WhatWeDo", "Cook and shop")));
        // What was changed meanwhile is not agreed to unread.
        Assert.Contains("changed while you were here", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"{address}/agreement", "yes"));
        Assert.Contains("You both said yes to this", await ReadAsync(mentor, address), StringComparison.Ordinal);
        Assert.Contains("version 1, since 1 November 2026", await ReadAsync(mentor, address), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<int>("select min(terms_version) from pledge.mentor_agreement where match_id = $1", match));
        Assert.Contains("Cook and shop", await ReadAsync(coordinator, $"/mentoring/matches/{match}"), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"{address}/agreement", "write", ("WhatWeDo", "Only talk")));
        var theirs = await ReadAsync(mentor, address);
        Assert.Contains("Ash wrote this", theirs, StringComparison.Ordinal);
        // What both said yes to holds meanwhile.
        Assert.Contains("Cook and shop", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("No agreement yet", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_was_planned_is_off_again_when_whoever_planned_it_or_the_young_person_says_so()
    {
        var (match, young, mentor, _, _) = await ArrangeAsync();
        var address = $"/mentor-match/{match}/ending";
        const string planned = "select count(*) from pledge.mentor_match where id = $1 and ending_on is not null";
        await RedirectAsync(young.SubmitFormAsync(address, "plan", Day("EndingOn", 20, 12)));
        Assert.Null((await mentor.PageAsync(address)).QuerySelector("form#go-on"));
        Assert.Contains("Only the person who planned", await (await mentor.PostFormAsync(address, $"{address}?handler=GoOn")).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>(planned, match));
        // What is refused of the goodbye stands beside its own words, leaves the day as it is, and opens nothing else.
        var tooLong = await (await young.SubmitFormAsync(address, "goodbye", ("WentWell", "We talked"), ("Words", new string('x', 1001)))).DocumentAsync();
        Assert.Equal("#Words", tooLong.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.Equal("20", tooLong.QuerySelector("[name='EndingOn.Day']")?.GetAttribute("value"));
        Assert.Null(tooLong.QuerySelector("details[open]"));
        await RedirectAsync(young.SubmitFormAsync(address, "go-on"));
        Assert.Equal(0, await site.SqlAsync<long>(planned, match));
        await RedirectAsync(mentor.SubmitFormAsync(address, "plan", Day("EndingOn", 20, 12)));
        await RedirectAsync(mentor.SubmitFormAsync(address, "go-on"));
        Assert.Equal(0, await site.SqlAsync<long>(planned, match));
        // A break needs no reason.
        await RedirectAsync(young.SubmitFormAsync($"/mentor-match/{match}/break", "break", Day("UntilOn", 1, 12)));
        Assert.Contains("You are having a break until 1 December 2026", await ReadAsync(mentor, $"/mentor-match/{match}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_a_meeting_was_for_one_is_not_for_the_other_nor_for_the_worker()
    {
        var (match, young, mentor, worker, coordinator) = await ArrangeAsync();
        var address = $"/mentor-match/{match}";
        Assert.Contains("still to come", await (await young.SubmitAsync($"{address}/meetings/new", [("Outcome", "made"), ("Place", ""), .. Day("OnDay", 1, 12)])).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitAsync($"{address}/meetings/new", [("Outcome", "made"), ("Feeling", "2"), ("Words", "It was loud"), ("Place", "Café Blue"), .. Day("OnDay", 20, 11)]));
        var meeting = await site.SqlAsync<Guid>("select id from pledge.mentor_meeting where match_id = $1", match);
        var theirs = await ReadAsync(mentor, address) + await ReadAsync(mentor, $"{address}/meetings/{meeting}");
        Assert.Contains("Café Blue", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("It was loud", theirs, StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitFormAsync($"{address}/meetings/{meeting}", "how", ("Feeling", "5"), ("Words", "They laughed")));
        Assert.DoesNotContain("They laughed", await ReadAsync(young, address), StringComparison.Ordinal);
        var both = await ReadAsync(coordinator, $"/mentoring/matches/{match}");
        Assert.Contains("It was loud", both, StringComparison.Ordinal);
        Assert.Contains("They laughed", both, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await worker.GetAsync($"/mentoring/matches/{match}")).StatusCode);

        await RedirectAsync(young.SubmitFormAsync($"{address}/meetings/{meeting}", "withdraw"));
        Assert.Contains("It was taken out", await ReadAsync(mentor, address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"{address}/meetings/{meeting}")).StatusCode);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_meeting where match_id = $1", match));
    }

    [Fact]
    public async Task What_a_young_person_said_of_a_meeting_stays_when_the_mentor_takes_it_out_and_however_many_there_are()
    {
        var (match, young, mentor, _, coordinator) = await ArrangeAsync();
        var address = $"/mentor-match/{match}";
        foreach (var place in new[] { "Café Blue", "The park" })
            await RedirectAsync(mentor.SubmitAsync($"{address}/meetings/new", [("Outcome", "made"), ("Place", place), .. Day("OnDay", 20, 11)]));
        var meeting = await site.SqlAsync<Guid>("select id from pledge.mentor_meeting where match_id = $1 and place = 'Café Blue'", match);
        await RedirectAsync(young.SubmitFormAsync($"{address}/meetings/{meeting}", "how", ("Feeling", "1"), ("Words", "He asked me to come home")));
        // Nobody takes out what the other wrote, on the page or past it.
        Assert.Null((await young.PageAsync($"{address}/meetings/{meeting}")).QuerySelector("form#withdraw"));
        foreach (var one in await site.SqlAsync<Guid[]>("select array_agg(id) from pledge.mentor_meeting where match_id = $1", match))
            await RedirectAsync(mentor.SubmitFormAsync($"{address}/meetings/{one}", "withdraw"));
        await site.ExecuteAsync("insert into pledge.mentor_meeting (id, authority_id, young_person_id, match_id, side, on_day, recorded_at, recorded_by, outcome, outcome_at, outcome_by) select gen_random_uuid(), authority_id, young_person_id, id, 'mentor', '2026-11-21', now(), gen_random_uuid(), 'made', now(), gen_random_uuid() from pledge.mentor_match, generate_series(1, 150) where id = $1", match);

        foreach (var page in new[] { await ReadAsync(coordinator, $"/mentoring/matches/{match}"), await ReadAsync(young, address) })
        {
            Assert.Contains("He asked me to come home", page, StringComparison.Ordinal);
            Assert.Matches("The mentor took it out on|It was taken out", page);
            Assert.DoesNotContain("The park", page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("Café Blue", await ReadAsync(mentor, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mentor_ends_no_break_that_the_young_person_asked_for()
    {
        var (match, young, mentor, _, _) = await ArrangeAsync();
        var address = $"/mentor-match/{match}/break";
        var late = await young.FillAsync(address, "break", [("Reason", "Exams"), .. Day("UntilOn", 10, 1, 2027)]);
        await RedirectAsync(mentor.SubmitFormAsync(address, "break", [("Reason", "Holidays"), .. Day("UntilOn", 1, 12)]));
        await RedirectAsync(mentor.SubmitFormAsync(address, "end"));
        await RedirectAsync(late());
        Assert.Contains("Ash or the coordinator can end the break earlier", await ReadAsync(mentor, address), StringComparison.Ordinal);
        Assert.Contains("Only the person who asked", await (await mentor.PostFormAsync($"/mentor-match/{match}/worried", $"{address}?handler=End")).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_pause where match_id = $1 and ended_at is null and side = 'young-person'", match));
        await RedirectAsync(young.SubmitFormAsync(address, "end"));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_pause where match_id = $1 and ended_at is null", match));
    }

    [Fact]
    public async Task A_mentor_who_plans_an_end_for_today_and_goes_has_stopped()
    {
        var (match, young, mentor, _, coordinator) = await ArrangeAsync();
        var address = $"/mentor-match/{match}/ending";
        await RedirectAsync(mentor.SubmitFormAsync(address, "plan", Day("EndingOn", 22, 11)));
        await RedirectAsync(mentor.SubmitFormAsync(address, "stop"));
        Assert.Equal("mentor-stops", await site.SqlAsync<string>("select end_kind from pledge.mentor_match where id = $1", match));
        Assert.Contains("Ended early", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        // What it was is no side's to choose, past the program either.
        Assert.Equal("23514", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.ExecuteAsync("update pledge.mentor_match set end_kind = 'as-planned' where id = $1", match))).SqlState);
        await RedirectAsync(young.SubmitFormAsync(address, "goodbye", ("Words", "I will miss you")));
        Assert.Contains("I will miss you", await ReadAsync(mentor, $"/mentor-match/{match}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_young_person_stopped_their_mentor_sends_no_goodbye_and_none_is_written_anew()
    {
        var (match, young, mentor, _, _) = await ArrangeAsync();
        var address = $"/mentor-match/{match}/ending";
        var late = await mentor.FillAsync(address, "goodbye", ("Words", "Call me"));
        await RedirectAsync(young.SubmitFormAsync(address, "goodbye", ("Words", "Thank you")));
        Assert.Contains("Your goodbye to Mo", await ReadAsync(young, address), StringComparison.Ordinal);
        Assert.Null((await young.PageAsync(address)).QuerySelector("form#goodbye"));
        await RedirectAsync(young.SubmitFormAsync(address, "stop"));
        Assert.Contains("No goodbye can be sent now", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        Assert.Null((await mentor.PageAsync(address)).QuerySelector("form#goodbye"));
        Assert.DoesNotContain("Call me", await ReadAsync(young, $"/mentor-match/{match}"), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_goodbye where match_id = $1", match));
    }

    [Fact]
    public async Task A_worry_goes_to_worker_manager_and_coordinator_at_once_and_stays_until_somebody_says_what_they_did()
    {
        var (match, young, mentor, worker, coordinator) = await ArrangeAsync();
        Assert.Contains("what you are worried about", await (await young.SubmitAsync($"/mentor-match/{match}/worried", ("Words", ""))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("999", await ReadAsync(mentor, $"/mentor-match/{match}/worried"), StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitAsync($"/mentor-match/{match}/worried", ("Words", "They were cold and hungry")));

        var concern = await site.SqlAsync<Guid>("select id from pledge.mentor_concern where match_id = $1", match);
        Assert.Equal("adviser, coordinator, manager", await site.SqlAsync<string>(
            "select string_agg(a.role, ', ' order by a.role) from pledge.message m join identity.account a on a.id = m.account_id where m.rule = 'mentor-concern' and m.occurrence = $1 and m.state = 'queued' and m.channel = 'email'", concern.ToString()));
        foreach (var kept in new[] { await ReadAsync(young, $"/mentor-match/{match}"), await ReadAsync(young, $"/mentor-match/{match}/worried"), await ReadAsync(young, "/record") })
            Assert.DoesNotContain("hungry", kept, StringComparison.Ordinal);
        Assert.Contains("Nobody has answered yet", await ReadAsync(mentor, $"/mentor-match/{match}/worried"), StringComparison.Ordinal);
        foreach (var (visitor, page, says) in new[] { (worker, "/caseload", "wait"), (coordinator, "/mentoring", "nobody has answered") })
        {
            Assert.Contains(says, (await visitor.PageAsync(page)).QuerySelector("a[href='/mentoring/worries']").Reads(), StringComparison.Ordinal);
            Assert.DoesNotContain("hungry", await ReadAsync(visitor, page), StringComparison.Ordinal);
        }
        var address = $"/mentoring/worries/{concern}";
        Assert.Contains("They were cold and hungry", await ReadAsync(worker, address), StringComparison.Ordinal);
        Assert.Contains("Say what you did", await (await worker.SubmitAsync(address, ("Done", ""))).ErrorAsync(), StringComparison.Ordinal);

        var (first, second) = (await worker.FillAsync(address, null, ("Done", "Rang the home")), await coordinator.FillAsync(address, null, ("Done", "Spoke to Mo")));
        var both = await Task.WhenAll(first(), second());
        Assert.All(both, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var read = await ReadAsync(worker, address);
        Assert.Contains("Rang the home", read, StringComparison.Ordinal);
        Assert.Contains("Spoke to Mo", read, StringComparison.Ordinal);
        Assert.Null((await worker.PageAsync("/caseload")).QuerySelector("a[href='/mentoring/worries']"));
        var mine = await ReadAsync(mentor, $"/mentor-match/{match}/worried");
        Assert.Contains("Somebody read it on", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Rang the home", mine, StringComparison.Ordinal);

        foreach (var sql in new[] { "delete from pledge.mentor_concern where id = $1", "update pledge.mentor_concern set words = 'x' where id = $1", "update pledge.mentor_concern set read_at = null, read_by = null where id = $1", "delete from pledge.mentor_concern_note where concern_id = $1" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.ExecuteAsync(sql, concern))).SqlState);
    }

    [Fact]
    public async Task Strangers_find_no_match_and_no_worry()
    {
        var (match, young, _, _, _) = await ArrangeAsync();
        await RedirectAsync(young.SubmitAsync($"/mentor-match/{match}/worried", ("Words", "Between us")));
        var concern = await site.SqlAsync<Guid>("select id from pledge.mentor_concern where match_id = $1", match);
        var (_, otherYoung, otherMentor, otherWorker, otherCoordinator) = await ArrangeAsync();
        foreach (var visitor in new[] { otherYoung, otherMentor })
            foreach (var below in new[] { "", "/agreement", "/meetings/new", "/break", "/ending", "/worried" })
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/mentor-match/{match}{below}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await otherWorker.GetAsync($"/mentoring/worries/{concern}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await otherCoordinator.GetAsync($"/mentoring/worries/{concern}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await otherCoordinator.GetAsync($"/mentoring/matches/{match}")).StatusCode);
        Assert.DoesNotContain(concern.ToString(), await (await otherWorker.GetAsync("/mentoring/worries")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_young_person_who_stops_is_asked_whether_to_look_again_and_the_coordinator_sees_it()
    {
        var (match, young, mentor, _, coordinator) = await ArrangeAsync();
        await RedirectAsync(young.SubmitFormAsync($"/mentor-match/{match}/ending", "stop", ("Why", "We did not get on")));
        Assert.Contains("We did not get on", await ReadAsync(coordinator, $"/mentoring/matches/{match}"), StringComparison.Ordinal);
        Assert.Contains("Ended early", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        Assert.DoesNotContain("get on", await ReadAsync(mentor, $"/mentor-match/{match}"), StringComparison.Ordinal);
        var person = await site.SqlAsync<Guid>("select young_person_id from pledge.mentor_match where id = $1", match);
        Assert.Contains("Shall we look for somebody else?", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        // Nobody looks for them before they say so.
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/mentoring/{person}")).StatusCode);
        await RedirectAsync(young.SubmitAsync("/mentor/wish", ("Form.Words", "Somebody quiet")));
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync($"/mentoring/{person}")).StatusCode);
        Assert.DoesNotContain("Shall we look", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planned_end_is_as_planned_and_each_reads_the_others_goodbye()
    {
        var (match, young, mentor, _, coordinator) = await ArrangeAsync();
        var address = $"/mentor-match/{match}/ending";
        Assert.Contains("at most 365 days", await (await mentor.SubmitFormAsync(address, "plan", Day("EndingOn", 1, 1, 2029))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitFormAsync(address, "plan", Day("EndingOn", 22, 11)));
        await site.ExecuteAsync("update pledge.mentor_match set ending_planned_at = '2026-11-08Z' where id = $1", match);
        await RedirectAsync(mentor.SubmitFormAsync(address, "goodbye", ("WentWell", "You cooked for me"), ("Words", "Thank you")));
        Assert.Contains("You cooked for me", await ReadAsync(young, $"/mentor-match/{match}"), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync(address, "stop"));
        Assert.Equal("as-planned", await site.SqlAsync<string>("select end_kind from pledge.mentor_match where id = $1", match));
        await RedirectAsync(young.SubmitFormAsync(address, "goodbye", ("Words", "I will miss you")));
        Assert.Contains("I will miss you", await ReadAsync(mentor, $"/mentor-match/{match}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ended early", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.mentor_match set ended_on = '2026-10-20', ending_on = '2026-10-20', ending_planned_at = '2026-10-01Z' where id = $1", match);
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"/mentor-match/{match}")).StatusCode);
    }

    [Fact]
    public async Task A_planned_end_comes_by_itself_when_its_day_is_past_and_goodbyes_are_still_said()
    {
        var (match, young, mentor, _, _) = await ArrangeAsync();
        var (meets, _, _, _, _) = await ArrangeAsync();
        foreach (var one in new[] { match, meets })
            await site.ExecuteAsync("update pledge.mentor_match set ending_on = '2026-11-21', ending_planned_at = '2026-11-01Z', ending_planned_by = gen_random_uuid() where id = $1", one);
        await site.ExecuteAsync("insert into pledge.mentor_meeting (id, authority_id, young_person_id, match_id, side, on_day, recorded_at, recorded_by) select gen_random_uuid(), authority_id, young_person_id, id, 'mentor', '2026-11-28', now(), gen_random_uuid() from pledge.mentor_match where id = $1", meets);
        await using (var scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<EndPlannedMatches>().RunAsync(CancellationToken.None);

        const string Stand = "select concat_ws(' ', ended_on, end_kind, ended_by) from pledge.mentor_match where id = $1";
        Assert.Equal("2026-11-21 as-planned", await site.SqlAsync<string>(Stand, match));
        Assert.Equal("", await site.SqlAsync<string>(Stand, meets));
        foreach (var (visitor, other, words) in new[] { (young, mentor, "Thank you, Mo"), (mentor, young, "All the best") })
        {
            Assert.Contains("It ended on 21 November 2026", await ReadAsync(visitor, $"/mentor-match/{match}"), StringComparison.Ordinal);
            await RedirectAsync(visitor.SubmitFormAsync($"/mentor-match/{match}/ending", "goodbye", ("Words", words)));
            Assert.Contains(words, await ReadAsync(other, $"/mentor-match/{match}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_many_meetings_the_latest_stand_open_and_the_others_are_folded()
    {
        var (match, young, _, _, coordinator) = await ArrangeAsync();
        await site.ExecuteAsync("insert into pledge.mentor_meeting (id, authority_id, young_person_id, match_id, side, on_day, recorded_at, recorded_by) select gen_random_uuid(), authority_id, young_person_id, id, 'mentor', date '2026-11-01' + n, now(), gen_random_uuid() from pledge.mentor_match, generate_series(1, 14) n where id = $1", match);
        foreach (var page in new[] { await young.PageAsync($"/mentor-match/{match}"), await coordinator.PageAsync($"/mentoring/matches/{match}") })
        {
            Assert.Equal(4, page.QuerySelectorAll("details .rows > li").Length);
            Assert.Contains("15 November", page.QuerySelector(".rows > li").Reads(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_coordinator_checks_in_with_each_side_and_alone_reads_it()
    {
        var (match, young, mentor, _, coordinator) = await ArrangeAsync();
        var address = $"/mentoring/matches/{match}";
        var list = await ReadAsync(coordinator, "/mentoring/matches");
        Assert.Contains("Check-in due", list, StringComparison.Ordinal);
        Assert.Contains("No meeting for 6 weeks", list, StringComparison.Ordinal);
        Assert.Contains("how it goes", await (await coordinator.SubmitFormAsync(address, "check-in", Day("Form.DoneOn", 20, 11))).ErrorAsync(), StringComparison.Ordinal);
        foreach (var side in new[] { "young-person", "mentor" })
            await RedirectAsync(coordinator.SubmitFormAsync(address, "check-in", [("Which", side + ":1"), ("Form.Going", "mixed"), ("Form.Words", "Between us two"), .. Day("Form.DoneOn", 20, 11)]));
        Assert.DoesNotContain("Check-in due", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        foreach (var page in new[] { await ReadAsync(young, $"/mentor-match/{match}"), await ReadAsync(mentor, $"/mentor-match/{match}") })
            Assert.DoesNotContain("Between us two", page, StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitFormAsync($"/mentor-match/{match}/break", "break", [("Reason", "Exams"), .. Day("UntilOn", 10, 1, 2027)]));
        Assert.DoesNotContain("No meeting for 6 weeks", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        Assert.Contains("Exams", await ReadAsync(young, $"/mentor-match/{match}"), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"/mentor-match/{match}/break", "end"));
        Assert.DoesNotContain("Exams", await ReadAsync(mentor, $"/mentor-match/{match}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_version_of_what_holds_for_every_pair_has_its_words()
    {
        var texts = site.Services.GetRequiredService<IStringLocalizer<MentoringLifeText>>();
        Assert.All(AgreementTerms.All.SelectMany(terms => Enumerable.Range(1, terms.Lines).Select(line => $"Terms_{terms.Version}_{line}")), key => Assert.False(texts[key].ResourceNotFound, key));
    }

    [Fact]
    public async Task A_match_whose_mentor_may_not_meet_stands_under_what_needs_somebody_and_the_mentor_cannot_leave_it_behind()
    {
        var (match, _, _, _, coordinator) = await ArrangeAsync();
        var mentor = await site.SqlAsync<Guid>("select mentor_id from pledge.mentor_match where id = $1", match);
        Assert.DoesNotContain("The mentor may not meet now", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        Assert.Contains("Ash", await ReadAsync(coordinator, $"/mentors/{mentor}"), StringComparison.Ordinal);
        // Named before the refusal is saved, and alarmed after.
        Assert.Contains("then meet nobody", await ReadAsync(coordinator, $"/mentors/{mentor}/clearance"), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitAsync($"/mentors/{mentor}/clearance", [("Decided", "not-accepted"), ("Level", "enhanced-barred"), ("CertificateNumber", "001234567891"), .. Day("IssuedOn", 1, 11), .. Day("RecheckDueOn", 1, 11, 2028)]));
        foreach (var address in new[] { "/mentoring/matches", $"/mentoring/matches/{match}" })
            Assert.Contains("The mentor may not meet now", await ReadAsync(coordinator, address), StringComparison.Ordinal);
        Assert.Contains("May not meet now", await ReadAsync(coordinator, $"/mentors/{mentor}"), StringComparison.Ordinal);

        Assert.Contains("End their matches first", await (await coordinator.SubmitFormAsync($"/mentors/{mentor}/step", null, ("Next", "left"), ("Reason", "Moved away"))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitAsync($"/mentoring/matches/{match}/end", ("Reason", "The check")));
        Assert.DoesNotContain("The mentor may not meet now", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentors/{mentor}/step", null, ("Next", "left"), ("Reason", "Moved away")));
        // The end waits until somebody looked after it, and is found again under what ended.
        Assert.Contains("Ended early", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentoring/matches/{match}", "end-seen"));
        Assert.DoesNotContain("Ended early", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        Assert.Contains("Ash and Mo", await ReadAsync(coordinator, "/mentoring/matches?show=ended"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update pledge.mentor set state = 'paused' where id = $1")]
    [InlineData("update pledge.mentor_clearance set outcome = 'not-accepted' where mentor_id = $1")]
    [InlineData("update pledge.mentor_clearance set superseded_at = now(), superseded_by = gen_random_uuid() where mentor_id = $1")]
    [InlineData("update pledge.mentor_clearance set recheck_due_on = '2026-11-01' where mentor_id = $1")]
    [InlineData("update pledge.mentor_training set valid_until = '2026-11-01' where course = 'safeguarding' and mentor_id = $1")]
    [InlineData("update pledge.mentor_training set superseded_at = now(), superseded_by = gen_random_uuid() where course = 'code-of-conduct' and mentor_id = $1")]
    public async Task The_register_and_the_list_of_matches_say_the_same_of_a_mentor(string sql)
    {
        var (match, _, _, _, coordinator) = await ArrangeAsync();
        var mentor = await site.SqlAsync<Guid>("select mentor_id from pledge.mentor_match where id = $1", match);
        Assert.DoesNotContain("May not meet now", await ReadAsync(coordinator, $"/mentors/{mentor}"), StringComparison.Ordinal);
        await site.ExecuteAsync(sql, mentor);
        Assert.Contains("May not meet now", await ReadAsync(coordinator, $"/mentors/{mentor}"), StringComparison.Ordinal);
        Assert.Contains("The mentor may not meet now", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_leaves_the_register_past_the_page_while_they_meet_somebody()
    {
        var (match, _, _, _, _) = await ArrangeAsync();
        var mentor = await site.SqlAsync<Guid>("select mentor_id from pledge.mentor_match where id = $1", match);
        Assert.Equal("left_without_a_match", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.ExecuteAsync(
            $"do $$ begin perform set_config('pledge.actor', 'coordinator', true); update pledge.mentor set state = 'left' where id = '{mentor}'; end $$"))).ConstraintName);
    }

    [Fact]
    public async Task A_check_in_that_does_not_go_well_needs_somebody_until_it_goes_better_or_something_was_done()
    {
        var (match, _, _, _, coordinator) = await ArrangeAsync();
        var address = $"/mentoring/matches/{match}";
        await RedirectAsync(coordinator.SubmitFormAsync(address, "check-in", [("Which", "young-person:1"), ("Form.Going", "worried"), ("Form.Words", "Does not want to go"), .. Day("Form.DoneOn", 20, 11)]));
        Assert.Contains("It does not go well", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        var checkIn = await site.SqlAsync<Guid>("select id from pledge.mentor_check_in where match_id = $1", match);
        var page = await coordinator.PageAsync($"{address}/check-ins/{checkIn}");
        Assert.NotNull(page.QuerySelector($"main a[href='/mentor-match/{match}/worried']"));
        Assert.NotNull(page.QuerySelector($"main a[href='{address}/end']"));
        Assert.Contains("Say what you did", await (await coordinator.SubmitFormAsync($"{address}/check-ins/{checkIn}", "act", ("Acted", " "))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync($"{address}/check-ins/{checkIn}", "act", ("Acted", "Spoke to both")));
        Assert.DoesNotContain("It does not go well", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);

        await RedirectAsync(coordinator.SubmitFormAsync(address, "check-in", [("Which", "mentor:1"), ("Form.Going", "worried"), .. Day("Form.DoneOn", 20, 11)]));
        Assert.Contains("It does not go well", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync(address, "check-in", [("Which", "mentor:3"), ("Form.Going", "mixed"), .. Day("Form.DoneOn", 21, 11)]));
        Assert.DoesNotContain("It does not go well", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_in_is_corrected_beside_itself_and_never_overwritten()
    {
        var (match, _, _, _, coordinator) = await ArrangeAsync();
        var address = $"/mentoring/matches/{match}";
        var late = await coordinator.FillAsync(address, "check-in", [("Which", "mentor:1"), ("Form.Going", "well"), .. Day("Form.DoneOn", 21, 11)]);
        await RedirectAsync(coordinator.SubmitFormAsync(address, "check-in", [("Which", "mentor:1"), ("Form.Going", "mixed"), ("Form.Words", "He is often late"), .. Day("Form.DoneOn", 20, 11)]));
        Assert.Contains("recorded already", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        Assert.Null((await coordinator.PageAsync(address)).QuerySelector("option[value='mentor:1']"));
        var checkIn = await site.SqlAsync<Guid>("select id from pledge.mentor_check_in where match_id = $1", match);
        await RedirectAsync(coordinator.SubmitFormAsync($"{address}/check-ins/{checkIn}", "correct", ("Form.Going", "well"), ("Form.Words", "He was late once")));
        var now = await site.SqlAsync<Guid>("select id from pledge.mentor_check_in where match_id = $1 and superseded_at is null", match);
        var read = await ReadAsync(coordinator, $"{address}/check-ins/{now}");
        Assert.Contains("He was late once", read, StringComparison.Ordinal);
        Assert.Contains("He is often late", read, StringComparison.Ordinal);
        Assert.Contains("Recorded by", read, StringComparison.Ordinal);
        Assert.Contains("Corrected on", await ReadAsync(coordinator, $"{address}/check-ins/{checkIn}"), StringComparison.Ordinal);
        Assert.DoesNotContain("often late", await ReadAsync(coordinator, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worry_stays_among_what_needs_somebody_after_its_match_ended_and_says_whom_to_ring()
    {
        var (match, young, _, worker, coordinator) = await ArrangeAsync();
        await RedirectAsync(young.SubmitAsync($"/mentor-match/{match}/worried", ("Words", "He asked for money")));
        await site.ExecuteAsync("update pledge.mentor_match set ended_on = '2026-08-01', ended_by = gen_random_uuid(), end_kind = 'mentor-stops' where id = $1", match);
        Assert.Contains("Somebody is worried", await ReadAsync(coordinator, "/mentoring/matches"), StringComparison.Ordinal);
        foreach (var address in new[] { "/mentoring/matches", "/mentoring" })
            Assert.Contains("nobody has answered: 1", await ReadAsync(coordinator, address), StringComparison.Ordinal);

        await site.ExecuteAsync("update pledge.staff_member set work_phone = '0121 496 0111' where role = 'adviser' and authority_id = (select authority_id from pledge.mentor_match where id = $1)", match);
        var concern = await site.SqlAsync<Guid>("select id from pledge.mentor_concern where match_id = $1", match);
        var page = (await coordinator.PageAsync($"/mentoring/worries/{concern}")).QuerySelector("main")!;
        Assert.Contains("0121 496 0111", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("mo@mentors.test", page.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='/mentoring/matches/{match}']"));
        // Who reaches the young person has their record; the register is not theirs.
        Assert.DoesNotContain("mo@mentors.test", await ReadAsync(worker, $"/mentoring/worries/{concern}"), StringComparison.Ordinal);
        var (_, _, _, _, other) = await ArrangeAsync();
        Assert.DoesNotContain("nobody has answered: 1", await ReadAsync(other, "/mentoring"), StringComparison.Ordinal);
    }

    /// <summary>A match since 10 October 2026 with everybody around it, in an authority of its own.</summary>
    private async Task<(Guid Match, Visitor Young, Visitor Mentor, Visitor Worker, Visitor Coordinator)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var team = await site.Arrange.TeamAsync(authority);
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser, team);
        await site.Arrange.StaffAsync(authority, Roles.Manager, team);
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.AssignAsync(worker, person);
        var mentor = await site.Arrange.FreeMentorAsync(authority);
        await site.Arrange.WishAsync(person);
        await site.ExecuteAsync("update pledge.mentor_wish set written_at = '2026-09-01Z' where young_person_id = $1", person.YoungPerson);
        var match = await site.Arrange.MatchAsync(person, mentor, First);
        return (match, await site.SignInAsync(person.Account), await site.SignInAsync((await site.Arrange.MentorSignsInAsync(authority, mentor)).Account),
            await site.SignInAsync(worker.Account), await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account));
    }

    private static (string, string)[] Day(string field, int day, int month, int year = 2026) => [($"{field}.Day", $"{day}"), ($"{field}.Month", $"{month}"), ($"{field}.Year", $"{year}")];

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main")!.TextContent;

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
    }
}

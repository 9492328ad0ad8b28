using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Mentoring;

public sealed class MentoringPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_young_person_says_what_they_look_for_picks_a_mentor_and_both_say_yes()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        await RedirectAsync(young.SubmitAsync("/mentor/wish", ("Form.Words", "Somebody to make music with"), ("Form.Interests", "music"), ("Form.Hopes", "work")));
        var mine = await ReadAsync(young, "/mentor");
        Assert.Contains("Mo", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Reed", mine, StringComparison.Ordinal);
        Assert.Contains("You both like: Music", mine, StringComparison.Ordinal);

        await RedirectAsync(young.SubmitFormAsync($"/mentor/ask/{mentor}", "ask"));
        Assert.Contains("You said yes. We are asking Mo", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        var proposal = await site.SqlAsync<Guid>("select id from pledge.mentor_proposal where young_person_id = $1", person.YoungPerson);
        Assert.Contains("Ash and Mo", await ReadAsync(coordinator, "/mentoring?show=proposals"), StringComparison.Ordinal);

        var address = $"/mentoring/proposals/{proposal}";
        Assert.Contains("first meet", await (await coordinator.SubmitAsync(address, ("Says", "yes"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("from tomorrow", await (await coordinator.SubmitAsync(address, [("Says", "yes"), .. Day("MeetingOn", 1, 11)])).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitAsync(address, [("Says", "yes"), .. Day("MeetingOn", 5, 12)]));
        Assert.Equal("1 2026-12-05", await site.SqlAsync<string>("select place || ' ' || meeting_on from pledge.mentor_match where young_person_id = $1", person.YoungPerson));
        Assert.Contains("Mo is your mentor. You first meet on 5 December 2026.", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody to make music with", await ReadAsync(coordinator, "/mentoring"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_proposes_and_the_young_person_says_no_without_the_mentor_being_suggested_again()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.WishAsync(person);
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentoring/{person.YoungPerson}", $"propose-{mentor}"));
        var proposal = await site.SqlAsync<Guid>("select id from pledge.mentor_proposal where young_person_id = $1", person.YoungPerson);
        Assert.Contains("Answer this question", await (await young.SubmitAsync($"/mentor/proposals/{proposal}", ("Reason", "x"))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitAsync($"/mentor/proposals/{proposal}", ("Says", "no"), ("Reason", "I know them")));

        Assert.Contains("You said no. That is fine.", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.Contains("Nobody fits right now", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.Contains("I know them", await ReadAsync(coordinator, $"/mentoring/proposals/{proposal}"), StringComparison.Ordinal);
        Assert.Contains("one of the two said no", await ReadAsync(coordinator, $"/mentoring/{person.YoungPerson}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_young_person_who_asked_sees_how_it_stands_and_can_change_their_mind()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.WishAsync(person);
        Assert.Contains("The first who says yes is your mentor", await ReadAsync(young, $"/mentor/ask/{mentor}"), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"/mentor/ask/{mentor}", "ask"));
        var address = $"/mentor/proposals/{await site.SqlAsync<Guid>("select id from pledge.mentor_proposal where young_person_id = $1", person.YoungPerson)}";
        // Whoever goes back is shown how it stands.
        Assert.Equal(address, (await young.GetAsync($"/mentor/ask/{mentor}")).Headers.Location?.OriginalString);
        var page = await ReadAsync(young, address);
        Assert.Contains("You both like: Music", page, StringComparison.Ordinal);
        Assert.Contains("They know this from their own life: Being in care", page, StringComparison.Ordinal);

        var late = await young.FillAsync(address, "take-back");
        await RedirectAsync(young.SubmitFormAsync(address, "take-back"));
        Assert.Contains("You changed your mind. That is fine, and we told Mo kindly.", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.Contains("not open any more", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("This is over", await ReadAsync(coordinator, address.Replace("/mentor/", "/mentoring/", StringComparison.Ordinal)), StringComparison.Ordinal);
        // It was no no: they can be asked again.
        Assert.Equal(HttpStatusCode.OK, (await young.GetAsync($"/mentor/ask/{mentor}")).StatusCode);
    }

    [Fact]
    public async Task A_mentor_who_waits_for_an_answer_and_the_next_meeting_stand_on_the_first_page()
    {
        var (person, young, _) = await ArrangeAsync();
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.WishAsync(person);
        var proposal = await site.Arrange.ProposalAsync(person, mentor, new(2026, 12, 5));
        var home = await young.PageAsync("/");
        Assert.Equal("Mo could be your mentor. Say yes or no", home.QuerySelector($"a[href='/mentor/proposals/{proposal}']")!.TextContent);
        await RedirectAsync(young.SubmitFormAsync($"/mentor/proposals/{proposal}", "answer", ("Says", "yes")));
        Assert.Contains("You meet Mo, your mentor", await ReadAsync(young, "/"), StringComparison.Ordinal);
        Assert.Contains("Saturday 5 December 2026", await ReadAsync(young, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_looked_for_is_not_said_to_be_used_and_no_mentor_reads_their_own_words()
    {
        var (person, young, _) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        Assert.Null((await young.PageAsync("/mentor")).QuerySelector("form#see-words button[value=mentor]"));
        // Who reads what can be changed while what was typed waits.
        var late = await young.FillAsync("/mentor/wish", null, ("Form.Words", "Somebody calm"));
        await RedirectAsync(young.SubmitFormAsync("/mentor", "see-interests", ("Release", "nobody")));
        await RedirectAsync(late());
        Assert.Equal("Somebody calm", await site.SqlAsync<string>("select words from pledge.mentor_wish where young_person_id = $1 and superseded_at is null and 'interests' = any (not_used)", person.YoungPerson));
        await RedirectAsync(young.SubmitFormAsync("/mentor", "stop"));
        var stopped = await ReadAsync(young, "/mentor");
        Assert.DoesNotContain("We use this", stopped, StringComparison.Ordinal);
        Assert.Contains("We do not use this now", stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_that_a_coordinator_takes_back_is_told_kindly_and_says_whom_to_ask()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        var proposal = await site.Arrange.ProposalAsync(person, mentor, youngPersonSays: "yes");
        var address = $"/mentoring/proposals/{proposal}";
        var page = (await coordinator.PageAsync(address)).QuerySelector("main")!;
        Assert.Contains("Mo Reed", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("mo@mentors.test", page.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='/mentors/{mentor}']"));
        await site.Arrange.MentorSignsInAsync(person.Authority, mentor);
        Assert.Contains("Mo signs in and answers for themselves", await ReadAsync(coordinator, address), StringComparison.Ordinal);

        await RedirectAsync(coordinator.SubmitFormAsync(address, "withdraw"));
        Assert.Contains("cannot be your mentor right now. It is not because of you.", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.Contains("A coordinator took it back", await ReadAsync(coordinator, address), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal where id = $1 and state = 'closed' and closed_because = 'withdrawn' and withdrawn_by is not null", proposal));
    }

    [Fact]
    public async Task What_waits_for_a_mentor_is_taken_back_when_they_pause()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.ProposalAsync(person, mentor, youngPersonSays: "yes");
        Assert.Contains("Proposed, and not answered", await ReadAsync(coordinator, $"/mentors/{mentor}/step"), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentors/{mentor}/step", null, ("Next", "paused"), ("Reason", "New baby")));
        Assert.Contains("cannot be your mentor right now", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_ends_a_ruling_out_and_sees_what_waits_beside_who_fits()
    {
        var (person, _, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        List<Guid> mentors = [];
        foreach (var name in new[] { "Mo Reed", "Jo Hall", "Al Ames", "Bo Birch", "Cy Cole", "Di Dean", "Ed East" })
            mentors.Add(await site.Arrange.FreeMentorAsync(person.Authority, name));
        var address = $"/mentoring/{person.YoungPerson}";
        await RedirectAsync(coordinator.SubmitFormAsync(address, "never", ("Mentor", mentors[1].ToString()), ("Reason", "They are neighbours")));
        var never = await site.SqlAsync<Guid>("select id from pledge.mentor_never where young_person_id = $1", person.YoungPerson);
        await RedirectAsync(coordinator.SubmitFormAsync(address, $"allow-{never}"));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor_never where id = $1 and ended_by is not null", never));

        // More than the five best can be proposed.
        var page = await coordinator.PageAsync(address);
        var others = page.QuerySelectorAll("#propose-other button[name='Mentor']").Select(button => button.GetAttribute("value")!).ToList();
        Assert.Equal(2, others.Count);
        await RedirectAsync(coordinator.SubmitFormAsync(address, "propose-other", ("Mentor", others[0])));
        Assert.Contains("Waits for both", await ReadAsync(coordinator, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_mentor_said_no_for_is_not_for_the_young_person()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        var proposal = await site.Arrange.ProposalAsync(person, await site.Arrange.FreeMentorAsync(person.Authority), youngPersonSays: "yes");
        await RedirectAsync(coordinator.SubmitAsync($"/mentoring/proposals/{proposal}", ("Says", "no"), ("Reason", "Thinks it is too much")));
        foreach (var address in new[] { "/mentor", $"/mentor/proposals/{proposal}" })
        {
            var page = await ReadAsync(young, address);
            Assert.Contains("cannot be your mentor right now. It is not because of you.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Thinks it is too much", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_draft_of_their_worker_is_used_by_nobody_until_they_say_that_it_is_right()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.FreeMentorAsync(person.Authority);
        var (work, young) = (await site.SignInAsync(worker.Account), await site.SignInAsync(person.Account));
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account);
        await RedirectAsync(work.SubmitAsync($"/young-people/{person.YoungPerson}/mentor", ("Form.Words", "They like drums"), ("Form.Interests", "music")));

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/mentoring/{person.YoungPerson}")).StatusCode);
        var waits = await ReadAsync(young, "/mentor");
        Assert.Contains("Nobody uses it until you say it is right", waits, StringComparison.Ordinal);
        Assert.DoesNotContain("/mentor/ask/", (await young.PageAsync("/mentor")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);

        await RedirectAsync(young.SubmitAsync("/mentor/wish", ("Form.Outcode", "")));
        Assert.Equal("young-person {music} They like drums", await site.SqlAsync<string>(
            "select concat_ws(' ', string_agg(written_by_side, ','), min(interests::text), min(words)) from pledge.mentor_wish where young_person_id = $1 and superseded_at is null", person.YoungPerson));
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync($"/mentoring/{person.YoungPerson}")).StatusCode);
    }

    [Fact]
    public async Task What_is_not_released_is_on_no_page_of_the_coordinator_and_is_used_by_nobody()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.WishAsync(person, genders: "{woman}", notUsed: "{words,background,gender}", notShown: "{words,background,gender}", words: "Between us");
        foreach (var address in new[] { "/mentoring", $"/mentoring/{person.YoungPerson}" })
        {
            var page = await ReadAsync(coordinator, address);
            foreach (var kept in new[] { "Between us", "Being in care", "A woman", "Was in care" })
                Assert.DoesNotContain(kept, page, StringComparison.Ordinal);
        }
        // One tap changes it.
        var form = await young.SubmitFormAsync("/mentor", "see-words", ("Release", "finder"));
        await RedirectAsync(Task.FromResult(form));
        Assert.Contains("Between us", await ReadAsync(coordinator, $"/mentoring/{person.YoungPerson}"), StringComparison.Ordinal);
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.mentor_wish where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task No_reason_on_a_young_persons_page_names_what_the_mentor_keeps_from_them()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.FreeMentorAsync(person.Authority, notShown: "{background,interests,hopes,times}");
        await site.Arrange.WishAsync(person);
        var main = (await young.PageAsync("/mentor")).QuerySelector("main")!;
        var page = main.QuerySelector("a[href^='/mentor/ask/']")!.ParentElement!.ParentElement!.TextContent;
        foreach (var kept in new[] { "Was in care", "Music", "Finding work", "Saturdays" })
            Assert.DoesNotContain(kept, page, StringComparison.Ordinal);
        Assert.Contains("They are free and they are checked", page, StringComparison.Ordinal);
        // The coordinator keeps the register and reads it.
        Assert.Contains("Both like: Music", await ReadAsync(coordinator, $"/mentoring/{person.YoungPerson}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_they_do_not_want_is_never_suggested_and_only_the_coordinator_reads_why()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        var mentor = await site.Arrange.FreeMentorAsync(person.Authority);
        var other = await site.Arrange.FreeMentorAsync(person.Authority, "Jo Hall");
        await site.Arrange.WishAsync(person);
        await RedirectAsync(young.SubmitFormAsync($"/mentor/ask/{mentor}", "never", ("Reason", "My old teacher")));
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentoring/{person.YoungPerson}", "never", ("Mentor", other.ToString()), ("Reason", "They are neighbours")));

        var mine = await ReadAsync(young, "/mentor");
        Assert.Contains("Nobody fits right now", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("neighbours", mine, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await young.GetAsync($"/mentor/ask/{other}")).StatusCode);
        var theirs = await ReadAsync(coordinator, $"/mentoring/{person.YoungPerson}");
        Assert.Contains("My old teacher", theirs, StringComparison.Ordinal);
        Assert.Contains("They are neighbours", theirs, StringComparison.Ordinal);

        await RedirectAsync(young.SubmitFormAsync("/mentor", "again"));
        Assert.Equal(HttpStatusCode.OK, (await young.GetAsync($"/mentor/ask/{mentor}")).StatusCode);
    }

    [Fact]
    public async Task Who_waits_reads_when_somebody_looks_again_and_that_it_is_late()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        Assert.Contains("We look again on 29 November 2026", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.Contains("at most 28 days", await (await coordinator.SubmitFormAsync($"/mentoring/{person.YoungPerson}", "look", Day("LookAgainOn", 30, 12))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentoring/{person.YoungPerson}", "look", Day("LookAgainOn", 1, 12)));
        Assert.Contains("We look again on 1 December 2026", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.mentor_waiting set look_again_on = '2026-11-20' where young_person_id = $1", person.YoungPerson);
        Assert.Contains("We are late, and we are sorry", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_looking_is_on_no_list_and_two_windows_do_not_overwrite_each_other()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        var late = await young.FillAsync("/mentor/wish", null, ("Form.Words", "Late"));
        await RedirectAsync(young.SubmitFormAsync("/mentor", "stop"));
        Assert.Contains("changed in another place", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/mentoring/{person.YoungPerson}")).StatusCode);
    }

    [Fact]
    public async Task Suggestions_take_as_many_statements_for_many_mentors_as_for_one()
    {
        var (person, young, coordinator) = await ArrangeAsync();
        await site.Arrange.WishAsync(person);
        await site.Arrange.FreeMentorAsync(person.Authority);
        var few = (await CountAsync(young, "/mentor"), await CountAsync(coordinator, $"/mentoring/{person.YoungPerson}"), await CountAsync(coordinator, "/mentoring"));
        for (var i = 0; i < 12; i++)
            await site.Arrange.FreeMentorAsync(person.Authority, $"M{i} Reed");
        Assert.Equal(few, (await CountAsync(young, "/mentor"), await CountAsync(coordinator, $"/mentoring/{person.YoungPerson}"), await CountAsync(coordinator, "/mentoring")));
        Assert.Equal(5, (await young.PageAsync("/mentor")).QuerySelectorAll("a[href^='/mentor/ask/']").Length);

        async Task<int> CountAsync(Visitor visitor, string address)
        {
            using var statements = new Statements(site);
            await visitor.PageAsync(address);
            return statements.Sent.Count;
        }
    }

    private async Task<(Someone Person, Visitor Young, Visitor Coordinator)> ArrangeAsync()
    {
        var person = await site.Arrange.YoungAsync();
        return (person, await site.SignInAsync(person.Account), await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account));
    }

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main")!.TextContent;

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
    }

    private static (string, string)[] Day(string field, int day, int month) => [($"{field}.Day", $"{day}"), ($"{field}.Month", $"{month}"), ($"{field}.Year", "2026")];
}

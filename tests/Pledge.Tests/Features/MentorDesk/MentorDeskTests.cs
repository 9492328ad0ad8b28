using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.MentorDesk;

public sealed class MentorDeskTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_mentor_who_was_invited_says_yes_with_a_day_and_the_two_are_matched()
    {
        var person = await site.Arrange.YoungAsync();
        var id = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.WishAsync(person, notShown: "{interests}");
        var proposal = await site.Arrange.ProposalAsync(person, id, youngPersonSays: "yes");
        var (coordinator, mentor) = await InvitedAsync(person.Authority, id);

        Assert.Contains("They sign in with", await ReadAsync(coordinator, $"/mentors/{id}"), StringComparison.Ordinal);
        Assert.Equal("/mentor-desk", (await mentor.GetAsync("/partner")).Headers.Location?.OriginalString);
        Assert.Contains("Would you like to meet Ash?", await ReadAsync(mentor, "/mentor-desk"), StringComparison.Ordinal);
        var address = $"/mentor-desk/proposals/{proposal}";
        var page = await ReadAsync(mentor, address);
        Assert.Contains("You can help with what they hope for: Finding work", page, StringComparison.Ordinal);
        Assert.Contains("they would like somebody who knows this", page, StringComparison.OrdinalIgnoreCase);
        foreach (var kept in new[] { "Music", "Somebody kind", "Reed" })
            Assert.DoesNotContain(kept, page, StringComparison.Ordinal);

        Assert.Contains("first meet", await (await mentor.SubmitAsync(address, ("Says", "yes"))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitAsync(address, ("Says", "yes"), ("MeetingOn.Day", "5"), ("MeetingOn.Month", "12"), ("MeetingOn.Year", "2026")));
        Assert.Equal("1 2026-12-05", await site.SqlAsync<string>("select place || ' ' || meeting_on from pledge.mentor_match where young_person_id = $1", person.YoungPerson));
        Assert.Contains("You first meet on 5 December 2026", await ReadAsync(mentor, "/mentor-desk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mentors_no_is_told_kindly_and_its_reason_to_the_coordinator_alone()
    {
        var person = await site.Arrange.YoungAsync();
        var id = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.Arrange.WishAsync(person);
        var proposal = await site.Arrange.ProposalAsync(person, id, youngPersonSays: "yes");
        var (coordinator, mentor) = await InvitedAsync(person.Authority, id);
        await RedirectAsync(mentor.SubmitAsync($"/mentor-desk/proposals/{proposal}", ("Says", "no"), ("Reason", "My shifts changed")));

        Assert.Contains("we told Ash kindly", await ReadAsync(mentor, $"/mentor-desk/proposals/{proposal}"), StringComparison.Ordinal);
        Assert.Contains("My shifts changed", await ReadAsync(coordinator, $"/mentoring/proposals/{proposal}"), StringComparison.Ordinal);
        var mine = await ReadAsync(await site.SignInAsync(person.Account), "/mentor");
        Assert.Contains("cannot be your mentor right now. It is not because of you.", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("shifts", mine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_another_mentor_or_left_finds_nothing_of_it()
    {
        var person = await site.Arrange.YoungAsync();
        var (id, other) = (await site.Arrange.FreeMentorAsync(person.Authority), await site.Arrange.FreeMentorAsync(person.Authority, "Jo Hall"));
        await site.Arrange.WishAsync(person);
        var proposal = await site.Arrange.ProposalAsync(person, id, youngPersonSays: "yes");
        var (coordinator, mentor) = await InvitedAsync(person.Authority, id);
        await site.ExecuteAsync("update pledge.mentor set email = 'jo@mentors.test' where id = $1", other);
        var (_, stranger) = await InvitedAsync(person.Authority, other);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/mentor-desk/proposals/{proposal}")).StatusCode);
        foreach (var staff in new[] { $"/mentors/{id}", "/mentoring", $"/mentoring/proposals/{proposal}" })
            Assert.NotEqual(HttpStatusCode.OK, (await mentor.GetAsync(staff)).StatusCode);

        await RedirectAsync(coordinator.SubmitFormAsync($"/mentors/{id}", "end-sign-in"));
        Assert.Contains("You are not a mentor here", await ReadAsync(mentor, "/mentor-desk"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync($"/mentor-desk/proposals/{proposal}")).StatusCode);
        await site.ExecuteAsync("update pledge.mentor set state = 'left' where id = $1", other);
        Assert.Contains("You are not a mentor here", await ReadAsync(stranger, "/mentor-desk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_applies_once_for_an_organisation_of_theirs_and_a_coordinator_finds_them()
    {
        var person = await site.Arrange.YoungAsync();
        var (own, other) = (await site.Arrange.OrganisationAsync(person.Authority, "Riverbank Bikes"), await site.Arrange.OrganisationAsync(person.Authority, "Hillside Vets"));
        var partner = await site.Arrange.PartnerAsync(person.Authority, own);
        var client = await site.SignInAsync(partner.Account);
        Assert.Contains("You are not a mentor here", await ReadAsync(client, "/mentor-desk"), StringComparison.Ordinal);
        Assert.Contains("organisation", await (await client.SubmitAsync("/mentor-desk/apply", ("Form.Organisation", $"{other}"))).ErrorAsync(), StringComparison.OrdinalIgnoreCase);

        var send = await client.FillAsync("/mentor-desk/apply", null, ("Form.Name", "Ada Wren"), ("Form.Email", "ada@mentors.test"), ("Form.Organisation", $"{own}"), ("Form.Helps", "driving"));
        await RedirectAsync(send());
        await RedirectAsync(send());
        await RedirectAsync(client.SubmitAsync("/mentor-desk/about", ("Form.Words", "I mend bikes")));
        Assert.Equal("/mentor-desk", (await client.GetAsync("/mentor-desk/apply")).Headers.Location?.OriginalString);
        Assert.Contains("You applied", await ReadAsync(client, "/mentor-desk"), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor m join pledge.mentor_step s on s.mentor_id = m.id where m.account_id = $1 and m.organisation_id = $2 and s.state = 'applied' and s.number = 1", partner.Account, own));
    }

    [Fact]
    public async Task A_mentor_keeps_their_own_form_and_reads_what_is_missing()
    {
        var person = await site.Arrange.YoungAsync();
        var id = await site.Arrange.FreeMentorAsync(person.Authority);
        await site.ExecuteAsync("update pledge.mentor_training set valid_until = '2026-11-20' where mentor_id = $1 and course = 'safeguarding'", id);
        var (coordinator, mentor) = await InvitedAsync(person.Authority, id);
        Assert.Contains("ran out on 20 November 2026: Safeguarding", await ReadAsync(mentor, "/mentor-desk"), StringComparison.Ordinal);
        Assert.Contains("0 to 10", await (await mentor.SubmitAsync("/mentor-desk/about", ("Form.Places", "70"))).ErrorAsync(), StringComparison.Ordinal);

        var late = await coordinator.FillAsync($"/mentors/{id}/change", null, ("Form.Words", "Theirs"));
        await RedirectAsync(mentor.SubmitFormAsync("/mentor-desk/about", "about", ("Form.Places", "3"), ("Form.Name", "Somebody Else"), ("Form.Words", "I grew up nearby")));
        Assert.Equal("Mo Reed 3 I grew up nearby", await site.SqlAsync<string>("select name || ' ' || places || ' ' || words from pledge.mentor where id = $1", id));
        Assert.Contains("I grew up nearby", (await (await late()).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_the_own_form_as_it_is_loses_nothing_that_only_a_coordinator_sees()
    {
        var authority = (await site.Arrange.YoungAsync()).Authority;
        var id = await site.Arrange.FreeMentorAsync(authority);
        var (_, mentor) = await InvitedAsync(authority, id);
        await site.ExecuteAsync("update pledge.mentor set phone = '01632 960123', organisation_id = $2, words = 'Here', travel_km = 16, not_used = '{near}', not_shown = '{times}' where id = $1", id, await site.Arrange.OrganisationAsync(authority));
        const string row = "select (to_jsonb(m) - 'changed_at' - 'changed_by')::text from pledge.mentor m where id = $1";
        var before = await site.SqlAsync<string>(row, id);
        await RedirectAsync(mentor.SubmitFormAsync("/mentor-desk/about", "about"));
        Assert.Equal(before, await site.SqlAsync<string>(row, id));
    }

    [Fact]
    public async Task What_a_mentor_ticks_after_a_proposal_opens_no_more_of_what_the_young_person_looks_for()
    {
        var person = await site.Arrange.YoungAsync();
        var id = await site.Arrange.FreeMentorAsync(person.Authority, interests: "{}");
        await site.Arrange.WishAsync(person);
        var proposal = await site.Arrange.ProposalAsync(person, id, youngPersonSays: "yes");
        var (coordinator, mentor) = await InvitedAsync(person.Authority, id);
        await RedirectAsync(mentor.SubmitFormAsync("/mentor-desk/about", "about", ("Form.Interests", "music"), ("Form.Places", "4")));
        var page = await ReadAsync(mentor, $"/mentor-desk/proposals/{proposal}");
        Assert.DoesNotContain("Music", page, StringComparison.Ordinal);
        Assert.Contains("Finding work", page, StringComparison.Ordinal);
        // What they keep back since is not said any more.
        await RedirectAsync(mentor.SubmitFormAsync("/mentor-desk/about", "about", ("Form.NotUsed", "hopes")));
        Assert.DoesNotContain("Finding work", await ReadAsync(mentor, $"/mentor-desk/proposals/{proposal}"), StringComparison.Ordinal);
        var history = await ReadAsync(coordinator, $"/mentors/{id}");
        Assert.Contains("Woman. Born in: 1970. Places: 4. Languages: English", history, StringComparison.Ordinal);
        Assert.Contains("Places: 1.", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_young_peoples_rules_go_by_is_changed_by_a_coordinator_alone_once_a_mentor_is_approved()
    {
        var authority = (await site.Arrange.YoungAsync()).Authority;
        var id = await site.Arrange.FreeMentorAsync(authority);
        var (coordinator, mentor) = await InvitedAsync(authority, id);
        Assert.Contains("What you are: Woman. Born in: 1970.", await ReadAsync(mentor, "/mentor-desk/about"), StringComparison.Ordinal);
        await RedirectAsync(mentor.SubmitFormAsync("/mentor-desk/about", "about", ("Form.Gender", "man"), ("Form.BirthYear", "1999"), ("Form.Words", "Here I am")));
        const string standing = "select gender || ' ' || birth_year from pledge.mentor where id = $1";
        Assert.Equal("woman 1970", await site.SqlAsync<string>(standing, id));
        await RedirectAsync(coordinator.SubmitAsync($"/mentors/{id}/change", ("Form.Gender", "another"), ("Form.BirthYear", "1971")));
        Assert.Equal("another 1971", await site.SqlAsync<string>(standing, id));
        Assert.Contains("Born in: 1970", await ReadAsync(coordinator, $"/mentors/{id}"), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.mentor set state = 'checks' where id = $1", id);
        await RedirectAsync(mentor.SubmitFormAsync("/mentor-desk/about", "about", ("Form.Gender", "man")));
        Assert.Equal("man 1971", await site.SqlAsync<string>(standing, id));
    }

    [Fact]
    public async Task Who_stops_looking_or_is_ruled_out_waits_for_no_mentor_any_more()
    {
        var person = await site.Arrange.YoungAsync();
        var (id, other) = (await site.Arrange.FreeMentorAsync(person.Authority), await site.Arrange.FreeMentorAsync(person.Authority, "Jo Hall"));
        await site.Arrange.WishAsync(person);
        var young = await site.SignInAsync(person.Account);
        await RedirectAsync(young.SubmitFormAsync($"/mentor/ask/{id}", "ask"));
        var (coordinator, mentor) = await InvitedAsync(person.Authority, id);
        var proposal = await site.SqlAsync<Guid>("select id from pledge.mentor_proposal where mentor_id = $1", id);
        var late = await mentor.FillAsync($"/mentor-desk/proposals/{proposal}", null, ("Says", "yes"), ("MeetingOn.Day", "5"), ("MeetingOn.Month", "12"), ("MeetingOn.Year", "2026"));
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentoring/{person.YoungPerson}", "never", ("Mentor", id.ToString()), ("Reason", "They are neighbours")));

        Assert.Contains("not open any more", await (await late()).ErrorAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("It is not because of you", await ReadAsync(mentor, $"/mentor-desk/proposals/{proposal}"), StringComparison.Ordinal);
        var mine = await ReadAsync(young, "/mentor");
        Assert.Contains("Mo cannot be your mentor right now. It is not because of you.", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("neighbours", mine, StringComparison.Ordinal);

        await RedirectAsync(young.SubmitFormAsync($"/mentor/ask/{other}", "ask"));
        await RedirectAsync(young.SubmitFormAsync("/mentor", "stop"));
        Assert.Contains("You stopped looking, so we told Jo that it is over.", await ReadAsync(young, "/mentor"), StringComparison.Ordinal);
        Assert.Equal("closed not-looking, closed ruled-out", await site.SqlAsync<string>("select string_agg(state || ' ' || closed_because, ', ' order by closed_because) from pledge.mentor_proposal where young_person_id = $1", person.YoungPerson));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_match where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task One_account_is_one_mentor_and_nobody_is_invited_twice()
    {
        var authority = (await site.Arrange.YoungAsync()).Authority;
        var (first, second) = (await site.Arrange.FreeMentorAsync(authority), await site.Arrange.FreeMentorAsync(authority, "Jo Hall"));
        var (coordinator, _) = await InvitedAsync(authority, first);
        await site.ExecuteAsync("update pledge.mentor set email = (select x.email from pledge.mentor x where x.id = $2) where id = $1", second, first);
        Assert.Contains("Another mentor signs in", await (await coordinator.SubmitFormAsync($"/mentors/{second}", "invite")).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.message m join pledge.mentor x on x.account_id = m.account_id where x.id = $1 and m.rule = 'invitation'", first));
    }

    /// <summary>Invites the mentor from their page, as a coordinator, and signs in as them.</summary>
    private async Task<(Visitor Coordinator, Visitor Mentor)> InvitedAsync(Guid authority, Guid mentor)
    {
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account);
        await site.ExecuteAsync("update pledge.mentor set email = replace(email, '@', '.' || left(authority_id::text, 8) || right(authority_id::text, 6) || '@') where id = $1 and email not like '%.%@%'", mentor);
        await RedirectAsync(coordinator.SubmitFormAsync($"/mentors/{mentor}", "invite"));
        var account = await site.SqlAsync<Guid>("select account_id from pledge.mentor where id = $1", mentor);
        await site.ExecuteAsync("update identity.account set password_hash = 'x', welcomed_at = now(), email_confirmed = true where id = $1", account);
        return (coordinator, await site.SignInAsync(account));
    }

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main")!.TextContent;

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
    }
}

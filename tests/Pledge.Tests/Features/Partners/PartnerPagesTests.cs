using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Partners;

public sealed class PartnerPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_partner_starts_at_their_organisations()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var partner = await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority, "Bakers"), "post");
        await site.Arrange.BelongsAsync(partner, await site.Arrange.OrganisationAsync(authority, "Fishers"));
        await site.Arrange.OrganisationAsync(authority, "Grocers");
        var visitor = await site.SignInAsync(partner.Account);

        Assert.Equal("/partner", (await visitor.GetAsync("/")).Headers.Location!.OriginalString);
        Assert.Equal(["Bakers", "Fishers"], (await visitor.PageAsync("/partner")).QuerySelectorAll(".rows .row__title").Select(title => title.Reads()));
    }

    [Fact]
    public async Task A_coordinator_invites_somebody_who_invites_a_colleague()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);

        await SentAsync(coordinator, $"/organisations/{organisation}/people/new", ("Name", "Pia Baker"), ("Email", "pia@bakers.test"), ("Rights", "manage-people"));
        var pia = await site.SqlAsync<Guid>("select id from identity.account where email = 'pia@bakers.test' and role = 'partner' and authority_id = $1", authority);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'invitation'", pia));

        var visitor = await site.SignInAsync(pia);
        await SentAsync(visitor, $"/organisations/{organisation}/people/new", ("Name", "Pim Baker"), ("Email", "pim@bakers.test"), ("Rights", "post"));
        Assert.Equal(["Pia Baker", "Pim Baker"], (await coordinator.PageAsync($"/organisations/{organisation}/people")).QuerySelectorAll(".rows .row__title").Select(title => title.Reads()));
        Assert.Equal(pia, await site.SqlAsync<Guid>("select added_by from pledge.organisation_person where name = 'Pim Baker' and organisation_id = $1", organisation));
    }

    [Fact]
    public async Task Somebody_who_is_a_partner_already_joins_a_second_organisation_without_another_account()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var partner = await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority, "First"), "post");
        var second = await site.Arrange.OrganisationAsync(authority, "Second");

        await SentAsync(coordinator, $"/organisations/{second}/people/new", ("Name", "Pat Partner"), ("Email", partner.Email.ToUpperInvariant()), ("Rights", "post"));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.organisation_person where account_id = $1", partner.Account));
        Assert.Equal("organisation-joined", await site.SqlAsync<string>("select string_agg(rule, ', ') from pledge.message where account_id = $1", partner.Account));

        var again = await coordinator.SubmitAsync($"/organisations/{second}/people/new", ("Name", "Pat Partner"), ("Email", partner.Email), ("Rights", "post"));
        Assert.Contains("belong to this organisation already", (await again.DocumentAsync()).QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_sees_who_has_not_answered_and_invites_them_again()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);
        var manager = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, organisation, "manage-people")).Account);
        Assert.Contains("Choose what they may do", await (await manager.SubmitAsync($"/organisations/{organisation}/people/new", ("Name", "Pol Baker"), ("Email", "pol@bakers.test"))).ErrorAsync(), StringComparison.Ordinal);
        await SentAsync(manager, $"/organisations/{organisation}/people/new", ("Name", "Pol Baker"), ("Email", "pol@bakers.test"), ("Rights", "post"));

        Assert.DoesNotContain("Has not answered", (await manager.PageAsync($"/organisations/{organisation}/people")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account);
        Assert.Contains("Pol Baker Post opportunities Has not answered the invitation yet", (await coordinator.PageAsync($"/organisations/{organisation}/people")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        var pol = $"/organisations/{organisation}/people/{await site.SqlAsync<Guid>("select id from pledge.organisation_person where name = 'Pol Baker' and organisation_id = $1", organisation)}";
        await SentAsync(coordinator, pol, "again");
        await SentAsync(manager, pol, "rights", ("Rights", "see-applicants"));
        Assert.Single((await manager.PageAsync($"/organisations/{organisation}/people")).QuerySelectorAll(".row__title"), title => title.Reads() == "Pol Baker");
    }

    [Fact]
    public async Task A_partner_starts_with_what_waits_for_them_and_knows_whom_to_ask()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);
        var visitor = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, organisation, "post", "see-applicants")).Account);
        var coordinator = await site.Arrange.StaffAsync(authority, Roles.Coordinator, name: "Cora Dene");
        await site.Arrange.PostAsync(authority, organisation, "sent-back");
        var post = await site.Arrange.PostAsync(authority, organisation);
        await site.Arrange.ApplicationAsync(await site.Arrange.YoungPersonAsync(authority), post, answerBy: new(2026, 11, 20));
        await site.Arrange.ApplicationAsync(await site.Arrange.YoungPersonAsync(authority), post, "offered");

        var home = (await visitor.PageAsync("/partner")).QuerySelector("main").Reads();
        foreach (var waits in new[] { "Posts to change: 1", "Applicants to answer: 1", "1 late" })
            Assert.Contains(waits, home, StringComparison.Ordinal);
        Assert.Contains(coordinator.Email, (await visitor.PageAsync("/help")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_somebody_who_is_no_partner_here_is_refused()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);
        var elsewhere = await site.Arrange.AuthorityAsync();
        var stranger = await site.Arrange.PartnerAsync(elsewhere, await site.Arrange.OrganisationAsync(elsewhere));
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser);

        foreach (var email in new[] { stranger.Email, worker.Email })
        {
            var answer = await coordinator.SubmitAsync($"/organisations/{organisation}/people/new", ("Name", "Pat Partner"), ("Email", email), ("Rights", "post"));
            Assert.Contains("cannot be used", (await answer.DocumentAsync()).QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        }
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.organisation_person where organisation_id = $1", organisation));
    }

    [Fact]
    public async Task A_partner_gets_one_answer_and_one_list_whosoever_the_address_is()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority, "Own");
        var visitor = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, organisation, "manage-people")).Account);
        var young = await site.Arrange.YoungPersonAsync(authority);
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        var partner = await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority, "Other"));
        var page = $"/organisations/{organisation}/people";
        string[] addresses = [young.Email, worker.Email, partner.Email, $"new{Guid.NewGuid():n}@bakers.test"];
        List<string> said = [];
        foreach (var email in addresses)
        {
            await SentAsync(visitor, $"{page}/new", ("Name", "Somebody Else"), ("Email", email), ("Rights", "post"));
            var list = await visitor.PageAsync(page);
            said.Add($"{list.QuerySelector(".govuk-notification-banner").Reads()}; {list.QuerySelectorAll(".rows a").Count(row => row.Reads() == "Somebody Else")}");
            // The row behind it reads the same too.
            said[^1] += "; " + (await visitor.PageAsync(list.QuerySelectorAll(".rows a").First(row => row.Reads() == "Somebody Else").GetAttribute("href")!)).QuerySelector("main").Reads();
            var again = await visitor.SubmitAsync($"{page}/new", ("Name", "Somebody Else"), ("Email", email.ToUpperInvariant()), ("Rights", "post"));
            said[^1] += "; " + await again.ErrorAsync();
            await SentAsync(visitor, list.QuerySelectorAll(".rows a").First(row => row.Reads() == "Somebody Else").GetAttribute("href")!, "rights", ("Rights", "post"));
            await site.ExecuteAsync("update pledge.organisation_person set ended_at = '2026-11-22T11:00Z', ended_by = added_by where organisation_id = $1 and name = 'Somebody Else' and ended_at is null", organisation);
        }
        Assert.Contains("If they can be invited, an invitation is on its way", said[0], StringComparison.Ordinal);
        Assert.Single(said.Distinct());
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = any ($1)", new[] { young.Account, worker.Account }));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.organisation_person where account_id = any ($1)", new[] { young.Account, worker.Account }));
    }

    [Fact]
    public async Task A_partner_invites_twenty_people_in_an_hour_and_no_more()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority, "Own");
        var partner = await site.Arrange.PartnerAsync(authority, organisation, "manage-people");
        await site.ExecuteAsync("insert into pledge.organisation_person (id, authority_id, organisation_id, asked_email, name, rights, added_at, added_by) select gen_random_uuid(), $1, $2, n || '@bakers.test', 'Somebody', '{}', $4, $3 from generate_series(1, 20) n",
            authority, organisation, partner.Account, site.Clock.GetUtcNow());
        var answer = await (await site.SignInAsync(partner.Account)).SubmitAsync($"/organisations/{organisation}/people/new", ("Name", "Pim Baker"), ("Email", "pim2@bakers.test"), ("Rights", "post"));
        Assert.Contains("20 people in an hour", await answer.ErrorAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.test/reset")]
    [InlineData("www.evil.test")]
    [InlineData("evil.test now")]
    [InlineData("me@evil.test")]
    public async Task A_name_that_a_mail_could_make_a_link_of_is_refused_where_people_are_invited_or_ask(string name)
    {
        var (authority, coordinator) = await ArrangeAsync();
        // Who asks to join chooses an authority only where there are two.
        await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account);
        var email = $"m{Guid.NewGuid():n}@evil.test";
        foreach (var answer in new[]
        {
            await coordinator.SubmitAsync($"/organisations/{organisation}/people/new", ("Name", name), ("Email", email), ("Rights", "post")),
            await site.Visit().SubmitAsync("/join", ("Authority", authority.ToString()), ("Organisation", "Evil"), ("Name", name), ("Email", email), ("Why", "We would like to help")),
            await administrator.SubmitAsync("/admin/accounts/invite", ("Name", name), ("Email", email), ("Role", Roles.Board), ("Team", "none")),
        })
            Assert.Contains("Type a name, without an email or web address", await answer.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from identity.account where email = $1", email));
    }

    [Fact]
    public async Task Whoever_manages_people_changes_their_own_rights_and_the_last_of_them_keeps_that_one()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority, "Own");
        var partner = await site.Arrange.PartnerAsync(authority, organisation, "manage-people");
        var visitor = await site.SignInAsync(partner.Account);
        async Task<string> MeAsync() => $"/organisations/{organisation}/people/{await PersonAsync(partner)}";

        await SentAsync(visitor, await MeAsync(), "rights", ("Rights", "manage-people"), ("Rights", "post"));
        Assert.Contains("Nobody else manages people here", await (await visitor.SubmitFormAsync(await MeAsync(), "rights", ("Rights", "post"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Nobody else manages people here", await (await visitor.SubmitFormAsync(await MeAsync(), "end")).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("post+manage-people", await site.SqlAsync<string>("select array_to_string(rights, '+') from pledge.organisation_person where account_id = $1 and ended_at is null", partner.Account));

        await site.Arrange.PartnerAsync(authority, organisation, "manage-people");
        await SentAsync(visitor, await MeAsync(), "rights", ("Rights", "post"));
        Assert.Equal("post", await site.SqlAsync<string>("select array_to_string(rights, '+') from pledge.organisation_person where account_id = $1 and ended_at is null", partner.Account));
    }

    [Fact]
    public async Task Only_whoever_manages_people_opens_their_pages()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var (own, other) = (await site.Arrange.OrganisationAsync(authority, "Own"), await site.Arrange.OrganisationAsync(authority, "Other"));
        var poster = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, own, "post")).Account);
        var manager = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, other, "manage-people")).Account);

        Assert.Equal(HttpStatusCode.OK, (await poster.GetAsync($"/organisations/{own}/people")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await poster.GetAsync($"/organisations/{own}/people/new")).StatusCode);
        foreach (var page in new[] { "people", "people/new" })
            Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/organisations/{own}/{page}")).StatusCode);
        foreach (var page in new[] { $"/organisations/{own}", "/commitments/new", "/organisations", "/mentors", "/caseload", "/board" })
            Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task Changed_rights_show_who_had_which_and_ended_ones_are_gone_at_once()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);
        var partner = await site.Arrange.PartnerAsync(authority, organisation, "post");
        var theirs = await site.SignInAsync(partner.Account);

        await SentAsync(coordinator, $"/organisations/{organisation}/people/{await PersonAsync(partner)}", "rights", ("Rights", "manage-people"));
        Assert.Equal("post ended, manage-people", await site.SqlAsync<string>(
            "select string_agg(array_to_string(rights, '+') || case when ended_by is not null then ' ended' else '' end, ', ' order by added_at, ended_at nulls last) from pledge.organisation_person where account_id = $1", partner.Account));
        Assert.Equal(HttpStatusCode.OK, (await theirs.GetAsync($"/organisations/{organisation}/people/new")).StatusCode);

        await SentAsync(coordinator, $"/organisations/{organisation}/people/{await PersonAsync(partner)}", "end");
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/organisations/{organisation}/people")).StatusCode);
        Assert.Empty((await theirs.PageAsync("/partner")).QuerySelectorAll(".rows .row__title"));
    }

    [Fact]
    public async Task Whoever_alone_manages_people_cannot_lock_the_organisation_out_and_one_of_two_can_leave()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);
        var first = await site.Arrange.PartnerAsync(authority, organisation, "post", "manage-people");
        var visitor = await site.SignInAsync(first.Account);
        var own = $"/organisations/{organisation}/people/{await PersonAsync(first)}";

        Assert.Contains("Nobody else manages people here", await (await visitor.SubmitFormAsync(own, "end")).ErrorAsync(), StringComparison.Ordinal);
        await site.Arrange.PartnerAsync(authority, organisation, "manage-people");
        var left = await visitor.SubmitFormAsync(own, "end");

        Assert.Equal("/partner", left.Headers.Location!.OriginalString);
        Assert.Contains("not part of that organisation any more", (await visitor.PageAsync("/partner")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_twice_in_a_day_is_there_once_and_gets_one_receipt_and_the_same_answer()
    {
        var (authority, _) = await ArrangeAsync();
        var stranger = site.Visit();
        foreach (var address in new[] { "/sign-in", "/help" })
            Assert.NotNull((await stranger.PageAsync(address)).QuerySelector("main a[href='/join']"));

        var request = await AskAsync(authority, "Ferry Cafe", "fay@ferry.test");
        Assert.Equal(request, await AskAsync(authority, "Ferry Cafe", "Fay@Ferry.test"));

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.joining_request where authority_id = $1", authority));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where rule = 'joining-received' and authority_id = $1 and payload is not null", authority));
    }

    [Fact]
    public async Task Somebody_who_asked_to_join_is_taken_on_with_their_organisation()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var request = await AskAsync(authority, "Lantern Boats", "lia@lantern.test");
        Assert.Contains("waiting: 1", (await coordinator.PageAsync("/organisations")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        Assert.Contains("kind of partner", (await (await coordinator.SubmitFormAsync($"/organisations/joining/{request}", "accept")).DocumentAsync()).QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from identity.account where email = 'lia@lantern.test'"));
        await SentAsync(coordinator, $"/organisations/joining/{request}", "accept", ("Kind", "charter"));

        Assert.Equal("Lantern Boats charter post+see-applicants+manage-people", await site.SqlAsync<string>(
            "select o.name || ' ' || o.kind || ' ' || array_to_string(p.rights, '+') from pledge.joining_request j join pledge.organisation o on o.id = j.organisation_id join pledge.organisation_person p on p.organisation_id = o.id join identity.account a on a.id = p.account_id where j.id = $1 and a.email = 'lia@lantern.test' and j.decision = 'accepted'", request));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message m join identity.account a on a.id = m.account_id where a.email = 'lia@lantern.test' and m.rule = 'invitation'"));
    }

    [Fact]
    public async Task Somebody_who_is_turned_down_is_answered_in_the_coordinators_words()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var request = await AskAsync(authority, "Marsh Farm", "mo@marsh.test");

        Assert.Contains("in a kind way", (await (await coordinator.SubmitFormAsync($"/organisations/joining/{request}", "turn-down")).DocumentAsync()).QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        await SentAsync(coordinator, $"/organisations/joining/{request}", "turn-down", ("Words", "Please ask again in spring."));

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where rule = 'joining-turned-down' and occurrence = $1 and payload is not null", request.ToString()));
        Assert.Contains("Please ask again in spring.", (await coordinator.PageAsync($"/organisations/joining/{request}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_leaves_nothing_half_done()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        var request = await AskAsync(authority, "Quayside Print", worker.Email);

        var answer = await coordinator.SubmitFormAsync($"/organisations/joining/{request}", "accept", ("Kind", "employer"));

        Assert.Contains("belongs to somebody else", (await answer.DocumentAsync()).QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.organisation where name = 'Quayside Print'"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.joining_request where id = $1 and decision is null", request));
    }

    private async Task<(Guid Authority, Visitor Coordinator)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account));
    }

    private async Task<Guid> AskAsync(Guid authority, string organisation, string email)
    {
        await site.Arrange.AuthorityAsync(); // where there is one only, nobody is asked which
        await SentAsync(site.Visit(), "/join", ("Authority", authority.ToString()), ("Organisation", organisation), ("Name", "Li Shaw"), ("Email", email), ("Why", "We would like to help"));
        return await site.SqlAsync<Guid>("select id from pledge.joining_request where organisation_name = $1 and authority_id = $2", organisation, authority);
    }

    private Task<Guid> PersonAsync(Someone partner) => site.SqlAsync<Guid>("select id from pledge.organisation_person where account_id = $1 and ended_at is null", partner.Account);

    private static Task SentAsync(Visitor visitor, string page, params (string Name, string Value)[] fields) => SentAsync(visitor, page, null, fields);

    private static async Task SentAsync(Visitor visitor, string page, string? form, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.SubmitFormAsync(page, form, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{page} answered {(int)answer.StatusCode}: {(answer.StatusCode == HttpStatusCode.OK ? (await answer.DocumentAsync()).QuerySelector(".govuk-error-summary").Reads() : "")}");
    }
}

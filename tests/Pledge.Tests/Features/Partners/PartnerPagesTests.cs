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
        await SentAsync(visitor, $"/organisations/{organisation}/people/new", ("Name", "Pim Baker"), ("Email", "pim@bakers.test"));
        Assert.Equal(["Pia Baker", "Pim Baker"], (await coordinator.PageAsync($"/organisations/{organisation}/people")).QuerySelectorAll(".rows .row__title").Select(title => title.Reads()));
        Assert.Equal(pia, await site.SqlAsync<Guid>("select added_by from pledge.organisation_person where name = 'Pim Baker' and organisation_id = $1", organisation));
    }

    [Fact]
    public async Task Somebody_who_is_a_partner_already_joins_a_second_organisation_without_another_account()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var partner = await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority, "First"), "post");
        var second = await site.Arrange.OrganisationAsync(authority, "Second");

        await SentAsync(coordinator, $"/organisations/{second}/people/new", ("Name", "Pat Partner"), ("Email", partner.Email.ToUpperInvariant()));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.organisation_person where account_id = $1", partner.Account));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1", partner.Account));

        var again = await coordinator.SubmitAsync($"/organisations/{second}/people/new", ("Name", "Pat Partner"), ("Email", partner.Email));
        Assert.Contains("belong to this organisation already", (await again.DocumentAsync()).QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
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
            var answer = await coordinator.SubmitAsync($"/organisations/{organisation}/people/new", ("Name", "Pat Partner"), ("Email", email));
            Assert.Contains("cannot be used", (await answer.DocumentAsync()).QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        }
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.organisation_person where organisation_id = $1", organisation));
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
        foreach (var page in new[] { $"/organisations/{own}", $"/organisations/{own}/commitments", "/organisations", "/mentors", "/caseload", "/board" })
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

    [Fact]
    public async Task Commitments_are_recorded_and_taken_back()
    {
        var (authority, coordinator) = await ArrangeAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority);

        await SentAsync(coordinator, $"/organisations/{organisation}/commitments", "add", ("Kind", "apprenticeships"), ("HowMany", "3"), ("ByDay.Day", "31"), ("ByDay.Month", "3"), ("ByDay.Year", "2027"));
        Assert.Contains("Apprenticeships: 3 by 31 March 2027", (await coordinator.PageAsync($"/organisations/{organisation}/commitments")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);

        await SentAsync(coordinator, $"/organisations/{organisation}/commitments", ("Commitment", (await site.SqlAsync<Guid>("select id from pledge.organisation_commitment where organisation_id = $1", organisation)).ToString()));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.organisation_commitment where organisation_id = $1 and superseded_by is not null", organisation));
    }

    private async Task<(Guid Authority, Visitor Coordinator)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account));
    }

    private async Task<Guid> AskAsync(Guid authority, string organisation, string email)
    {
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

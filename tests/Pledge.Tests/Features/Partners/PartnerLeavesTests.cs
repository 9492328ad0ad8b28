using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Partners;

public sealed class PartnerLeavesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_it_offers_closes_whoever_waits_is_answered_and_nobody_acts_for_it_any_more()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account);
        var (leaves, stays) = (await site.Arrange.OrganisationAsync(authority, "Grocers"), await site.Arrange.OrganisationAsync(authority, "Bakers"));
        var partner = await site.Arrange.PartnerAsync(authority, leaves, "post", "see-applicants");
        var (young, offered) = (await site.Arrange.YoungPersonAsync(authority), await site.Arrange.YoungPersonAsync(authority));
        var live = await site.Arrange.PostAsync(authority, leaves);
        var (waits, other) = (await site.Arrange.PostAsync(authority, leaves, "submitted"), await site.Arrange.PostAsync(authority, stays));
        var (sent, kept) = (await site.Arrange.ApplicationAsync(young, live), await site.Arrange.ApplicationAsync(young, other));
        var offer = await site.Arrange.ApplicationAsync(offered, live, "offered");
        var visitor = await site.SignInAsync(partner.Account);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/partner/posts/{live}")).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await coordinator.SubmitAsync($"/organisations/{leaves}", ("Form.Ended", "true"))).StatusCode);

        const string Post = "select concat_ws(' ', state, closed_because, closed_on) from pledge.opportunity where id = $1";
        foreach (var post in new[] { live, waits })
            Assert.Equal("closed withdrawn 2026-11-22", await site.SqlAsync<string>(Post, post));
        Assert.Equal("live", await site.SqlAsync<string>(Post, other));
        const string State = "select state from pledge.job_application where id = $1";
        Assert.Equal(("post-closed", "sent", "offered"), (await site.SqlAsync<string>(State, sent), await site.SqlAsync<string>(State, kept), await site.SqlAsync<string>(State, offer)));
        Assert.Contains("not because of you", (await (await site.SignInAsync(young.Account)).PageAsync($"/applications/{sent}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/partner/posts/{live}")).StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.organisation_person where organisation_id = $1 and ended_at is null", leaves));
        Assert.Empty((await coordinator.PageAsync("/opportunities/waiting")).QuerySelectorAll($"a[href*='{waits}']"));

        // It comes back as a partner without its people.
        await site.ExecuteAsync("update pledge.organisation set ended_on = null where id = $1", leaves);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/partner/posts/{live}")).StatusCode);
    }
}

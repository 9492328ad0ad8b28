using System.Net;
using AngleSharp.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Opportunities;

public sealed class PostPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_employer_writes_a_post_it_is_sent_back_changed_and_approved()
    {
        var (authority, employer, _, coordinator) = await ArrangeAsync();
        var begun = await employer.SubmitAsync("/partner/posts/new", ("Kind", "job"), ("Title", "Baker"));
        var address = begun.Headers.Location!.OriginalString;
        Assert.Equal(["Not finished", "Not finished", "Not finished", "Done", "Not finished", "Not finished"], (await employer.PageAsync(address)).QuerySelectorAll(".govuk-task-list__status").Select(status => status.Reads()));

        await SentAsync(employer, $"{address}/write/what", ("Form.Title", "Baker"), ("Form.Kind", "job"), ("Form.Fields", "food"), ("Form.Work", "Bake bread. Ring 01632 960123."));
        await SentAsync(employer, $"{address}/write/pay", ("Form.Places", "2"), ("Form.PayUnit", "hour"), ("Form.PayPence", "7.50"), ("Form.HoursLeast", "20"), ("Form.HoursMost", "30"));
        await SentAsync(employer, $"{address}/write/when", ("Form.ClosesOn.Day", "20"), ("Form.ClosesOn.Month", "12"), ("Form.ClosesOn.Year", "2026"), ("Form.Outcode", "oh3 4ab"), ("Form.Area", "Harbour"));
        await SentAsync(employer, $"{address}/write/support", ("Form.Support", "buddy"));
        await SentAsync(employer, $"{address}/write/audience", ("Form.Audience", "only"), ("Form.KeptPlaces", "1"));
        var refused = await (await employer.SubmitFormAsync($"{address}/check", "send")).DocumentAsync();
        Assert.Contains("Put right what is marked", refused.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal(2, refused.QuerySelectorAll(".govuk-inset-text").Length);
        Assert.Contains("£8.00 at least", (await employer.PageAsync($"{address}/write/pay")).QuerySelector(".govuk-inset-text").Reads(), StringComparison.Ordinal);

        await SentAsync(employer, $"{address}/write/what", ("Form.Work", "Bake bread."));
        await SentAsync(employer, $"{address}/write/pay", ("Form.PayPence", "13"));
        await FormSentAsync(employer, $"{address}/check", "send");
        var waits = (await coordinator.PageAsync("/opportunities/waiting")).QuerySelector(".rows a")!.GetAttribute("href")!;
        Assert.Contains("beside at least one field", (await (await coordinator.SubmitFormAsync(waits, "decide")).DocumentAsync()).QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        await FormSentAsync(coordinator, waits, "decide", ("Marks[Title]", "Which bread?"));

        var page = await employer.PageAsync(address);
        Assert.Contains("Which bread?", page.QuerySelector("main ul.govuk-list--bullet").Reads(), StringComparison.Ordinal);
        await FormSentAsync(employer, address, "edit");
        Assert.Contains("Which bread?", (await employer.PageAsync($"{address}/write/what")).QuerySelector("main .govuk-inset-text").Reads(), StringComparison.Ordinal);
        await SentAsync(employer, $"{address}/write/what", ("Form.Title", "Baker of rye bread"));
        await FormSentAsync(employer, $"{address}/check", "send");
        await FormSentAsync(coordinator, waits, "approve");
        Assert.Equal("live", await site.SqlAsync<string>("select state from pledge.opportunity where authority_id = $1", authority));
        Assert.Equal(1300, await site.SqlAsync<int>("select v.pay_pence from pledge.opportunity_version v join pledge.opportunity o on o.id = v.opportunity_id and o.published_version = v.number where v.authority_id = $1 and v.outcode = 'OH3'", authority));
        Assert.Equal(["approved", "begun", "sent-back", "submitted", "submitted"], (await site.SqlAsync<string>("select string_agg(act, ' ' order by act) from pledge.opportunity_step where authority_id = $1", authority)).Split(' '));
    }

    [Fact]
    public async Task A_change_of_what_is_live_waits_beside_it()
    {
        var (authority, employer, organisation, coordinator) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation);

        await FormSentAsync(employer, $"/partner/posts/{id}", "edit");
        await SentAsync(employer, $"/partner/posts/{id}/write/pay", ("Form.Places", "7"));
        await FormSentAsync(employer, $"/partner/posts/{id}/check", "send");
        Assert.Equal(("live", 2), (await site.SqlAsync<string>("select state from pledge.opportunity where id = $1", id), await site.SqlAsync<int>("select places from pledge.opportunity where id = $1", id)));
        Assert.Contains("Live now: 2", (await coordinator.PageAsync($"/opportunities/waiting/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await FormSentAsync(coordinator, $"/opportunities/waiting/{id}", "approve");
        Assert.Equal(7, await site.SqlAsync<int>("select places from pledge.opportunity where id = $1", id));
    }

    [Fact]
    public async Task Two_who_write_at_once_overwrite_nothing()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation, "draft");
        var colleague = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, organisation, "post")).Account);
        var late = await employer.FillAsync($"/partner/posts/{id}/write/what", null, ("Form.Title", "Mine"));
        await SentAsync(colleague, $"/partner/posts/{id}/write/what", ("Form.Title", "Theirs"));

        var page = await (await late()).DocumentAsync();

        Assert.Contains("Theirs", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Theirs", await site.SqlAsync<string>("select title from pledge.opportunity_version where opportunity_id = $1", id));
    }

    [Fact]
    public async Task A_post_is_extended_closed_early_and_told_of_and_copied()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation);

        await FormSentAsync(employer, $"/partner/posts/{id}/closing", "extend", ("Until.Day", "31"), ("Until.Month", "12"), ("Until.Year", "2026"));
        Assert.Equal(new DateOnly(2026, 12, 31), await site.SqlAsync<DateOnly>("select closes_on from pledge.opportunity where id = $1", id));
        await FormSentAsync(employer, $"/partner/posts/{id}/closing", "close", ("Because", "filled"));
        await SentAsync(employer, $"/partner/posts/{id}/outcome", ("Filled", "2"), ("Ours", "1"));
        Assert.Equal("told filled 2 1", await site.SqlAsync<string>("select concat_ws(' ', state, closed_because, filled, filled_by_ours) from pledge.opportunity where id = $1", id));
        await FormSentAsync(employer, $"/partner/posts/{id}", "copy");
        Assert.Equal("draft", await site.SqlAsync<string>("select v.state from pledge.opportunity o join pledge.opportunity_version v on v.opportunity_id = o.id where o.authority_id = $1 and o.id <> $2 and v.title = 'Baker' and v.closes_on is null", authority, id));
    }

    [Fact]
    public async Task Only_whoever_may_post_there_opens_a_post()
    {
        var (authority, _, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation, "draft");
        var other = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority, "Others"), "post")).Account);
        var reader = await site.SignInAsync((await site.Arrange.PartnerAsync(authority, organisation, "see-applicants")).Account);

        foreach (var visitor in new[] { other, reader })
        {
            foreach (var page in new[] { "", "/write/what", "/check", "/preview", "/closing" })
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/partner/posts/{id}{page}")).StatusCode);
            Assert.Empty((await visitor.PageAsync("/partner/posts")).QuerySelectorAll(".rows li"));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/partner/posts/new")).StatusCode);
    }

    private async Task<(Guid Authority, Visitor Employer, Guid Organisation, Visitor Coordinator)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority, "Grocers");
        return (authority, await site.SignInAsync((await site.Arrange.PartnerAsync(authority, organisation, "post")).Account), organisation, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account));
    }

    private static async Task SentAsync(Visitor visitor, string address, params (string, string)[] fields) =>
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(address, fields)).StatusCode);

    private static async Task FormSentAsync(Visitor visitor, string address, string form, params (string, string)[] fields) =>
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitFormAsync(address, form, fields)).StatusCode);
}

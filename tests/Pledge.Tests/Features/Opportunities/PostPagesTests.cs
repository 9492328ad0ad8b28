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
    public async Task A_change_of_what_is_live_can_be_thrown_away_and_is_not_sent_as_it_was()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation);
        await FormSentAsync(employer, $"/partner/posts/{id}", "edit");
        Assert.Contains("Nothing is changed yet", await (await employer.SubmitFormAsync($"/partner/posts/{id}/check", "send")).ErrorAsync(), StringComparison.Ordinal);

        await FormSentAsync(employer, $"/partner/posts/{id}", "throw-away-change");

        Assert.Equal("live 1", await site.SqlAsync<string>("select o.state || ' ' || o.newest_version from pledge.opportunity o where o.id = $1 and (select count(*) from pledge.opportunity_version v where v.opportunity_id = o.id) = 1", id));
        await FormSentAsync(employer, $"/partner/posts/{id}", "edit");
    }

    [Fact]
    public async Task A_coordinator_takes_down_what_is_live_with_words_that_the_organisation_reads()
    {
        var (authority, employer, organisation, coordinator) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation);
        var address = $"/opportunities/waiting/{id}";
        Assert.Contains("Say", (await (await coordinator.SubmitFormAsync(address, "take-down", ("Because", " "))).DocumentAsync()).QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        await FormSentAsync(coordinator, address, "take-down", ("Because", "The pay is below the minimum wage"));
        Assert.Equal("closed withdrawn", await site.SqlAsync<string>("select state || ' ' || closed_because from pledge.opportunity where id = $1", id));
        Assert.Contains("below the minimum wage", (await employer.PageAsync($"/partner/posts/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
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
    public async Task What_is_saved_in_another_part_is_no_conflict()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation, "draft");
        var pay = await employer.FillAsync($"/partner/posts/{id}/write/pay", null, ("Form.Places", "7"));
        await SentAsync(employer, $"/partner/posts/{id}/write/support", ("Form.SupportWords", "A buddy for the first month"));

        Assert.Equal(HttpStatusCode.Redirect, (await pay()).StatusCode);

        Assert.Equal("7 A buddy for the first month", await site.SqlAsync<string>("select places || ' ' || support_words from pledge.opportunity_version where opportunity_id = $1", id));
    }

    [Fact]
    public async Task Pay_and_hours_are_read_as_people_write_them_and_what_the_checks_say_is_said_at_once()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation, "draft");
        var pay = $"/partner/posts/{id}/write/pay";

        var low = await employer.SubmitAsync(pay, ("Form.PayPence", "£4.50"));
        Assert.Equal(pay, low.Headers.Location!.OriginalString);
        Assert.Contains("cannot be sent like this", (await employer.PageAsync(pay)).QuerySelector(".govuk-notification-banner").Reads(), StringComparison.Ordinal);

        var fine = await employer.SubmitAsync(pay, ("Form.PayPence", "£1,312.50"), ("Form.PayUnit", "month"), ("Form.HoursLeast", "7.5"), ("Form.HoursMost", "22.5"));
        Assert.Equal($"/partner/posts/{id}", fine.Headers.Location!.OriginalString);
        Assert.Equal("131250 7.5 22.5", await site.SqlAsync<string>("select concat_ws(' ', pay_pence, hours_least::float, hours_most::float) from pledge.opportunity_version where opportunity_id = $1", id));
        Assert.Equal("22.5", (await employer.PageAsync(pay)).QuerySelector("[name='Form.HoursMost']")!.GetAttribute("value"));

        Assert.Contains("nothing is paid, and how much", await (await employer.SubmitAsync(pay, ("Form.PayUnit", "none"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Most hours a week: enter a number from 1 to 48", await (await employer.SubmitAsync(pay, ("Form.HoursMost", "60"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Enter the pay in pounds", await (await employer.SubmitAsync(pay, ("Form.PayPence", "a lot"))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_back_after_it_was_sent_is_led_to_the_post_and_what_they_typed_is_kept()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation, "draft");
        var late = await employer.FillAsync($"/partner/posts/{id}/write/what", null, ("Form.Title", "Baker of rye bread"));
        await FormSentAsync(employer, $"/partner/posts/{id}/check", "send");

        foreach (var page in new[] { "check", "write/what" })
            Assert.Equal($"/partner/posts/{id}", (await employer.GetAsync($"/partner/posts/{id}/{page}")).Headers.Location!.OriginalString);
        Assert.Contains("This was sent", (await employer.PageAsync($"/partner/posts/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        var shown = await (await late()).DocumentAsync();
        Assert.Contains("sent already", shown.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal("Baker of rye bread", shown.QuerySelector("[name='Form.Title']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_draft_that_was_never_sent_is_thrown_away_without_a_reason_and_what_waits_is_taken_back_first()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var draft = await site.Arrange.PostAsync(authority, organisation, "draft");
        var waits = await site.Arrange.PostAsync(authority, organisation, "submitted");
        Assert.Contains("Nobody outside Grocers reads it yet", (await employer.PageAsync($"/partner/posts/{draft}")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        await FormSentAsync(employer, $"/partner/posts/{draft}/closing", "close");

        var page = (await employer.PageAsync($"/partner/posts/{draft}")).QuerySelector("main").Reads();
        Assert.Contains("It is thrown away", page, StringComparison.Ordinal);
        Assert.DoesNotContain("apply any more", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await employer.GetAsync($"/partner/posts/{waits}/closing")).StatusCode);
        Assert.Null((await employer.PageAsync($"/partner/posts/{waits}")).QuerySelector("a[href$='/closing']"));
    }

    [Fact]
    public async Task A_post_that_closes_early_ends_what_waits_and_keeps_offers_and_says_so_before()
    {
        var (authority, employer, organisation, _) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, organisation);
        var people = new List<Someone>();
        foreach (var state in new[] { "sent", "interview", "offered" })
        {
            people.Add(await site.Arrange.YoungPersonAsync(authority));
            await site.Arrange.ApplicationAsync(people[^1], id, state);
        }
        Assert.Contains("Applied so far: 3", (await employer.PageAsync($"/partner/posts/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        var before = (await employer.PageAsync($"/partner/posts/{id}/closing")).QuerySelector("main").Reads();
        Assert.Contains("wait for your answer: 2", before, StringComparison.Ordinal);
        Assert.Contains("have not decided: 1", before, StringComparison.Ordinal);

        await FormSentAsync(employer, $"/partner/posts/{id}/closing", "close", ("Because", "filled"));

        Assert.Equal("offered post-closed post-closed", await site.SqlAsync<string>("select string_agg(state, ' ' order by state) from pledge.job_application where opportunity_id = $1", id));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.application_step s join pledge.job_application a on a.id = s.application_id where a.opportunity_id = $1 and s.act = 'post-closed'", id));
        var young = await site.SignInAsync(people[0].Account);
        Assert.Contains("closed it before they could answer", (await young.PageAsync("/applications")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("1 with an offer", (await employer.PageAsync($"/partner/posts/{id}/outcome")).QuerySelector("main").Reads(), StringComparison.Ordinal);
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
        Assert.Null((await reader.PageAsync("/partner/posts")).QuerySelector("a[href='/partner/posts/new']"));
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

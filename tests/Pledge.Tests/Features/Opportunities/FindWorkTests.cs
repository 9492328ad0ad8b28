using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Features.Opportunities;

public sealed class FindWorkTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Past = new(2026, 11, 5), Later = new(2099, 1, 1);

    [Fact]
    public async Task A_ring_fence_holds_for_young_people_and_workers_of_another_authority()
    {
        var (here, there) = (await site.Arrange.AuthorityAsync(), await site.Arrange.AuthorityAsync());
        var organisation = await site.Arrange.OrganisationAsync(here, "Grocers");
        var only = await site.Arrange.PostAsync(here, organisation, title: "Only ours");
        var later = await site.Arrange.PostAsync(here, organisation, title: "Ours first", othersFrom: Later);
        var open = await site.Arrange.PostAsync(here, organisation, title: "Open now", othersFrom: Past);
        foreach (var state in new[] { "draft", "submitted", "sent-back" })
            await site.Arrange.PostAsync(here, organisation, state, "Not yet");

        var ours = await site.SignInAsync((await site.Arrange.YoungPersonAsync(here)).Account);
        var theirs = await site.SignInAsync((await site.Arrange.YoungPersonAsync(there)).Account);
        var theirWorker = await site.SignInAsync((await site.Arrange.StaffAsync(there, Pledge.Domain.Organisations.Roles.Adviser, await site.Arrange.TeamAsync(there))).Account);
        var ourWorker = await site.SignInAsync((await site.Arrange.StaffAsync(here, Pledge.Domain.Organisations.Roles.Adviser, await site.Arrange.TeamAsync(here))).Account);

        foreach (var visitor in new[] { ours, ourWorker })
            Assert.Equal(["Only ours", "Open now", "Ours first"], (await TitlesAsync(visitor, "/find-work")).Order(StringComparer.Ordinal));
        foreach (var visitor in new[] { theirs, theirWorker })
        {
            Assert.Equal(["Open now"], await TitlesAsync(visitor, "/find-work"));
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/find-work/{only}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/find-work/{later}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/find-work/{open}")).StatusCode);
        }
    }

    [Fact]
    public async Task Somebody_looks_by_words_kind_and_field_and_nothing_of_it_stands_in_an_address()
    {
        var (authority, young) = await ArrangeAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority, "Grocers");
        await site.Arrange.PostAsync(authority, organisation, title: "Baker", kind: "training-place");
        await site.Arrange.PostAsync(authority, organisation, title: "Internship with gardens", kind: "internship");

        var sent = await young.SubmitAsync("/find-work", ("Words", "garden"), ("Kind", "internship"), ("Field", "food"));
        Assert.Equal("/find-work#results", sent.Headers.Location!.OriginalString);
        Assert.Equal(["Internship with gardens"], await TitlesAsync(young, "/find-work"));
        await young.SubmitAsync("/find-work", ("Words", ""), ("Kind", "training-place"), ("Field", ""));
        Assert.Equal(["Baker"], await TitlesAsync(young, "/find-work"));
        await young.SubmitAsync("/find-work", ("Kind", ""), ("Field", "sport"));
        Assert.Empty(await TitlesAsync(young, "/find-work"));
    }

    [Fact]
    public async Task What_is_saved_stays_theirs_until_they_take_it_off()
    {
        var (authority, young) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, await site.Arrange.OrganisationAsync(authority, "Grocers"));

        foreach (var form in new[] { await young.FillAsync($"/find-work/{id}", "save"), await young.FillAsync($"/find-work/{id}", "save") })
            Assert.Equal(HttpStatusCode.Redirect, (await form()).StatusCode);
        Assert.Equal(["Baker"], await TitlesAsync(young, "/find-work/saved"));
        await young.SubmitFormAsync($"/find-work/{id}", "take-off");
        Assert.Empty(await TitlesAsync(young, "/find-work/saved"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.saved_opportunity where opportunity_id = $1 and ended_at is not null", id));
    }

    [Fact]
    public async Task What_somebody_keeps_looking_for_says_what_is_new_until_they_look_and_can_be_ended()
    {
        var (authority, young) = await ArrangeAsync();
        var (organisation, today) = (await site.Arrange.OrganisationAsync(authority, "Grocers"), site.Clock.Today());
        await site.Arrange.PostAsync(authority, organisation, title: "Known baker");
        await young.SubmitAsync("/find-work", ("Words", "bread"));
        await young.SubmitFormAsync("/find-work", "keep");
        await young.SubmitFormAsync("/find-work", "keep");
        Assert.Equal(["bread"], await TitlesAsync(young, "/find-work/searches"));
        Assert.Contains("Nothing new", (await young.PageAsync("/find-work/searches")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);

        await site.Arrange.PostAsync(authority, organisation, title: "New baker", publishedOn: today.AddDays(1));
        Assert.Contains("1 new", (await young.PageAsync("/find-work/searches")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        await young.SubmitFormAsync("/find-work/searches", await FormAsync(young, "look"));
        Assert.Equal("New", (await young.PageAsync("/find-work")).QuerySelectorAll(".rows li").Single(row => row.QuerySelector(".row__title").Reads() == "New baker").QuerySelector(".tag").Reads());
        Assert.Equal(["New baker", "Known baker"], (await TitlesAsync(young, "/find-work")).Take(2));

        var stranger = await site.SignInAsync((await site.Arrange.YoungPersonAsync(authority)).Account);
        Assert.Empty(await TitlesAsync(stranger, "/find-work/searches"));
        await young.SubmitFormAsync("/find-work/searches", await FormAsync(young, "end"));
        Assert.Empty(await TitlesAsync(young, "/find-work/searches"));
    }

    [Fact]
    public async Task Nobody_keeps_more_than_ten()
    {
        var (_, young) = await ArrangeAsync();
        foreach (var number in Enumerable.Range(1, 11))
        {
            await young.SubmitAsync("/find-work", ("Words", $"bread {number}"));
            var answer = await young.SubmitFormAsync("/find-work", "keep");
            Assert.Equal(number <= 10 ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(10, (await TitlesAsync(young, "/find-work/searches")).Count);
    }

    [Fact]
    public async Task What_is_past_its_day_is_gone_at_once_and_written_down_by_the_job()
    {
        var (authority, young) = await ArrangeAsync();
        var id = await site.Arrange.PostAsync(authority, await site.Arrange.OrganisationAsync(authority, "Grocers"), closesOn: new(2026, 11, 15));

        Assert.Null((await young.PageAsync("/find-work")).QuerySelector($"a[href='/find-work/{id}']"));
        Assert.Contains("closed now", (await young.PageAsync($"/find-work/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await using (var scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<CloseOpportunities>().RunAsync(CancellationToken.None);
        Assert.Equal("closed expired 2026-11-15 1", await site.SqlAsync<string>("select concat_ws(' ', state, closed_because, closed_on, (select count(*) from pledge.opportunity_step s where s.opportunity_id = o.id and s.by is null)) from pledge.opportunity o where id = $1", id));
    }

    private async Task<(Guid Authority, Visitor Young)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.YoungPersonAsync(authority)).Account));
    }

    private static async Task<string> FormAsync(Visitor young, string act) => (await young.PageAsync("/find-work/searches")).QuerySelector($"form[id^='{act}-']")!.Id!;

    private static async Task<IReadOnlyList<string>> TitlesAsync(Visitor visitor, string address) => [.. (await visitor.PageAsync(address)).QuerySelectorAll(".rows .row__title").Select(title => title.Reads())];
}

using System.Net;
using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Relationships;

public sealed class MyPeopleTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task With_nobody_and_no_worker_the_page_says_so()
    {
        var page = await PageAsync(await site.Arrange.YoungAsync());

        Assert.StartsWith("Nobody is here yet.", page.QuerySelector(".empty").Reads(), StringComparison.Ordinal);
        Assert.StartsWith("No worker is down for you yet.", page.QuerySelector("#work + .rows .row__said").Reads(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("svg.circles"));
    }

    [Fact]
    public async Task My_worker_is_there_by_itself_and_leaves_by_itself()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var young = await site.Arrange.TheirsAsync(worker);

        Assert.Equal("Rosa Okafor", (await PageAsync(young)).QuerySelector("#work + .rows .row__title").Reads());

        await site.ExecuteAsync("update pledge.assignment set period_to = '2026-11-22' where young_person_id = $1", young.YoungPerson);
        Assert.Null((await PageAsync(young)).QuerySelector("#work + .rows .row__title"));
    }

    [Fact]
    public async Task Somebody_is_added_drawn_listed_and_traced()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var young = await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(young.Account);

        var added = await visitor.SubmitAsync("/my-people/new", ("Form.Name", "Nan <b>"), ("Form.Side", "love"), ("Form.WhatToMe", "My nan"), ("Form.Closeness", "closest"),
            ("Form.ForLife", "true"), ("Form.RingFor", "When I am sad"), ("Form.Phone", "07700 900123"), ("Form.SeenBy", "nobody"));

        Assert.Equal("/my-people", added.Headers.Location!.OriginalString);
        var page = await visitor.PageAsync("/my-people");
        var row = page.QuerySelector("#love + .rows li")!;
        Assert.Equal("Nan <b> For life", row.QuerySelector(".row__title").Reads());
        Assert.Contains("Only you can see this.", row.Reads(), StringComparison.Ordinal);
        Assert.Equal("tel:07700900123", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("Closest to you: \u2068Nan <b>\u2069. Close to you: \u2068Rosa Okafor\u2069.", page.QuerySelector("svg.circles desc")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll(".circles__person").Length);
        Assert.Single(page.QuerySelectorAll(".circles__for-life"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'relationship'", young.YoungPerson));
    }

    [Fact]
    public async Task Changed_in_two_windows_the_second_sees_the_first_and_keeps_what_was_typed()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        var address = $"/my-people/{await site.Arrange.RelationshipAsync(young, "Nan")}";
        var late = await visitor.FillAsync(address, null, ("Form.Name", "Nana"));
        await visitor.SubmitAsync(address, ("Form.RingFor", "A lift home"));

        var page = await (await late()).DocumentAsync();

        Assert.Contains("You changed this in another window or on another phone", page.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Contains("Saved first A lift home", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Nana", page.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        Assert.Equal("Nan", await site.SqlAsync<string>("select name from pledge.relationship where young_person_id = $1 and superseded_at is null", young.YoungPerson));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_person()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        var send = await visitor.FillAsync("/my-people/new", null, ("Form.Name", "Jo"), ("Form.SeenBy", "worker"));

        await Task.WhenAll(send(), send(), send());

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.relationship where young_person_id = $1", young.YoungPerson));
    }

    [Theory]
    [InlineData("Form.Name", " ", "Form-Name", "Type what you call them")]
    [InlineData("Form.Name", "1234567890123456789012345678901234567890123456789012345678901", "Form-Name", "Use at most 60 characters")]
    [InlineData("Form.Phone", "ask Jo", "Form-Phone", "Type a phone number, like 07700 900123")]
    [InlineData("Form.Email", "jo at home", "Form-Email", "Type an email address like name@example.org")]
    [InlineData("Form.SeenBy", "everybody", "Form-SeenBy", "Answer this question")]
    [InlineData("Form.Closeness", "", "Form-Closeness", "Answer this question")]
    public async Task What_cannot_be_kept_is_said_beside_the_field_and_nothing_typed_is_lost(string name, string value, string field, string message)
    {
        var young = await site.Arrange.YoungAsync();
        var fields = new[] { ("Form.Name", "Jo"), ("Form.SeenBy", "worker"), ("Form.RingFor", "Football 😀"), ("Form.Phone", ""), ("Form.Email", ""), ("Form.Closeness", "close") }
            .Select(pair => pair.Item1 == name ? (name, value) : pair).ToArray();

        var page = await (await (await site.SignInAsync(young.Account)).SubmitAsync("/my-people/new", fields)).DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.Equal("Football 😀", page.QuerySelector("[name='Form.RingFor']")!.GetAttribute("value"));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.relationship where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task Who_sees_somebody_is_never_chosen_for_them()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);

        Assert.Empty((await visitor.PageAsync("/my-people/new")).QuerySelectorAll("[name='Form.SeenBy'][checked]"));
        var page = await (await visitor.SubmitAsync("/my-people/new", ("Form.Name", "Jo"))).DocumentAsync();
        Assert.Equal("Error: Choose who may see them", page.QuerySelector("#Form-SeenBy-error").Reads());
    }

    [Fact]
    public async Task A_change_is_a_new_version_and_the_old_one_stays_in_my_history()
    {
        var young = await site.Arrange.YoungAsync();
        var key = await site.Arrange.RelationshipAsync(young, "Jo");
        var visitor = await site.SignInAsync(young.Account);

        await visitor.SubmitAsync($"/my-people/{key}", ("Form.Name", "Joanna"), ("Form.SeenBy", "both"));
        await visitor.SubmitAsync($"/my-people/{key}", ("Form.Name", "Joanna"));

        Assert.Equal("Joanna", (await visitor.PageAsync("/my-people")).QuerySelector("#love + .rows .row__title").Reads());
        Assert.Equal("Jo", (await visitor.PageAsync("/my-people/before")).QuerySelector(".timeline .row__title").Reads());
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.relationship where person_key = $1", key));
        Assert.Equal("changed", await site.SqlAsync<string>("select superseded_as from pledge.relationship where person_key = $1 and name = 'Jo'", key));
    }

    [Fact]
    public async Task Whoever_is_taken_away_is_shown_to_nobody_and_stays_in_my_history()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var key = await site.Arrange.RelationshipAsync(young, "Dev");
        var visitor = await site.SignInAsync(young.Account);

        var gone = await visitor.SubmitFormAsync($"/my-people/{key}/take-away", "take-away");

        Assert.Equal("/my-people", gone.Headers.Location!.OriginalString);
        Assert.DoesNotContain("Dev", (await visitor.PageAsync("/my-people")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("You took them away on 22 November 2026.", (await visitor.PageAsync("/my-people/before")).QuerySelector(".timeline").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/my-people/{key}")).StatusCode);
    }

    [Fact]
    public async Task Anothers_person_is_not_found()
    {
        var key = await site.Arrange.RelationshipAsync(await site.Arrange.YoungAsync(), "Jo");
        var visitor = await site.SignInAsync((await site.Arrange.YoungAsync()).Account);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/my-people/{key}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/my-people/{key}/take-away")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostFormAsync("/my-people/new", $"/my-people/{key}/take-away")).StatusCode);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.relationship where person_key = $1 and superseded_at is null", key));
    }

    [Fact]
    public async Task Professionals_stand_there_with_what_I_said_about_them()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ProfessionalAsync(worker, young, "Ms Hall", "does-not-want", "The court asked for it");

        var row = (await PageAsync(young)).QuerySelector("#others ~ .rows li")!;

        Assert.Equal("Ms Hall", row.QuerySelector(".row__title").Reads());
        Assert.Contains("You said that you do not want this. That was on 1 October 2026.", row.Reads(), StringComparison.Ordinal);
        Assert.Contains("The court asked for it", row.Reads(), StringComparison.Ordinal);
    }

    private async Task<IDocument> PageAsync(Someone young) => await (await site.SignInAsync(young.Account)).PageAsync("/my-people");
}

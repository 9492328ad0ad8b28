using System.Net;
using AngleSharp.Dom;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Features.Drafts;

/// <summary>Messages, answers and my people: words that took somebody courage to write outlive the session they were written in.</summary>
public sealed class OwnWordsTests(Site site) : IClassFixture<Site>
{
    private const string Words = "It took me all day to write this";

    [Theory]
    [InlineData("young", "/messages/new", "Form.Body")]
    [InlineData("young", "/messages/new?kind=good-news", "Form.Body")]
    [InlineData("young", "/messages/new?about=home", "Form.Body")]
    [InlineData("young", "/messages/{talk}", "Form.Body")]
    [InlineData("young", "/pledge/home", "Words")]
    [InlineData("young", "/my-people/new", "Form.WhatToMe")]
    [InlineData("young", "/my-people/{friend}", "Form.RingFor")]
    [InlineData("worker", "/young-people/{id}/messages/new", "Form.Body")]
    [InlineData("worker", "/young-people/{id}/messages/{talk}", "Form.Body")]
    public async Task What_was_sent_too_late_is_there_after_signing_in(string who, string address, string field)
    {
        var (worker, person, place) = await ArrangeAsync(address);
        var account = who == "young" ? person.Account : worker.Account;
        var send = await (await site.SignInAsync(account)).FillAsync(place, null, (field, Words));
        site.Clock.Advance(AccessSetup.Idle + TimeSpan.FromMinutes(1));

        var answer = await send();

        Assert.StartsWith("/sign-in?next=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var page = await (await site.SignInAsync(account)).PageAsync(place);
        Assert.Equal(Words, ValueOf(page, field));
        Assert.NotNull(page.QuerySelector(".draft__restored"));
    }

    [Fact]
    public async Task A_message_sent_without_a_word_is_not_offered_again()
    {
        var (_, person, _) = await ArrangeAsync("/");
        var visitor = await site.SignInAsync(person.Account);

        var refused = await (await visitor.SubmitAsync("/messages/new", ("Form.Body", " "))).DocumentAsync();

        Assert.StartsWith("Error: ", refused.Title, StringComparison.Ordinal);
        Assert.Null((await visitor.PageAsync("/messages/new")).QuerySelector(".draft__restored"));
    }

    [Fact]
    public async Task Each_kind_of_message_has_a_draft_of_its_own()
    {
        var (_, person, _) = await ArrangeAsync("/");
        var visitor = await site.SignInAsync(person.Account);
        await KeepAsync(visitor, "/messages/new?about=home", ("Form.Body", Words));

        Assert.Equal("", ValueOf(await visitor.PageAsync("/messages/new"), "Form.Body"));
        Assert.Equal("", ValueOf(await visitor.PageAsync("/messages/new?kind=%27%00x"), "Form.Body"));
        Assert.Equal(Words, ValueOf(await visitor.PageAsync("/messages/new?about=home"), "Form.Body"));
    }

    [Fact]
    public async Task A_button_beside_the_form_leaves_its_text_alone()
    {
        var (worker, _, place) = await ArrangeAsync("/young-people/{id}/messages/{talk}");
        var visitor = await site.SignInAsync(worker.Account);
        await KeepAsync(visitor, place, ("Form.Body", Words));

        using var answer = await visitor.PostFormAsync(place, place + "?handler=NoAnswer");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Words, ValueOf(await visitor.PageAsync(place), "Form.Body"));
    }

    private static async Task KeepAsync(Visitor visitor, string place, params (string Name, string Value)[] fields)
    {
        var page = await visitor.PageAsync(place);
        var form = page.QuerySelector("main form[data-draft]")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var kept = await visitor.Client.PostAsync(new Uri(form.GetAttribute("data-draft")!, UriKind.Relative),
            new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    private static string ValueOf(IDocument page, string field) => page.QuerySelector($"[name='{field}']") switch
    {
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value.Trim(),
        { } input => input.GetAttribute("value") ?? "",
        null => throw new ArgumentException($"No {field}", nameof(field)),
    };

    private async Task<(Someone Worker, Someone Person, string Place)> ArrangeAsync(string address)
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.DefaultPledgeAsync(person.Authority);
        var talk = await site.Arrange.ConversationAsync(worker, person, "Money", site.Clock.GetUtcNow().AddHours(-3), (false, "How are you?"), (true, "Not well"));
        var friend = await site.Arrange.RelationshipAsync(person, "Nan");
        return (worker, person, address.Replace("{id}", person.YoungPerson.ToString(), StringComparison.Ordinal)
            .Replace("{talk}", talk.ToString(), StringComparison.Ordinal).Replace("{friend}", friend.ToString(), StringComparison.Ordinal));
    }
}

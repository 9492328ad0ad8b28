using System.Net;
using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Conversations;

public sealed class OwnMessagesTests(Site site) : IClassFixture<Site>
{
    private DateTimeOffset Now => site.Clock.GetUtcNow();

    [Fact]
    public async Task Before_the_first_message_the_page_says_so()
    {
        var (_, young) = await PairAsync();

        var page = await PageAsync(young, "/messages");

        Assert.Equal("No messages yet", page.QuerySelector(".empty h2").Reads());
    }

    [Fact]
    public async Task A_message_is_sent_shown_and_tells_the_worker_without_its_words()
    {
        var (worker, young) = await PairAsync();
        var visitor = await site.SignInAsync(young.Account);

        var sent = await visitor.SubmitAsync("/messages/new", ("Form.Subject", "My room 😀"), ("Form.Body", "It is <b>cold</b>\nand \u202eloud"));

        var page = await visitor.PageAsync(sent.Headers.Location!.ToString());
        Assert.Equal("My room 😀", page.QuerySelector("h1").Reads());
        // What turns the text of others round is left out.
        Assert.Equal("It is <b>cold</b>\nand loud", page.QuerySelector(".voice__words")!.TextContent);
        Assert.Contains("Not read yet", page.QuerySelector(".thread").Reads(), StringComparison.Ordinal);
        Assert.Equal([young.YoungPerson, Now.UtcDateTime, "message"], await site.RowAsync("select young_person_id, waiting_since, kind from pledge.conversation where young_person_id = $1", young.YoungPerson));
        Assert.Equal([worker.Account, "queued", null], await site.RowAsync("select account_id, state, payload from pledge.message where rule = 'new-message' and young_person_id = $1", young.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'message'", young.YoungPerson));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_message()
    {
        var (_, young) = await PairAsync();
        var visitor = await site.SignInAsync(young.Account);
        var send = await visitor.FillAsync("/messages/new", null, ("Form.Body", "Only once"));

        var answers = await Task.WhenAll(send(), send(), send());

        Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct());
        Assert.Equal([1L, 1L], await site.RowAsync(
            "select (select count(*) from pledge.conversation where young_person_id = $1), (select count(*) from pledge.conversation_message where young_person_id = $1)", young.YoungPerson));
    }

    [Theory]
    [InlineData("Form.Body", "", "Form-Body", "Write your message")]
    [InlineData("Form.Body", " \n ", "Form-Body", "Write your message")]
    [InlineData("Form.Subject", "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 1", "Form-Subject", "Use at most 80 characters")]
    public async Task What_cannot_be_sent_is_said_beside_the_field_and_nothing_typed_is_lost(string name, string value, string field, string message)
    {
        var (_, young) = await PairAsync();
        var fields = new[] { ("Form.Subject", "Rent"), ("Form.Body", "Please <help>") }.Select(pair => pair.Item1 == name ? (name, value) : pair).ToArray();

        var page = await (await (await site.SignInAsync(young.Account)).SubmitAsync("/messages/new", fields)).DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        if (name == "Form.Body")
            Assert.Equal("Rent", page.QuerySelector("[name='Form.Subject']")!.GetAttribute("value"));
        else
            Assert.Equal("Please <help>", page.QuerySelector("[name='Form.Body']")!.TextContent.Trim());
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.conversation where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task A_file_is_refused_with_what_to_do_instead_and_the_words_stay()
    {
        var (_, young) = await PairAsync();
        var visitor = await site.SignInAsync(young.Account);
        var page = await visitor.PageAsync("/messages/new");
        Assert.Contains("Show it to your worker when you meet", page.QuerySelector("details").Reads(), StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("Look at this"), "Form.Body" },
            { new ByteArrayContent([1, 2, 3]), "file", "photo.png" },
        };

        var answer = await (await visitor.Client.PostAsync(new Uri("/messages/new", UriKind.Relative), form)).DocumentAsync();

        Assert.Contains("cannot send photos or files", answer.QuerySelector("#Form-Body-error").Reads(), StringComparison.Ordinal);
        Assert.Equal("Look at this", answer.QuerySelector("[name='Form.Body']")!.TextContent.Trim());
    }

    [Fact]
    public async Task Good_news_is_a_kind_of_its_own()
    {
        var (_, young) = await PairAsync();
        var visitor = await site.SignInAsync(young.Account);

        await visitor.SubmitAsync("/messages/new?kind=good-news", ("Form.Body", "I passed my test!"));

        Assert.Equal("good-news", await site.SqlAsync<string>("select kind from pledge.conversation where young_person_id = $1", young.YoungPerson));
        Assert.Equal("Good news", (await visitor.PageAsync("/messages")).QuerySelector(".tag--voice").Reads());
    }

    [Fact]
    public async Task Talking_about_a_promise_goes_on_in_one_conversation()
    {
        var (worker, young) = await PairAsync();
        await site.Arrange.EditionAsync(worker.Authority, "home");
        var visitor = await site.SignInAsync(young.Account);
        var first = await visitor.FillAsync("/messages/new?about=home", null, ("Form.Body", "Can we talk?"));
        var second = await visitor.FillAsync("/messages/new?about=home", null, ("Form.Body", "Me again"));

        var answers = await Task.WhenAll(first(), second());

        var address = Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct());
        Assert.Equal($"{address}#write", (await visitor.GetAsync("/messages/new?about=home")).Headers.Location!.ToString());
        var page = await visitor.PageAsync(address);
        Assert.Equal("Statement of home", page.QuerySelector("h1").Reads());
        Assert.Equal(2, page.QuerySelectorAll(".thread li").Length);
        Assert.NotNull(page.QuerySelector("a[href='/pledge/home']"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/messages/new?about=nothing")).StatusCode);
    }

    [Fact]
    public async Task An_answer_is_marked_as_new_until_it_is_opened_and_then_as_read()
    {
        var (worker, young) = await PairAsync();
        var id = await site.Arrange.ConversationAsync(worker, young, "Rent", Now.AddDays(-2), (true, "Hi"), (false, "Hello"));
        var visitor = await site.SignInAsync(young.Account);
        Assert.Equal("New", (await visitor.PageAsync("/messages")).QuerySelector(".tag").Reads());
        Assert.Contains("You have a new message", (await visitor.PageAsync("/")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        var page = await visitor.PageAsync($"/messages/{id}");

        Assert.Equal(["You", "Sam Worker"], page.QuerySelectorAll(".thread .voice__who").Select(who => who.Reads()));
        Assert.Contains("Read by Sam Worker on Friday 20 November", page.QuerySelector(".thread li").Reads(), StringComparison.Ordinal);
        Assert.Null((await visitor.PageAsync("/messages")).QuerySelector(".tag"));
        Assert.DoesNotContain("You have a new message", (await visitor.PageAsync("/")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(young.Account, await site.SqlAsync<Guid>("select read_by from pledge.conversation_message where conversation_id = $1 and not from_young_person", id));
    }

    [Fact]
    public async Task A_late_answer_is_said_to_whoever_waits_for_it_with_what_they_can_do()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var waiting = await site.Arrange.ConversationAsync(worker, young, "My bus pass", new(2026, 11, 17, 9, 0, 0, TimeSpan.Zero), (true, "It is lost"));
        var visitor = await site.SignInAsync(young.Account);
        // Three working days from Tuesday end with Friday; the clock of the tests stands on Sunday.
        Assert.Contains("You should have had an answer by Friday 20 November. It is late. We are sorry.", (await visitor.PageAsync($"/messages/{waiting}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("The answer to this is late. We are sorry.", (await visitor.PageAsync("/messages")).QuerySelector(".status--late").Reads());
        Assert.NotNull((await visitor.PageAsync("/")).QuerySelector(".card--next a[href='/messages']"));

        await site.ExecuteAsync("update pledge.conversation set waiting_since = '2026-11-18 09:00Z' where id = $1", waiting);

        Assert.DoesNotContain("It is late", (await visitor.PageAsync($"/messages/{waiting}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Null((await visitor.PageAsync("/")).QuerySelector(".card--next a[href='/messages']"));
    }

    [Fact]
    public async Task What_was_begun_and_not_sent_is_found_again_from_the_list()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var talk = await site.Arrange.ConversationAsync(worker, young, "My bus pass", site.Clock.GetUtcNow(), (false, "Have you found it?"));
        foreach (var (form, subject) in new[] { ("message", Guid.Empty), ("message-good-news", Guid.Empty), ("message-home", Guid.Empty), ("message-answer", talk), ("note", Guid.Empty) })
            await site.ExecuteAsync("insert into pledge.draft (authority_id, account_id, form, subject_id, body, page_key, saved_at) values ($1, $2, $3, $4, '{\"Form.Body\": [\"x\"]}', $4, now())", young.Authority, young.Account, form, subject);

        var page = await (await site.SignInAsync(young.Account)).PageAsync("/messages");

        Assert.Equal([$"/messages/{talk}", "/messages/new", "/messages/new?about=home", "/messages/new?kind=good-news"],
            page.QuerySelectorAll(".card--next a").Select(link => link.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.Empty((await (await site.SignInAsync((await site.Arrange.TheirsAsync(worker)).Account)).PageAsync("/messages")).QuerySelectorAll(".card--next"));
    }

    [Fact]
    public async Task Without_a_worker_nothing_is_sent_into_the_void()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);

        var page = await visitor.PageAsync("/messages/new");

        Assert.Null(page.QuerySelector("[name='Form.Body']"));
        Assert.NotNull(page.QuerySelector("main a[href='/help']"));
        var answer = await (await visitor.PostFormAsync("/messages", "/messages/new", ("Form.Body", "Anyone?"))).DocumentAsync();
        Assert.Contains("no worker down for you", answer.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.conversation where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task Somebody_elses_conversation_is_not_found()
    {
        var (worker, young) = await PairAsync();
        var other = await site.Arrange.TheirsAsync(worker, "Bo");
        var id = await site.Arrange.ConversationAsync(worker, other, "Secret", Now, (true, "Words of Bo"));
        var visitor = await site.SignInAsync(young.Account);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/messages/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostFormAsync("/messages/new", $"/messages/{id}", ("Form.Body", "Hi"))).StatusCode);
        Assert.DoesNotContain("Secret", (await visitor.PageAsync("/messages")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.conversation_message where conversation_id = $1", id));
    }

    [Fact]
    public async Task A_long_list_and_a_long_thread_are_read_in_pages()
    {
        var (worker, young) = await PairAsync();
        foreach (var number in Enumerable.Range(1, 26))
            await site.Arrange.ConversationAsync(worker, young, $"Talk {number}", Now.AddDays(-number), (true, "Hi"), (false, "Hello"));
        var id = await site.Arrange.ConversationAsync(worker, young, "Long", Now.AddHours(-2), [.. Enumerable.Range(1, 31).Select(number => (number % 2 == 1, $"Line {number}"))]);
        var visitor = await site.SignInAsync(young.Account);

        Assert.Equal(25, (await visitor.PageAsync("/messages")).QuerySelectorAll(".conversations > li").Length);
        Assert.Equal(["Talk 25", "Talk 26"], (await visitor.PageAsync("/messages?number=2")).QuerySelectorAll(".conversations .row__title").Select(title => title.Reads()));
        var thread = await visitor.PageAsync($"/messages/{id}");
        Assert.Equal("Line 31", thread.QuerySelectorAll(".thread .voice__words")[^1].Reads());
        Assert.Equal(30, thread.QuerySelectorAll(".thread > li").Length);
        Assert.Equal("Line 1", Assert.Single((await visitor.PageAsync($"/messages/{id}?number=2")).QuerySelectorAll(".thread .voice__words")).Reads());
    }

    private async Task<(Someone Worker, Someone Young)> PairAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private async Task<IDocument> PageAsync(Someone young, string address) => await (await site.SignInAsync(young.Account)).PageAsync(address);
}

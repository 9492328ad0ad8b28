using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.Conversations;

namespace Pledge.Tests.Features.Conversations;

public sealed class WorkerMessagesTests(Site site) : IClassFixture<Site>
{
    private DateTimeOffset Now => site.Clock.GetUtcNow();

    [Fact]
    public async Task A_worker_writes_first_and_the_young_person_hears_of_it_once_until_they_read_it()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);

        var sent = await visitor.SubmitAsync($"/young-people/{young.YoungPerson}/messages/new", ("Form.Body", "How was the interview?"));
        var thread = sent.Headers.Location!.ToString();
        await visitor.SubmitAsync(thread, ("Form.Body", "Ring me when you can"));
        Assert.Equal(1L, await NoticesAsync(young.Account));
        Assert.Contains("Not read yet", (await visitor.PageAsync(thread)).QuerySelector(".thread").Reads(), StringComparison.Ordinal);

        var theirs = await site.SignInAsync(young.Account);
        await theirs.PageAsync($"/messages/{thread.Split('/')[^1]}");
        Assert.Contains("Read on Sunday 22 November", (await visitor.PageAsync(thread)).QuerySelector(".thread").Reads(), StringComparison.Ordinal);

        await visitor.SubmitAsync(thread, ("Form.Body", "One more thing"));
        Assert.Equal(2L, await NoticesAsync(young.Account));
        Assert.Equal(3L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'message'", young.YoungPerson));
    }

    [Fact]
    public async Task The_inbox_leads_with_who_waits_longest_and_says_what_is_late()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (ash, bo, cy) = (await site.Arrange.TheirsAsync(worker, "Ash"), await site.Arrange.TheirsAsync(worker, "Bo"), await site.Arrange.TheirsAsync(worker, "Cy"));
        await site.Arrange.ConversationAsync(worker, ash, "Answered", Now, (true, "Hi"), (false, "Hello"));
        await site.Arrange.ConversationAsync(worker, bo, "Recent", new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), (true, "Hi"));
        await site.Arrange.ConversationAsync(worker, cy, "Old", new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), (true, "Hi"));

        var rows = (await (await site.SignInAsync(worker.Account)).PageAsync("/messages")).QuerySelectorAll(".conversations > li").Select(row => row.Reads()).ToList();

        Assert.Equal(3, rows.Count);
        Assert.Equal("New Old Cy Reed · Last message Monday 16 November 2026 Late: an answer was due by Thursday 19 November", rows[0]);
        Assert.Equal("New Recent Bo Reed · Last message Friday 20 November 2026 Waits for an answer, due by Wednesday 25 November", rows[1]);
        Assert.Equal("Answered Ash Reed · Last message Sunday 22 November 2026", rows[2]);
    }

    [Fact]
    public async Task A_caseload_can_ask_who_waits()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (ash, bo) = (await site.Arrange.TheirsAsync(worker, "Ash"), await site.Arrange.TheirsAsync(worker, "Bo"));
        var stranger = await site.Arrange.AdviserAsync();
        await site.Arrange.ConversationAsync(stranger, await site.Arrange.TheirsAsync(stranger), "Elsewhere", Now.AddDays(-9), (true, "Hi"));
        await site.Arrange.ConversationAsync(worker, ash, "Answered", Now, (true, "Hi"), (false, "Hello"));
        await site.Arrange.ConversationAsync(worker, bo, "One", new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), (true, "Hi"));
        await site.Arrange.ConversationAsync(worker, bo, "Two", Now, (true, "Hi"));

        using var scope = site.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.Of(await site.PrincipalAsync(worker.Account)).EnterAsync(db, new(2026, 11, 22), default);
        var waiting = Assert.Single(await db.ListWaitingMessagesAsync(default)).Value;

        Assert.Equal((bo.YoungPerson!.Value, 2, new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 19)), (waiting.YoungPerson.Value, waiting.Conversations, waiting.WaitingSince, waiting.AnswerDueOn));
        Assert.False(waiting.IsLate(new(2026, 11, 19)));
        Assert.True(waiting.IsLate(new(2026, 11, 20)));
    }

    [Fact]
    public async Task An_answer_ends_the_wait_and_so_does_saying_that_none_is_needed()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var (one, two) = (await site.Arrange.ConversationAsync(worker, young, "One", Now.AddDays(-9), (true, "Hi")), await site.Arrange.ConversationAsync(worker, young, "Two", Now.AddDays(-9), (true, "Thanks")));
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitAsync($"/young-people/{young.YoungPerson}/messages/{one}", ("Form.Body", "Sorry for the wait"));
        await visitor.PostFormAsync($"/young-people/{young.YoungPerson}/messages/{two}", $"/young-people/{young.YoungPerson}/messages/{two}?handler=NoAnswer");
        await visitor.PostFormAsync($"/young-people/{young.YoungPerson}/messages/{two}", $"/young-people/{young.YoungPerson}/messages/{two}?handler=NoAnswer");

        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.conversation where young_person_id = $1 and waiting_since is not null", young.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and what = 'message-needs-no-answer'", young.YoungPerson));
    }

    [Fact]
    public async Task The_conversation_goes_on_with_the_new_worker_and_the_old_one_no_longer_reads_it()
    {
        var old = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(old);
        var id = await site.Arrange.ConversationAsync(old, young, "Rent", Now.AddDays(-9), (true, "Hi"), (false, "Hello"));
        var next = await site.Arrange.StaffAsync(old.Authority, Roles.Adviser, name: "Nia New");
        await site.ExecuteAsync("update pledge.assignment set period_to = '2026-11-22' where young_person_id = $1", young.YoungPerson);
        await site.Arrange.AssignAsync(next, young, new(2026, 11, 22));
        var address = $"/young-people/{young.YoungPerson}/messages/{id}";

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(old.Account)).GetAsync(address)).StatusCode);
        Assert.Empty((await (await site.SignInAsync(old.Account)).PageAsync("/messages")).QuerySelectorAll(".conversations"));
        var visitor = await site.SignInAsync(next.Account);
        Assert.Contains("Sam Worker", (await visitor.PageAsync(address)).QuerySelector(".thread").Reads(), StringComparison.Ordinal);
        await visitor.SubmitAsync(address, ("Form.Body", "I am Nia"));
        Assert.Equal(["You", "Sam Worker", "Nia New"], (await (await site.SignInAsync(young.Account)).PageAsync($"/messages/{id}")).QuerySelectorAll(".thread .voice__who").Select(who => who.Reads()));

        await (await site.SignInAsync(young.Account)).SubmitAsync($"/messages/{id}", ("Form.Body", "Hi Nia"));
        Assert.Equal(1L, await NoticesAsync(next.Account));
        Assert.Equal(0L, await NoticesAsync(old.Account));
    }

    [Fact]
    public async Task A_manager_who_only_looks_leaves_the_mark_to_the_worker()
    {
        var worker = await site.Arrange.AdviserAsync();
        var manager = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account));
        var young = await site.Arrange.TheirsAsync(worker);
        var id = await site.Arrange.ConversationAsync(worker, young, "Rent", Now, (true, "Hi"));
        var address = $"/young-people/{young.YoungPerson}/messages/{id}";

        await (await site.SignInAsync(manager.Account)).PageAsync(address);
        Assert.Equal(1L, await UnreadAsync(id));
        Assert.Equal([manager.Account, "messages"], await site.RowAsync("select account_id, what from pledge.record_look where young_person_id = $1", young.YoungPerson));

        await (await site.SignInAsync(worker.Account)).PageAsync(address);
        Assert.Equal(0L, await UnreadAsync(id));
    }

    [Fact]
    public async Task Good_news_is_shown_warmly()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var id = await site.Arrange.ConversationAsync(worker, young, "I passed!", Now, (true, "I passed!"));
        await site.ExecuteAsync("update pledge.conversation set kind = 'good-news' where id = $1", id);

        var page = await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{young.YoungPerson}/messages/{id}");

        Assert.Equal("Ash shares good news with you.", page.QuerySelector(".card--voice .card__title").Reads());
    }

    [Fact]
    public async Task Somebody_without_an_account_is_not_mailed_and_the_worker_is_told()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", young.Account);
        var visitor = await site.SignInAsync(worker.Account);
        var address = $"/young-people/{young.YoungPerson}/messages/new";

        Assert.Contains("has no account yet", (await visitor.PageAsync(address)).QuerySelector(".govuk-inset-text").Reads(), StringComparison.Ordinal);
        await visitor.SubmitAsync(address, ("Form.Body", "Hello"));

        Assert.Equal(0L, await NoticesAsync(young.Account));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/new")]
    [InlineData("/{conversation}")]
    public async Task Strangers_find_nothing(string address)
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var id = await site.Arrange.ConversationAsync(worker, young, "Rent", Now, (true, "Hi"));
        var path = $"/young-people/{young.YoungPerson}/messages{address.Replace("{conversation}", id.ToString(), StringComparison.Ordinal)}";
        var stranger = await site.Arrange.AdviserAsync();
        var board = await site.Arrange.StaffAsync(worker.Authority, Roles.Board);

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(board.Account)).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(board.Account)).GetAsync("/messages")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(young.Account)).GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_conversation_of_another_young_person_is_not_found_under_this_one()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (ash, bo) = (await site.Arrange.TheirsAsync(worker, "Ash"), await site.Arrange.TheirsAsync(worker, "Bo"));
        var id = await site.Arrange.ConversationAsync(worker, bo, "Rent", Now, (true, "Hi"));

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(worker.Account)).GetAsync($"/young-people/{ash.YoungPerson}/messages/{id}")).StatusCode);
    }

    private Task<long> NoticesAsync(Guid account) => site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'new-message'", account);

    private Task<long> UnreadAsync(Guid conversation) => site.SqlAsync<long>("select count(*) from pledge.conversation_message where conversation_id = $1 and read_at is null", conversation);
}

using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

public sealed class SenderTests(MailSite site) : IClassFixture<MailSite>
{
    [Fact]
    public async Task A_queued_message_arrives_once_and_is_recorded()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());

        await site.SendAsync();
        await site.SendAsync();

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
        Assert.Equal(1, Arrived(message));
    }

    [Fact]
    public async Task A_message_waits_for_its_time()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await site.ExecuteAsync("update pledge.message set not_before = $2 where id = $1", message, site.Clock.GetUtcNow().AddMinutes(5));

        await site.SendAsync();
        Assert.Equal("queued", (await site.StateAsync(message)).State);
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(message)).State);
    }

    [Fact]
    public async Task A_stale_message_is_dropped_with_its_secret()
    {
        var message = await site.QueueAsync(await YoungPersonAsync(), payload: [1, 2, 3], staleAfter: TimeSpan.FromMinutes(1));
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await site.SendAsync();

        Assert.Equal(("dropped", "stale"), await site.StateAsync(message));
        Assert.Equal(0, Arrived(message));
        Assert.True(await site.SqlAsync<bool>("select payload is null from pledge.message where id = $1", message));
    }

    [Fact]
    public async Task What_can_be_turned_off_is_dropped_when_it_is_and_the_rest_is_sent()
    {
        var youngPerson = await YoungPersonAsync();
        var reminder = await site.QueueAsync(youngPerson, "message-from-worker");
        var invitation = await site.QueueAsync(youngPerson, "invitation");
        await site.ExecuteAsync("insert into pledge.reminder_choice (id, authority_id, account_id, channel, wanted, chosen_at) values ($1, $2, $3, 'email', false, $4)",
            Guid.CreateVersion7(), youngPerson.Authority, youngPerson.Account, site.Clock.GetUtcNow());

        await site.SendAsync();

        Assert.Equal(("dropped", "turned-off"), await site.StateAsync(reminder));
        Assert.Equal("sent", (await site.StateAsync(invitation)).State);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_closed_account_and_a_changed_address_is_followed()
    {
        var (closed, moved) = (await YoungPersonAsync(), await YoungPersonAsync());
        var (toClosed, toMoved) = (await site.QueueAsync(closed), await site.QueueAsync(moved));
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", closed.Account);
        await site.ExecuteAsync("update identity.account set email = 'new@people.test' where id = $1", moved.Account);

        await site.SendAsync();

        Assert.Equal(("dropped", "account-closed"), await site.StateAsync(toClosed));
        Assert.Equal("new@people.test", site.Smtp.Messages.Single(mail => mail.MessageId!.StartsWith(toMoved.ToString("n"), StringComparison.Ordinal)).To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData("mail", 451)]
    [InlineData("rcpt", 450)]
    [InlineData("data", 452)]
    public async Task A_passing_refusal_is_tried_again_after_a_minute(string at, int code)
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await site.Smtp.OrderAsync("refuse", code: code, at: at);

        await site.SendAsync();
        Assert.Equal(("queued", $"smtp-{code}"), await site.StateAsync(message));
        site.Clock.Advance(TimeSpan.FromSeconds(59));
        await site.SendAsync();
        Assert.Equal(0, Arrived(message));
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(message)).State);
        Assert.Equal(1, Arrived(message));
    }

    [Theory]
    [InlineData("rcpt", 550)]
    [InlineData("data", 554)]
    public async Task A_final_refusal_fails_at_once(string at, int code)
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await site.Smtp.OrderAsync("refuse", code: code, at: at);

        await site.SendAsync();

        Assert.Equal(("failed", $"smtp-{code}"), await site.StateAsync(message));
    }

    [Fact]
    public async Task It_gives_up_visibly_after_the_last_try()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        foreach (var minutes in SenderOptions.BackOffMinutes)
        {
            await site.Smtp.OrderAsync("refuse", code: 451);
            await site.SendAsync();
            Assert.Equal("queued", (await site.StateAsync(message)).State);
            site.Clock.Advance(TimeSpan.FromMinutes(minutes));
        }
        await site.Smtp.OrderAsync("refuse", code: 451);
        await site.SendAsync();

        Assert.Equal(("failed", "gave-up-smtp-451"), await site.StateAsync(message));
    }

    [Fact]
    public async Task A_connection_lost_before_the_message_is_tried_again()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await site.Smtp.OrderAsync("cut");

        await site.SendAsync();
        Assert.Equal(("queued", "no-connection"), await site.StateAsync(message));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.SendAsync();

        Assert.Equal(1, Arrived(message));
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("stall")]
    public async Task No_answer_after_the_message_leaves_it_in_doubt_for_good(string order)
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await site.Smtp.OrderAsync(order);

        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.SendAsync();

        Assert.Equal(("in-doubt", "no-answer"), await site.StateAsync(message));
        Assert.Equal(1, Arrived(message));
    }

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

    private int Arrived(Guid message) => site.Smtp.Messages.Count(mail => mail.MessageId!.StartsWith(message.ToString("n"), StringComparison.Ordinal));
}

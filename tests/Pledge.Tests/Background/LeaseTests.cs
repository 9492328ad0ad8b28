using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>What keeps two senders from sending one message, and one dead sender from keeping it.</summary>
public sealed class LeaseTests(MailSite site) : IClassFixture<MailSite>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Two_senders_never_claim_the_same_message()
    {
        var youngPerson = await YoungPersonAsync();
        for (var i = 0; i < 40; i++)
            await site.QueueAsync(youngPerson);

        var batches = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ClaimAsync($"racer-{i}", 10)));

        Assert.Equal(40, batches.Sum(batch => batch.Count));
        Assert.Equal(40, batches.SelectMany(batch => batch).Select(message => message.Id).Distinct().Count());
        await DropAllAsync();
    }

    [Fact]
    public async Task A_claim_that_ran_out_goes_to_another_sender_and_the_first_may_not_send_any_more()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        Assert.Single(await ClaimAsync("first"));
        Assert.Empty(await ClaimAsync("second"));
        site.Clock.Advance(Lease + TimeSpan.FromSeconds(1));

        Assert.False(site.Service<Outbox>().MarkSending(message, "first", Lease));
        Assert.Single(await ClaimAsync("second"));
        Assert.False(site.Service<Outbox>().MarkSending(message, "first", Lease));
        Assert.True(site.Service<Outbox>().MarkSending(message, "second", Lease));
        Assert.False(site.Service<Outbox>().MarkSending(message, "second", Lease));
        await DropAllAsync();
    }

    [Fact]
    public async Task A_hand_over_that_nobody_finished_is_in_doubt_and_never_claimed_again()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await ClaimAsync("killed");
        site.Service<Outbox>().MarkSending(message, "killed", Lease);
        Assert.Empty(await ClaimAsync("other"));
        Assert.Equal("sending", (await site.StateAsync(message)).State);
        site.Clock.Advance(Lease + TimeSpan.FromSeconds(1));

        Assert.Empty(await ClaimAsync("other"));

        Assert.Equal(("in-doubt", "sender-stopped"), await site.StateAsync(message));
    }

    [Fact]
    public async Task An_answer_that_comes_late_settles_the_doubt()
    {
        var id = await site.QueueAsync(await YoungPersonAsync());
        var message = (await ClaimAsync("slow")).Single();
        site.Service<Outbox>().MarkSending(id, "slow", Lease);
        site.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        await ClaimAsync("other");

        await site.Service<Outbox>().SettleAsync(message, "slow", "sent", "accepted");

        Assert.Equal(("sent", "accepted"), await site.StateAsync(id));
    }

    [Fact]
    public async Task A_stopping_sender_gives_back_what_it_did_not_start()
    {
        var id = await site.QueueAsync(await YoungPersonAsync());
        var claimed = await ClaimAsync("stopping");

        await site.Service<Outbox>().ReleaseAsync(claimed, "stopping");

        Assert.Equal("queued", (await site.StateAsync(id)).State);
        Assert.Equal(0, await site.SqlAsync<int>("select attempts from pledge.message where id = $1", id));
        await DropAllAsync();
    }

    private Task<List<ClaimedMessage>> ClaimAsync(string sender, int batch = 20) => site.Service<Outbox>().ClaimAsync(sender, Channel.Email, batch, Lease, CancellationToken.None);

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

    private Task<int> DropAllAsync() => site.ExecuteAsync(
        "update pledge.message set state = 'dropped', lease_until = null, settled_at = now() where state in ('queued', 'claimed', 'sending')");
}

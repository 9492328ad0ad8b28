using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>Messages stopped and let go, set aside, sent again, and what they carried erased.</summary>
public sealed class StopTests(MailSite site) : IClassFixture<MailSite>
{
    [Theory]
    [InlineData("all")]
    [InlineData("email")]
    public async Task What_an_administrator_stops_waits_and_goes_when_they_let_it(string channel)
    {
        var (mine, other) = (await site.Arrange.AuthorityAsync(), await site.Arrange.AuthorityAsync());
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(mine, Roles.Administrator)).Account);
        using (var stopped = await visitor.SubmitAsync("/admin/messages/switch", ("Way", "stop"), ("Channel", channel), ("Reason", "Wrong words")))
            Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        var (waits, goes) = (await site.QueueAsync(await site.Arrange.YoungPersonAsync(mine)), await site.QueueAsync(await site.Arrange.YoungPersonAsync(other)));
        var tooOld = await site.QueueAsync(await site.Arrange.YoungPersonAsync(mine), staleAfter: TimeSpan.FromMinutes(1));

        await site.SendAsync();
        Assert.Equal("queued", (await site.StateAsync(waits)).State);
        Assert.Equal("sent", (await site.StateAsync(goes)).State);
        Assert.Contains("Wrong words", (await visitor.PageAsync("/admin/messages")).Body!.TextContent, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        using (await visitor.SubmitAsync("/admin/messages/switch", ("Way", "go"), ("Channel", channel), ("Reason", "Put right")))
            await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(waits)).State);
        Assert.Equal(("dropped", "stale"), await site.StateAsync(tooOld));
    }

    [Fact]
    public async Task The_operator_stops_everybody_even_what_is_claimed()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        Assert.Single(await site.Service<Outbox>().ClaimAsync("claims-first", Channel.Email, 20, TimeSpan.FromMinutes(1), CancellationToken.None));
        await OperatorAsync(off: true);

        Assert.False(site.Service<Outbox>().MarkSending(message, "claims-first", TimeSpan.FromMinutes(1)));
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await site.SendAsync();
        Assert.Equal("claimed", (await site.StateAsync(message)).State);
        await OperatorAsync(off: false);
        await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(message)).State);
    }

    [Fact]
    public async Task A_switch_without_a_reason_is_refused()
    {
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Administrator)).Account);

        using var response = await visitor.SubmitFormAsync("/admin/messages/switch", null, ("Way", "stop"), ("Channel", "all"), ("Reason", ""));

        Assert.Contains("Say why", (await response.DocumentAsync()).QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_makes_the_sender_stumble_is_set_aside_and_the_others_go()
    {
        var (bad, worker) = (await YoungPersonAsync(), await YoungPersonAsync());
        var (poison, good) = (await site.QueueAsync(bad), await site.QueueAsync(worker));
        await site.ExecuteAsync("update identity.account set email = 'no address at all' where id = $1", bad.Account);

        await site.SendAsync();

        Assert.Equal(("failed", "sender-stumbled"), await site.StateAsync(poison));
        Assert.Equal("sent", (await site.StateAsync(good)).State);
    }

    [Fact]
    public async Task A_message_that_brings_every_sender_down_is_set_aside()
    {
        var message = await site.QueueAsync(await YoungPersonAsync());
        await site.ExecuteAsync("update pledge.message set state = 'claimed', claimed_by = 'killed', attempts = 12, lease_until = $2 where id = $1", message, site.Clock.GetUtcNow().AddMinutes(-1));

        await site.SendAsync();

        Assert.Equal(("failed", "senders-stopped"), await site.StateAsync(message));
    }

    [Fact]
    public async Task Failed_messages_of_a_reason_are_sent_again_together_but_no_code()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account);
        var youngPerson = await site.Arrange.YoungPersonAsync(authority);
        List<Guid> failed = [await site.QueueAsync(youngPerson, "message-from-worker"), await site.QueueAsync(youngPerson, "message-from-worker")];
        var (code, otherReason) = (await site.QueueAsync(youngPerson, "sign-in-code"), await site.QueueAsync(youngPerson, "message-from-worker"));
        await site.ExecuteAsync("update pledge.message set state = 'failed', outcome = 'smtp-554', settled_at = now() where account_id = $1", youngPerson.Account);
        await site.ExecuteAsync("update pledge.message set outcome = 'smtp-550' where id = $1", otherReason);

        Assert.Contains("smtp-554: 3", (await visitor.PageAsync("/admin/messages")).Body!.TextContent, StringComparison.Ordinal);
        using var response = await visitor.SubmitFormAsync("/admin/messages/failed/smtp-554", "replay");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        foreach (var message in failed)
            Assert.Equal(("queued", "sent-again"), await site.StateAsync(message));
        Assert.Equal("failed", (await site.StateAsync(code)).State);
        Assert.Equal("failed", (await site.StateAsync(otherReason)).State);
        await site.ExecuteAsync("update pledge.message set state = 'dropped', settled_at = now() where state = 'queued'");
    }

    [Fact]
    public async Task What_a_message_carried_is_erased_after_thirty_days_whatever_became_of_it()
    {
        var (old, young) = (await site.QueueAsync(await YoungPersonAsync(), payload: [1]), await site.QueueAsync(await YoungPersonAsync(), payload: [1]));
        await site.ExecuteAsync("update pledge.message set state = 'failed', outcome = 'smtp-550', settled_at = now() where id = any ($1)", new[] { old, young });
        await site.ExecuteAsync("update pledge.message set decided_at = $2 where id = $1", old, site.Clock.GetUtcNow().AddDays(-EraseBodies.DaysKept));

        using (var scope = site.Services.CreateScope())
            await scope.ServiceProvider.GetRequiredService<EraseBodies>().RunAsync(CancellationToken.None);

        Assert.True(await site.SqlAsync<bool>("select payload is null from pledge.message where id = $1", old));
        Assert.False(await site.SqlAsync<bool>("select payload is null from pledge.message where id = $1", young));
        Assert.Equal(("failed", "smtp-550"), await site.StateAsync(old));
    }

    [Fact]
    public void A_wait_grows_by_chance_but_never_shrinks()
    {
        Random chance = new(7);
        var waits = Enumerable.Range(0, 100).Select(_ => SenderOptions.WaitAfter(3, chance)).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6.25)));
        Assert.True(waits.Distinct().Count() > 50);
    }

    private Task<int> OperatorAsync(bool off) => site.ExecuteAsync(
        "insert into pledge.channel_switch (id, channel, is_off, reason, set_at) values ($1, 'all', $2, 'Work on the mail server', $3)", Guid.CreateVersion7(), off, site.Clock.GetUtcNow());

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
}

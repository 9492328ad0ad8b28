using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Tests.Background;

public sealed class LedgerTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_same_message_is_queued_once()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

        Assert.True(await QueueAsync(youngPerson, "first"));
        Assert.False(await QueueAsync(youngPerson, "first"));
        Assert.True(await QueueAsync(youngPerson, "second"));
        Assert.Equal(2L, await CountAsync(youngPerson));
    }

    [Fact]
    public async Task It_is_not_queued_again_after_it_was_sent()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        await QueueAsync(youngPerson, "once");
        await site.ExecuteAsync("update pledge.message set state = 'sent', settled_at = now() where account_id = $1", youngPerson.Account);

        Assert.False(await QueueAsync(youngPerson, "once"));
    }

    [Fact]
    public async Task It_exists_only_if_the_decision_does()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

        await QueueAsync(youngPerson, "undone", commit: false);

        Assert.Equal(0L, await CountAsync(youngPerson));
    }

    [Fact]
    public async Task Senders_are_woken_by_the_commit()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        await using var listener = new NpgsqlConnection(site.Database.App);
        await listener.OpenAsync();
        await using (var listen = new NpgsqlCommand("listen pledge_message", listener))
            await listen.ExecuteNonQueryAsync();

        await QueueAsync(youngPerson, "undone", commit: false);
        Assert.False(await listener.WaitAsync(TimeSpan.FromMilliseconds(200)));
        await QueueAsync(youngPerson, "done");
        Assert.True(await listener.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_worker_writing_twice_a_day_makes_one_message_which_the_sender_sends_in_its_readers_hours()
    {
        var (worker, youngPerson) = await CaseAsync();
        var now = Utc("2026-11-23T21:30");

        await FromWorkerAsync(worker, youngPerson, now);
        await FromWorkerAsync(worker, youngPerson, now.AddMinutes(1));

        Assert.Equal(1L, await CountAsync(youngPerson));
        Assert.Equal(now.UtcDateTime, await site.SqlAsync<DateTime>("select not_before from pledge.message where account_id = $1", youngPerson.Account));
        await FromWorkerAsync(worker, youngPerson, now.AddDays(1));
        Assert.Equal(2L, await CountAsync(youngPerson));
    }

    [Fact]
    public async Task A_worker_reaches_only_the_accounts_of_their_own_young_people()
    {
        var (worker, _) = await CaseAsync();
        var (_, stranger) = await CaseAsync();

        await FromWorkerAsync(worker, stranger, site.Clock.GetUtcNow());

        Assert.Equal(0L, await CountAsync(stranger));
    }

    private async Task<(Someone Worker, Someone YoungPerson)> CaseAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        var youngPerson = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.AssignAsync(worker, youngPerson);
        return (worker, youngPerson);
    }

    private async Task<bool> QueueAsync(Someone to, string occurrence, bool commit = true)
    {
        using var services = site.Services.CreateScope();
        var db = services.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.SignIn.EnterAsync(db, site.Clock.Today(), CancellationToken.None);
        var now = site.Clock.GetUtcNow();
        var queued = await db.QueueAsync(new(new(to.Authority), new(to.Account), null, "sign-in-code", occurrence, now, now.AddMinutes(10)), now, CancellationToken.None);
        if (commit)
            await transaction!.CommitAsync();
        return queued;
    }

    private async Task FromWorkerAsync(Someone worker, Someone youngPerson, DateTimeOffset now)
    {
        using var services = site.Services.CreateScope();
        var db = services.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.Of(await PrincipalAsync(worker)).EnterAsync(db, site.Clock.Today(), CancellationToken.None);
        await db.QueueMessageFromWorkerAsync(new(youngPerson.Authority), new(youngPerson.YoungPerson!.Value), now, CancellationToken.None);
        await transaction!.CommitAsync();
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(Someone who) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, who.Account.ToString()),
        new(PledgeClaims.Authority, who.Authority.ToString()),
        new(PledgeClaims.Role, await site.SqlAsync<string>("select role from identity.account where id = $1", who.Account)),
        new(PledgeClaims.Stamp, await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", who.Account)),
    ]));

    private Task<long> CountAsync(Someone to) => site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1", to.Account);

    private static DateTimeOffset Utc(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}

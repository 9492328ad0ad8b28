using Microsoft.AspNetCore.Hosting;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>A limit of messages a second holds for all senders together.</summary>
public sealed class PaceTests(PaceTests.SlowSite site) : IClassFixture<PaceTests.SlowSite>
{
    public sealed class SlowSite : Site
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Sender:PerSecond", "5");
        }
    }

    [Fact]
    public async Task Senders_that_claim_at_once_stay_within_the_limit_together()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        var now = site.Clock.GetUtcNow();
        await site.ExecuteAsync(
            """
            insert into pledge.message (id, authority_id, account_id, rule, occurrence, channel, state, decided_at, not_before, stale_at)
            select gen_random_uuid(), $1, $2, 'invitation', n::text, 'email', 'queued', $3, $3, $3 + interval '1 day' from generate_series(1, 30) n
            """, youngPerson.Authority, youngPerson.Account, now);

        Assert.Equal(5, await ClaimAtOnceAsync());
        Assert.Equal(0, await ClaimAtOnceAsync());
        await site.ExecuteAsync("update pledge.message set state = 'sent', settled_at = $1, lease_until = null where state = 'claimed'", now);
        site.Clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal(0, await ClaimAtOnceAsync());
        site.Clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(5, await ClaimAtOnceAsync());
    }

    private async Task<int> ClaimAtOnceAsync()
    {
        var outbox = (Outbox)site.Services.GetService(typeof(Outbox))!;
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => outbox.ClaimAsync($"racer-{i}", Channel.Email, 20, TimeSpan.FromMinutes(1), CancellationToken.None)));
        return claims.Sum(claim => claim.Count);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Tests.Platform;

public sealed partial class MetricsTests(MetricsTests.MeasuredSite site) : IClassFixture<MetricsTests.MeasuredSite>
{
    private const string Token = "a token for monitoring only";

    public sealed class MeasuredSite : Site
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Metrics:Token", Token);
        }
    }

    [Fact]
    public async Task Monitoring_reads_how_messages_are_doing()
    {
        var young = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        var now = site.Clock.GetUtcNow();
        await MessageAsync(young, "queued", now.AddMinutes(-20), null);
        await MessageAsync(young, "sent", now.AddMinutes(-1), now.AddSeconds(-50));
        await MessageAsync(young, "failed", now.AddMinutes(-5), now.AddMinutes(-4));
        await MessageAsync(young, "in-doubt", now.AddMinutes(-5), now.AddMinutes(-4));
        await MessageAsync(young, "queued", now.AddMinutes(-40), null, "text");
        await MessageAsync(young, "queued", now.AddMinutes(5), null, "text");
        await site.ExecuteAsync(
            "insert into pledge.channel_switch (id, authority_id, channel, is_off, reason, set_at) values ($1, $3, 'text', true, 'Test', $4), ($2, $3, 'all', false, 'Test', $4)",
            Guid.CreateVersion7(), Guid.CreateVersion7(), young.Authority, now);

        using var scope = site.Services.CreateScope();
        var health = (await ChannelHealth.ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeDb>(), site.Clock, CancellationToken.None)).ToDictionary(one => one.Channel);

        var (mails, texts) = (health[Channel.Email], health[Channel.Text]);
        Assert.Equal((1, 1, 1200, 0), (mails.Waiting, mails.Due, mails.OldestDueSeconds, mails.Stops));
        Assert.Equal((1, 1, 10), (mails.SentLastMinute, mails.SentLastHour, mails.LatencySeconds));
        Assert.Equal((1, 1, 1), (mails.FailedLastHour, mails.FailedOpen, mails.InDoubt));
        Assert.Equal((2, 1, 2400, 1), (texts.Waiting, texts.Due, texts.OldestDueSeconds, texts.Stops));
        Assert.Equal((0, 0, 0, 0), (texts.SentLastHour, texts.LatencySeconds, texts.FailedOpen, texts.InDoubt));
    }

    [Fact]
    public async Task Every_figure_that_an_alert_looks_at_is_there_and_none_names_anybody()
    {
        var young = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync(), "Quentin", "Zebedee");
        await (await site.SignInAsync(young.Account)).GetAsync("/account?who=zebedee");
        await site.Visit().GetAsync("/young-people/zebedee");

        var text = await TextAsync();
        // Of whichever site of this process: meters know no host.
        var figures = Line().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();

        var asked = Figure().Matches(await File.ReadAllTextAsync(Path.Combine(Files.Root, "deploy", "pledge-alerts.yml"))).Select(match => match.Value).Distinct().ToList();
        Assert.True(asked.Count >= 6);
        Assert.All(asked, name => Assert.Contains(name, figures));
        Assert.Contains("http_server_request_duration", text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebedee", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(young.YoungPerson.ToString()!, text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another token altogether")]
    [InlineData("Basic " + Token)]
    public async Task Without_the_token_there_is_no_such_page(string? authorization)
    {
        using var client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);

        using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("pledge_messages", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task MessageAsync(Someone to, string state, DateTimeOffset due, DateTimeOffset? settled, string channel = Channel.Email) => site.ExecuteAsync(
        """
        insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, decided_at, not_before, stale_at, settled_at)
        values ($1, $2, $3, $4, 'message-from-worker', $5, $10, $6, $7, $7, $8, $9)
        """, Guid.CreateVersion7(), to.Authority, to.Account, to.YoungPerson, Guid.NewGuid().ToString(), state, due, due.AddDays(2), settled, channel);

    private async Task<string> TextAsync()
    {
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"^(pledge_\w+)(?:\{[^}]*\})? \S+", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"pledge_\w+")]
    private static partial Regex Figure();
}

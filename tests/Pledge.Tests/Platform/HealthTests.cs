using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Platform;

public sealed class HealthTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task It_is_ready_only_with_the_schema_it_needs_and_says_one_word()
    {
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/ready"));

        await site.ExecuteAsync("delete from migration.applied where number = (select max(number) from migration.applied)");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync("/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
    }

    private async Task<(HttpStatusCode, string)> AskAsync(string address)
    {
        using var response = await site.Visit().GetAsync(address);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Admin;

public sealed class AreaTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Outcodes_are_kept_in_order_and_what_is_none_is_explained()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account);

        Assert.Contains("“Hill” is not an outcode", await (await visitor.SubmitAsync("/admin/area", ("Outcodes", "B1 Hill"))).ErrorAsync(), StringComparison.Ordinal);
        await visitor.SubmitAsync("/admin/area", ("Outcodes", "b2, B10\nB1 b2"));

        Assert.Equal(["B1", "B10", "B2"], await site.SqlAsync<string[]>("select outcodes from pledge.authority_area where authority_id = $1", authority));
        Assert.Contains("B1 B10 B2", (await visitor.PageAsync("/admin/area")).QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_saves_second_sees_both()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account);
        await visitor.SubmitAsync("/admin/area", ("Outcodes", "B1"));

        var second = await visitor.SubmitAsync("/admin/area", ("Outcodes", "B3"), ("Version", Guid.Empty.ToString()));

        Assert.Contains("B1", (await second.DocumentAsync()).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.authority_area where authority_id = $1", authority));
    }
}

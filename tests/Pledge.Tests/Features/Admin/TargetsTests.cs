using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Admin;

public sealed class TargetsTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/admin/targets/CL-ACC-1921";

    private async Task<(Guid Authority, Visitor Visitor)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account));
    }

    private static Task<HttpResponseMessage> SetAsync(Visitor visitor, string value, string tolerance, DateOnly from) => visitor.SubmitAsync(Address, ("Value", value), ("Tolerance", tolerance),
        ("From.Day", $"{from.Day}"), ("From.Month", $"{from.Month}"), ("From.Year", $"{from.Year}"));

    [Fact]
    public async Task A_target_holds_until_the_next_one_begins()
    {
        var (authority, visitor) = await ArrangeAsync();
        await SetAsync(visitor, "90", "3", new(2026, 4, 1));
        await SetAsync(visitor, "92.5", "2", new(2027, 4, 1));
        await SetAsync(visitor, "91", "3", new(2026, 10, 1));

        Assert.Equal(
            ["2026-04-01 2026-10-01 90.0", "2026-10-01 2027-04-01 91.0", "2027-04-01  92.5"],
            await site.SqlAsync<string[]>("select array_agg(concat_ws(' ', period_from, coalesce(period_to::text, ''), target) order by period_from) from pledge.indicator_target where authority_id = $1", authority));
        Assert.Contains("91.0%, and 3 away from it is still amber", (await visitor.PageAsync("/admin/targets")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(3L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where authority_id = $1 and what = 'set-target'", authority));
    }

    [Fact]
    public async Task Set_again_for_the_same_day_the_first_stays_on_record()
    {
        var (authority, visitor) = await ArrangeAsync();
        await SetAsync(visitor, "90", "3", new(2026, 4, 1));
        await SetAsync(visitor, "88", "3", new(2026, 4, 1));

        Assert.Equal(["88.0 ", "90.0 replaced"], await site.SqlAsync<string[]>(
            "select array_agg(concat_ws(' ', target, case when superseded_at is null then '' else 'replaced' end) order by target) from pledge.indicator_target where authority_id = $1", authority));
        Assert.Contains("Replaced on 22 November 2026", (await visitor.PageAsync(Address)).Body.Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "3", "Enter a number, like 12")]
    [InlineData("lots", "3", "Enter a number, like 12")]
    [InlineData("101", "3", "Enter a target from 0 to 100")]
    [InlineData("90", "-1", "Enter how far from the target is still nearly, from 0 to 100")]
    public async Task What_cannot_be_a_target_is_explained_beside_the_field(string value, string tolerance, string message)
    {
        var (authority, visitor) = await ArrangeAsync();

        var refused = await SetAsync(visitor, value, tolerance, new(2026, 4, 1));

        Assert.Contains(message, await refused.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.indicator_target where authority_id = $1", authority));
    }

    [Fact]
    public async Task What_is_no_indicator_is_not_found_and_only_administrators_may_set()
    {
        var (authority, visitor) = await ArrangeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/targets/CL-NONE")).StatusCode);

        var officer = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.DataOfficer)).Account);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(Address)).StatusCode);
    }
}

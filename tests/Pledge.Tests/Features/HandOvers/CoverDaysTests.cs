using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.HandOvers;

/// <summary>Cover over the days around it.</summary>
public sealed class CoverDaysTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Cover_reaches_the_record_on_its_days_only_and_the_young_person_is_told()
    {
        var sam = await site.Arrange.AdviserAsync();
        var kim = await site.Arrange.ColleagueAsync(sam);
        var ash = await site.Arrange.TheirsAsync(sam);

        var answer = await SetAsync(sam, kim, ash, 25, 27);

        Assert.Equal("/hand-over", answer.Headers.Location!.ToString());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'worker-news'", ash.Account));
        Assert.Contains("Sam Worker is away from Wednesday 25 November to Friday 27 November 2026.", (await (await site.SignInAsync(ash.Account)).PageAsync("/")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Ash Reed", (await (await site.SignInAsync(kim.Account)).PageAsync("/hand-over")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        foreach (var (day, expected) in new[] { (24, HttpStatusCode.NotFound), (25, HttpStatusCode.OK), (27, HttpStatusCode.OK), (28, HttpStatusCode.NotFound) })
        {
            site.Clock.SetUtcNow(new(2026, 11, day, 10, 0, 0, TimeSpan.Zero));
            Assert.Equal(expected, (await (await site.SignInAsync(kim.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await (await site.SignInAsync(sam.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        }
    }

    private async Task<HttpResponseMessage> SetAsync(Someone sam, Someone kim, Someone ash, int first, int last) => await (await site.SignInAsync(sam.Account)).SubmitAsync(
        "/hand-over/cover", ("With", ash.YoungPerson!.Value.ToString()), ("To", kim.Account.ToString()), ("First.Day", $"{first}"), ("First.Month", "11"), ("First.Year", "2026"),
        ("Last.Day", $"{last}"), ("Last.Month", "11"), ("Last.Year", "2026"), ("Note", "Ring on Thursday"));
}
